import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ChurnEvents } from "#metrics/churn/churn-events.ts";
import { churnFeatureNames, churnFeatures, sourcesOf } from "#metrics/churn/churn-features.ts";
import { churnPopulation } from "#metrics/churn/churn-population.ts";
import { contractsOf, eventsOf } from "./churn-company.ts";

describe("who was active, and who left", () => {
  const snapshot = 1000;
  const horizon = 100;

  it("by orders: two horizons before decide who counts, one horizon after who left", () => {
    const events = eventsOf([[900, 1050], [801, 1101], [800, 1050], [1000], [1001], [700, 950, 1100]]);
    const { accounts, labels, starts, ends } = churnPopulation(events, { basis: "orders", snapshot, horizon });
    // The third was silent for two whole horizons, the fifth had not ordered yet.
    expect([...accounts]).toEqual([1, 2, 4, 6]);
    expect([...labels]).toEqual([0, 1, 1, 0]);
    expect([...accounts].map((_, i) => [...events.orders.day.slice(starts[i], ends[i])])).toEqual([
      [900],
      [801],
      [1000],
      [700, 950],
    ]);
  });

  it("by orders: a contract signed within the horizon is staying, one signed before it is not", () => {
    const contracts = contractsOf([
      [1, 1100, 1100, 1400, 10],
      [2, 990, 990, 1300, 10],
      [3, 1101, 1101, 1400, 10],
      [4, 1100, 1100, 1400, 10, 1],
    ]);
    const events = eventsOf([[950], [950], [950], [950]], { contracts });
    const { labels } = churnPopulation(events, { basis: "orders", snapshot, horizon });
    expect([...labels]).toEqual([0, 1, 1, 1]);
  });

  it("by contracts: in question is whose cover ends, and stays whom a further contract covers", () => {
    const contracts = contractsOf([
      [1, 700, 700, 1050, 10],
      [1, 1060, 1060, 1400, 10],
      [2, 700, 700, 1050, 10],
      [3, 700, 700, 1050, 10],
      [3, 990, 1051, 1500, 10],
      [4, 700, 700, 999, 10],
      [5, 700, 700, 1101, 10],
      [6, 700, 700, 1100, 10],
      [6, 1101, 1101, 1500, 10],
      [7, 700, 700, 1050, 10],
      [7, 1060, 1060, 1400, 10, 1],
    ]);
    const events = eventsOf([[], [], [], [], [], [900, 1005]], { contracts });
    const { accounts, labels, starts, ends } = churnPopulation(events, { basis: "contracts", snapshot, horizon });
    // 3 had renewed before the snapshot, 4 had lapsed, 5 ends later; 6 renews after the horizon, 7 cancelled.
    expect([...accounts]).toEqual([1, 2, 6, 7]);
    expect([...labels]).toEqual([0, 1, 1, 1]);
    expect((ends[2] ?? 0) - (starts[2] ?? 0)).toBe(1);
  });
});

describe("features known at a snapshot", () => {
  const snapshot = 1000;
  const horizon = 100;
  const read = (events: ChurnEvents) => {
    const names = churnFeatureNames(sourcesOf(events));
    const population = churnPopulation(events, { basis: "orders", snapshot, horizon });
    const { values, columns } = churnFeatures(events, population, horizon);
    return (row: number, name: string) => values[row * columns + names.indexOf(name)] ?? Number.NaN;
  };

  it("are those of a customer by hand", () => {
    const one = (...values: number[]) => Float64Array.from(values);
    const feature = read(
      eventsOf([[760, 860, 880, 920, 960]], {
        returns: { account: one(1, 1), day: one(790, 990), amount: one(500, 30) },
        tickets: {
          account: one(1, 1, 1),
          day: one(810, 900, 995),
          complaint: one(1, 1, 0),
          answered: one(811, 901, Number.NaN),
          hours: one(10, 20, Number.NaN),
          resolved: one(815, 1004, Number.NaN),
        },
        surveys: { account: one(1, 1), day: one(900, 980), score: one(0.9, 0.4) },
        activities: { account: one(1, 1, 1), day: one(850, 905, 970) },
        contracts: contractsOf([[1, 700, 700, 1060, 10]]),
      }),
    );
    // Five order days over 200 days and half a horizon; 40 days of silence.
    expect(feature(0, "silence_days")).toBeCloseTo(Math.log(41));
    expect(feature(0, "silence_over_own_gap")).toBeCloseTo(Math.log(41 / 51));
    expect(feature(0, "own_gap_days")).toBeCloseTo(Math.log(41));
    expect(feature(0, "last_gap_over_own_gap")).toBeCloseTo(Math.log(41 / 51));
    expect(feature(0, "orders_recent")).toBeCloseTo(Math.log(3));
    expect(feature(0, "orders_before")).toBeCloseTo(Math.log(3));
    expect(feature(0, "orders_trend")).toBeCloseTo(0);
    expect(feature(0, "revenue_year")).toBeCloseTo(Math.log(501));
    expect(feature(0, "tenure_days")).toBeCloseTo(Math.log(241));
    expect(feature(0, "order_value_change")).toBeNaN();
    expect(feature(0, "returned_money")).toBeCloseTo(Math.log(31));
    expect(feature(0, "complaints")).toBe(2);
    expect(feature(0, "open_complaints")).toBe(1);
    expect(feature(0, "response_hours")).toBeCloseTo(Math.log(16));
    expect(feature(0, "survey_score")).toBe(0.4);
    expect(feature(0, "contacts")).toBeCloseTo(Math.log(3));
    expect(feature(0, "days_since_contact")).toBeCloseTo(Math.log(31));
    expect(feature(0, "contract_days_left")).toBe(60);
  });

  it("are unknown where there is nothing to know them from", () => {
    const feature = read(eventsOf([[990]]));
    for (const name of ["own_gap_days", "gap_spread", "last_gap_over_own_gap", "order_value_change"]) {
      expect(feature(0, name)).toBeNaN();
    }
  });

  it("do not change with what happens after the snapshot", () => {
    const day = fc.integer({ min: 600, max: 1200 });
    const rows = fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), day, fc.integer({ min: 0, max: 50 })), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(
        fc.array(fc.array(day, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 4 }),
        rows,
        rows,
        (orders, service, deals) => {
          const company = (upTo: number) => {
            const sorted = (list: typeof service) =>
              list.filter(([, on]) => on <= upTo).sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
            const events = sorted(service);
            const account = Float64Array.from(events, ([key]) => key);
            const days = Float64Array.from(events, ([, on]) => on);
            const number = Float64Array.from(events, ([, , some]) => some);
            // Answers and solutions come later than the ticket, perhaps after the snapshot.
            const later = events.map(([, on, some]) => on + some);
            const known = Float64Array.from(later, (on) => (on <= upTo ? on : Number.NaN));
            return eventsOf(
              orders.map((own) => [...new Set(own)].filter((on) => on <= upTo)),
              {
                returns: { account, day: days, amount: number },
                tickets: {
                  ...{ account, day: days, answered: known, resolved: known, hours: number },
                  complaint: number.map((some) => some % 2),
                },
                surveys: { account, day: days, score: number },
                activities: { account, day: days },
                contracts: contractsOf(sorted(deals).map(([key, on, some]) => [key, on, on, on + 5 * some, some])),
              },
            );
          };
          for (const basis of ["orders", "contracts"] as const) {
            const [then, now] = [company(snapshot), company(1300)].map((events) => {
              const population = churnPopulation(events, { basis, snapshot, horizon });
              return { accounts: population.accounts, ...churnFeatures(events, population, horizon) };
            });
            expect(now).toEqual(then);
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});
