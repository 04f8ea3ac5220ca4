import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { concentration } from "#metrics/concentration/concentration.ts";

describe("concentration", () => {
  it("agrees with the formula by hand", () => {
    // Σ (2i − n − 1) xᵢ = −3 − 2 + 3 + 12 = 10, over 4 · 10.
    expect(concentration([3, 1, 4, 2])).toEqual({
      accounts: 4,
      total: 10,
      gini: 0.25,
      top20Share: 0.4,
      accountsFor80pct: 3,
      negative: 0,
      curve: [
        { accounts: 0, accountShare: 0, share: 0 },
        { accounts: 1, accountShare: 0.25, share: 0.4 },
        { accounts: 2, accountShare: 0.5, share: 0.7 },
        { accounts: 3, accountShare: 0.75, share: 0.9 },
        { accounts: 4, accountShare: 1, share: 1 },
      ],
    });
  });

  it("is 0 when all bring the same and (n − 1) / n when one brings all", () => {
    expect(concentration([5, 5, 5]).gini).toBe(0);
    expect(concentration([0, 0, 0, 0, 9])).toMatchObject({ gini: 0.8, top20Share: 1, accountsFor80pct: 1 });
  });

  it("finds 80 % where decimals only just reach it", () => {
    // .1 + .7 is .7999999999999999.
    expect(concentration([0.1, 0.7, 0.1, 0.1]).accountsFor80pct).toBe(2);
  });

  it("keeps the total with accounts below zero", () => {
    const { total, top20Share, accountsFor80pct, negative, curve } = concentration([6, 5, 0, -1]);
    expect({ total, top20Share, accountsFor80pct, negative }).toEqual({
      total: 10,
      top20Share: 0.6,
      accountsFor80pct: 2,
      negative: 1,
    });
    expect(curve.map(({ share }) => share)).toEqual([0, 0.6, 1.1, 1.1, 1]);
  });

  it("refuses nobody, nothing and what is no number", () => {
    expect(() => concentration([])).toThrow("concentration requires at least 1 account");
    expect(() => concentration([0, 0])).toThrow("concentration requires a total above 0");
    expect(() => concentration([1, Number.NaN])).toThrow("concentration requires finite numbers");
  });

  it("agrees with the mean difference, and has a curve that climbs ever slower", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 1, maxLength: 250 }), (values) => {
        fc.pre(values.some((value) => value > 0));
        const found = concentration(values);
        let differences = 0;
        for (const one of values) for (const other of values) differences += Math.abs(one - other);
        expect(found.gini).toBeCloseTo(differences / (2 * values.length * found.total), 9);
        expect(found.curve.length).toBe(Math.min(100, values.length) + 1);
        const sorted = values.toSorted((a, b) => b - a);
        const first = (count: number) => sorted.slice(0, count).reduce((sum, value) => sum + value, 0);
        for (const { accounts, share } of found.curve) expect(share).toBeCloseTo(first(accounts) / found.total, 9);
        expect(first(found.accountsFor80pct) * 5).toBeGreaterThanOrEqual(found.total * 4);
        expect(first(found.accountsFor80pct - 1) * 5).toBeLessThan(found.total * 4);
      }),
    );
  });
});
