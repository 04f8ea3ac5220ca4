import { describe, expect, it } from "vitest";
import { NotEnoughData } from "#errors.ts";
import { usualHorizon } from "#metrics/lifetime/clv-horizon.ts";
import { type LifetimeHistories, lifetimeModel } from "#metrics/lifetime/lifetime-model.ts";
import { seededRandom } from "#metrics/random.ts";

/** Order days and money by customer, as the store would sum them up as of day `asOf`. */
function historiesOf(
  customers: readonly (readonly (readonly [day: number, money: number])[])[],
  asOf: number,
  heldBack = 0,
) {
  const column = (number: (orders: readonly (readonly [number, number])[], index: number) => number) =>
    Float64Array.from(customers, number);
  const first = (orders: readonly (readonly [number, number])[]) => orders[0]![0];
  const seen = (orders: readonly (readonly [number, number])[]) => orders.filter(([day]) => day <= asOf - heldBack);
  return {
    account: column((_, index) => index + 1),
    age: column((orders) => asOf - first(orders)),
    span: column((orders) => orders.at(-1)![0] - first(orders)),
    days: column((orders) => orders.length),
    later: column((orders) => orders.slice(1).reduce((sum, [, money]) => sum + money, 0)),
    recent: column(() => 0),
    seenDays: column((orders) => seen(orders).length),
    seenSpan: column((orders) => (seen(orders).at(-1)?.[0] ?? first(orders)) - first(orders)),
  } satisfies LifetimeHistories;
}

/** 300 customers that buy at rates of their own over 730 days, and stop with a chance of .1 after a purchase. */
function company() {
  const random = seededRandom(7);
  return Array.from({ length: 300 }, () => {
    const [gap, worth] = [10 + 200 * random(), 50 + 400 * random()];
    const orders: [number, number][] = [];
    for (let day = Math.floor(500 * random()); day <= 730; day += Math.ceil(-gap * Math.log(random()))) {
      orders.push([day, worth * (0.5 + random())]);
      if (random() < 0.1) break;
    }
    return orders;
  });
}

describe("lifetimeModel", () => {
  it("scores everyone, the most valuable first, and forecasts unseen orders better than going on as before", () => {
    const histories = historiesOf(company(), 730, 182);
    const { scores, value, valueMissing, holdout } = lifetimeModel(histories, { horizon: usualHorizon, heldBack: 182 });
    expect([value === null, valueMissing]).toEqual([false, null]);
    expect([...scores.account].sort((a, b) => a - b)).toEqual([...histories.account]);
    scores.clv.forEach((worth, row) => {
      if (row > 0) expect(worth).toBeLessThanOrEqual(scores.clv[row - 1]!);
      const spent = scores.expectedPurchases[row]! * scores.expectedValue[row]!;
      expect(worth).toBeLessThanOrEqual(spent);
      expect(worth).toBeGreaterThanOrEqual(spent / 1.01 ** 12 - 1e-9);
      if (scores.repeats[row] === 0) expect(scores.pAlive[row]).toBe(1);
      expect(scores.silent[row]).toBeGreaterThanOrEqual(0);
    });
    expect(holdout?.days).toBe(182);
    expect(holdout!.mae).toBeLessThan(holdout!.naiveMae);
    // The whole is forecast to within a fifth.
    expect(Math.abs(holdout!.expectedMean / holdout!.actualMean - 1)).toBeLessThan(0.2);
  });

  it("forecasts purchases without their value where values teach nothing, and ranks by purchases", () => {
    const alike = company().map((orders) => orders.map(([day]) => [day, 100] as const));
    const model = lifetimeModel(historiesOf(alike, 730), { horizon: usualHorizon, heldBack: null });
    expect([model.value, model.valueMissing, model.holdout]).toEqual([null, "equal_values", null]);
    expect(model.scores.clv.every(Number.isNaN)).toBe(true);
    const { expectedPurchases } = model.scores;
    expect(expectedPurchases.every((count, row) => row === 0 || count <= expectedPurchases[row - 1]!)).toBe(true);
  });

  it("holds nothing against a history of which too little was seen", () => {
    const late = company().map((orders) => orders.map(([day, money]) => [day + 100, money] as const));
    const model = lifetimeModel(historiesOf(late, 830, 730), { horizon: usualHorizon, heldBack: 730 });
    expect(model.holdout).toBeNull();
  });

  it.each([
    [
      "few_customers",
      [
        [
          [0, 10],
          [20, 10],
        ],
      ],
    ],
    ["no_repeat_buyers", [[[0, 10]], [[5, 10]]]],
    [
      "alike",
      [
        [
          [0, 10],
          [20, 10],
        ],
        [
          [0, 30],
          [20, 10],
        ],
      ],
    ],
  ] as const)("says %s", (code, customers) => {
    const learn = () => lifetimeModel(historiesOf(customers, 100), { horizon: usualHorizon, heldBack: null });
    expect(learn).toThrow(NotEnoughData);
    expect(learn).toThrow(expect.objectContaining({ code }));
  });
});
