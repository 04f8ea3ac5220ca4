import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { revenueFactors } from "#metrics/decomposition/revenue-factors.ts";
import { settleCents } from "#metrics/decomposition/settle-cents.ts";
import { shapley, shapleyProduct } from "#metrics/decomposition/shapley.ts";

describe("shapley", () => {
  it("solves the glove game: two left gloves, one right, worth 1 as a pair", () => {
    // Players 0 and 1 have left gloves, 2 the right one: 1/6, 1/6, 2/3 (Shapley 1953's method, by the 6 orders).
    const values = shapley(3, (set) => (set & 4 && set & 3 ? 1 : 0));
    for (const [player, value] of [1 / 6, 1 / 6, 2 / 3].entries()) expect(values[player]).toBeCloseTo(value, 12);
  });

  it("gives nothing to whom nothing depends on, and equals the same", () => {
    expect(shapley(3, (set) => (set & 1 ? 6 : 0) + (set & 2 ? 6 : 0))).toEqual([6, 6, 0]);
    expect(shapley(1, (set) => set * 7)).toEqual([7]);
    expect(shapley(8, (set) => set)[7]).toBeCloseTo(128, 9);
  });

  it("refuses no factors and more than 8", () => {
    expect(() => shapley(0, () => 0)).toThrow("shapley requires 1 to 8 factors");
    expect(() => shapley(9, () => 0)).toThrow("shapley requires 1 to 8 factors");
  });
});

describe("shapleyProduct", () => {
  it("agrees with the midpoint formula for two factors: Δa · mean b, Δb · mean a", () => {
    expect(shapleyProduct([10, 2], [20, 3])).toEqual([25, 15]);
  });

  it("agrees with the formula for three: Δa · (2bc + bc' + b'c + 2b'c') / 6", () => {
    const values = shapleyProduct([10, 2, 5], [12, 3, 4]);
    expect(values[0]).toBeCloseTo((2 * (20 + 8 + 15 + 24)) / 6, 12);
    expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(144 - 100, 12);
  });

  it("sums to the change", () => {
    const factor = fc.double({ min: 0, max: 100, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(factor, factor), { minLength: 1, maxLength: 5 }), (pairs) => {
        const product = (values: number[]) => values.reduce((result, value) => result * value, 1);
        const [before, after] = [pairs.map(([value]) => value), pairs.map(([, value]) => value)];
        const change = product(after) - product(before);
        const sum = shapleyProduct(before, after).reduce((total, value) => total + value, 0);
        expect(Math.abs(sum - change)).toBeLessThanOrEqual(1e-9 * (product(before) + product(after) + 1));
      }),
    );
  });
});

describe("revenueFactors", () => {
  it("splits revenue by buyers, orders per buyer and value per order", () => {
    const split = revenueFactors({ buyers: 10, orders: 20, revenue: 100 }, { buyers: 12, orders: 36, revenue: 144 });
    const [buyers, ordersPerBuyer, valuePerOrder] = shapleyProduct([10, 2, 5], [12, 3, 4]);
    expect(split).toEqual({ buyers, ordersPerBuyer, valuePerOrder });
  });

  it("gives all to buyers where a period has none", () => {
    const none = { buyers: 0, orders: 0, revenue: 0 };
    const some = { buyers: 2, orders: 3, revenue: 70 };
    expect(revenueFactors(none, some)).toEqual({ buyers: 70, ordersPerBuyer: 0, valuePerOrder: 0 });
    expect(revenueFactors(some, none)).toEqual({ buyers: -70, ordersPerBuyer: 0, valuePerOrder: 0 });
  });
});

describe("settleCents", () => {
  it("gives the cents left to those that lost most, the first of equals", () => {
    expect(settleCents([10 / 3, 10 / 3, 10 / 3], 10)).toEqual([3.34, 3.33, 3.33]);
    expect(settleCents([1.004, 2.006, -3.006], 0.004)).toEqual([1, 2.01, -3.01]);
    expect(settleCents([0.29, 0.57], 0.86)).toEqual([0.29, 0.57]);
    expect(settleCents([], 0)).toEqual([]);
  });

  it("refuses amounts that miss the total", () => {
    expect(() => settleCents([1, 1], 3)).toThrow("settleCents requires amounts that sum to the total");
    expect(() => settleCents([Number.NaN], 3)).toThrow("settleCents requires finite amounts");
  });

  it("adds up to the cent and moves no amount by a cent", () => {
    const amount = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(fc.array(amount, { minLength: 1, maxLength: 12 }), (amounts) => {
        const total = amounts.reduce((sum, value) => sum + value, 0);
        const settled = settleCents(amounts, total);
        const cents = settled.reduce((sum, value) => sum + Math.round(value * 100), 0);
        expect(cents).toBe(Math.round(total * 100) + 0);
        for (const [index, value] of settled.entries()) expect(Math.abs(value - amounts[index]!)).toBeLessThan(0.0101);
      }),
    );
  });
});
