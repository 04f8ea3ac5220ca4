import { describe, expect, it } from "vitest";
import { churnPopulation } from "#metrics/churn/churn-population.ts";
import { silentBeyondRule } from "#metrics/churn/churn-rule.ts";
import { churnValues } from "#metrics/churn/churn-value.ts";
import { contractsOf, eventsOf } from "./churn-company.ts";

const numbers = (...values: number[]) => Float64Array.from(values);

describe("value at risk", () => {
  const horizon = 73;

  it("is the margin of the year up to the last order, by the day", () => {
    const events = eventsOf([[500, 900, 1000], [990], [995]], {}, (account) => 100 * account);
    const population = churnPopulation(events, { basis: "orders", snapshot: 1000, horizon });
    // 73 days are a fifth of a year. The order of day 500 lies more than 365 days before the last.
    expect([...churnValues(events, population, { basis: "orders", horizon, margins: null })]).toEqual([40, 40, 60]);
    const margins = { account: numbers(1, 3), net: numbers(200, 600), cost: numbers(150, 900) };
    const values = churnValues(events, population, { basis: "orders", horizon, margins });
    // 25 % of its own; the company's 1 − 1,050/800 is below 0, as is the third's own.
    expect([...values]).toEqual([10, 0, 0]);
  });

  it("of a contract is what the last one is worth by the day", () => {
    const contracts = contractsOf([
      [1, 0, 0, 364, 999],
      [1, 365, 365, 729, 3650],
    ]);
    const events = eventsOf([[]], { contracts });
    const population = churnPopulation(events, { basis: "contracts", snapshot: 700, horizon });
    expect([...churnValues(events, population, { basis: "contracts", horizon, margins: null })]).toEqual([730]);
  });
});

describe("the rule without a model", () => {
  const every = (gap: number, count: number, last: number) =>
    Array.from({ length: count }, (_, k) => last - gap * (count - 1 - k));
  const at = (snapshot: number, days: readonly (readonly number[])[]) => {
    const events = eventsOf(days);
    return silentBeyondRule(events, churnPopulation(events, { basis: "orders", snapshot, horizon: 365 }));
  };

  it("finds those silent for longer than 97.5 % of their own gaps", () => {
    // All gaps are 10 or 30 days, so scaled gaps are all 1: any longer silence than the own gap is unusual.
    const found = at(1000, [every(10, 15, 985), every(30, 15, 985), every(10, 15, 991), [975], [960]]);
    expect([...(found ?? [])]).toEqual([1, 0, 0, 0, 1]);
  });

  it("goes by the own distribution where there are gaps enough", () => {
    // 41 gaps: 40 of 5 days and one of 100, which is beyond the 97.5th percentile by more than one in forty.
    const days = [...every(5, 41, 900), 1000];
    expect([...(at(1007, [days]) ?? [])]).toEqual([1]);
    expect([...(at(1004, [days]) ?? [])]).toEqual([0]);
  });

  it("has nothing to say with fewer than 20 gaps", () => {
    expect(at(1000, [every(10, 20, 990)])).toBeNull();
    expect(at(1000, [[990], [980], [970]])).toBeNull();
  });
});
