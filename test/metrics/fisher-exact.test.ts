import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fisherExact } from "#metrics/fisher-exact.ts";

describe("fisherExact", () => {
  it("agrees with R's fisher.test on Fisher's tea tasting, and with scipy 1.10 on larger tables", () => {
    expect(fisherExact({ successes: 3, trials: 4 }, { successes: 1, trials: 4 })).toBeCloseTo(0.4857142857, 10);
    expect(fisherExact({ successes: 10, trials: 12 }, { successes: 3, trials: 18 })).toBeCloseTo(0.000536724119, 12);
    expect(fisherExact({ successes: 5, trials: 1000 }, { successes: 200, trials: 99_000 })).toBeCloseTo(
      0.0561596018,
      9,
    );
  });

  it("is a chance, the same from either side and for failures", () => {
    const side = fc.tuple(fc.nat(200), fc.nat(200)).filter(([yes, no]) => yes + no > 0);
    fc.assert(
      fc.property(side, side, ([a, b], [c, d]) => {
        const p = fisherExact({ successes: a, trials: a + b }, { successes: c, trials: c + d });
        expect(p).toBeGreaterThanOrEqual(0);
        expect(p).toBeLessThanOrEqual(1);
        expect(fisherExact({ successes: c, trials: c + d }, { successes: a, trials: a + b })).toBeCloseTo(p, 9);
        expect(fisherExact({ successes: b, trials: a + b }, { successes: d, trials: c + d })).toBeCloseTo(p, 9);
      }),
    );
  });

  it("sees no difference where all or none succeeded", () => {
    expect(fisherExact({ successes: 5, trials: 5 }, { successes: 9, trials: 9 })).toBe(1);
    expect(fisherExact({ successes: 0, trials: 5 }, { successes: 0, trials: 9 })).toBe(1);
  });

  it("does not name a chance that is none", () => {
    expect(fisherExact({ successes: 900, trials: 1000 }, { successes: 100, trials: 1000 })).toBeLessThan(1e-19);
    expect(() => fisherExact({ successes: 0, trials: 0 }, { successes: 1, trials: 2 })).toThrow("at least 1 trial");
  });
});
