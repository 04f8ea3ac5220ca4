import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { holm, twoProportions, wilson } from "#metrics/proportions.ts";

describe("twoProportions", () => {
  it("agrees with the pooled z test by hand", () => {
    // p̂ = 75/200, z = .15 / √(.375 · .625 · .02) = 2.19089; p = erfc(z / √2) = 0.02846.
    const { z, pValue } = twoProportions({ successes: 45, trials: 100 }, { successes: 30, trials: 100 });
    expect(z).toBeCloseTo(2.19089, 5);
    expect(pValue).toBeCloseTo(0.02846, 5);
  });

  it("sees no difference where all or none succeeded", () => {
    expect(twoProportions({ successes: 5, trials: 5 }, { successes: 9, trials: 9 })).toEqual({ z: 0, pValue: 1 });
  });

  it("refuses what is no proportion", () => {
    expect(() => twoProportions({ successes: 1, trials: 0 }, { successes: 1, trials: 2 })).toThrow("at least 1 trial");
    expect(() => twoProportions({ successes: 3, trials: 2 }, { successes: 1, trials: 2 })).toThrow("0 ≤ successes");
  });
});

describe("holm", () => {
  it("agrees with R's p.adjust(c(.01, .02, .03, .005), 'holm')", () => {
    const adjusted = holm([0.01, 0.02, 0.03, 0.005]);
    for (const [index, expected] of [0.03, 0.04, 0.04, 0.02].entries())
      expect(adjusted[index]).toBeCloseTo(expected, 12);
  });

  it("never lowers a p-value, keeps their order and stays within 1", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 }), (values) => {
        const adjusted = holm(values);
        const order = values.map((_, index) => index).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
        for (const [rank, index] of order.entries()) {
          const one = adjusted[index] ?? -1;
          expect(one).toBeGreaterThanOrEqual(values[index] ?? 0);
          expect(one).toBeLessThanOrEqual(1);
          if (rank > 0) expect(one).toBeGreaterThanOrEqual(adjusted[order[rank - 1] ?? 0] ?? 2);
        }
      }),
    );
  });
});

describe("wilson", () => {
  it("agrees with Newcombe (1998), table I: 81 of 263 is .2553 to .3662, 15 of 148 .0624 to .1605", () => {
    const first = wilson({ successes: 81, trials: 263 });
    expect([first.low, first.high].map((bound) => bound.toFixed(4))).toEqual(["0.2553", "0.3662"]);
    const second = wilson({ successes: 15, trials: 148 });
    expect([second.low, second.high].map((bound) => bound.toFixed(4))).toEqual(["0.0624", "0.1605"]);
  });

  it("holds the rate and stays within 0 and 1", () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.integer({ min: 1, max: 1000 }), (some, trials) => {
        const successes = Math.min(some, trials);
        const { low, high } = wilson({ successes, trials });
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(successes / trials + 1e-12);
        expect(high).toBeGreaterThanOrEqual(successes / trials - 1e-12);
      }),
    );
  });
});
