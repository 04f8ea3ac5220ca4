import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allVotes, netPromoterScore, npsDifference } from "#metrics/satisfaction/net-promoter.ts";

const votes = fc
  .tuple(fc.nat(300), fc.nat(300), fc.nat(300))
  .filter(([promoters, passives, detractors]) => promoters + passives + detractors > 0)
  .map(([promoters, passives, detractors]) => ({
    respondents: promoters + passives + detractors,
    promoters,
    detractors,
  }));

describe("netPromoterScore", () => {
  it("is promoters less detractors, with the interval of a trinomial difference", () => {
    // p = .5, d = .2, n = 100: 1.959964 · √((p + d − (p − d)²) / n) = .1530780807504267, by numpy.
    const { nps, low, high } = netPromoterScore({ respondents: 100, promoters: 50, detractors: 20 });
    expect(nps).toBeCloseTo(0.3, 12);
    expect(high - nps).toBeCloseTo(0.1530780807504267, 12);
    expect(nps - low).toBeCloseTo(0.1530780807504267, 12);
  });

  it("stays within -1 and 1 and holds its score", () => {
    fc.assert(
      fc.property(votes, (own) => {
        const { nps, low, high } = netPromoterScore(own);
        expect(low).toBeGreaterThanOrEqual(-1);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(nps);
        expect(high).toBeGreaterThanOrEqual(nps);
      }),
    );
  });

  it("refuses what is no vote", () => {
    expect(() => netPromoterScore({ respondents: 0, promoters: 0, detractors: 0 })).toThrow(
      "netPromoterScore requires at least 1 respondent",
    );
    expect(() => netPromoterScore({ respondents: 2, promoters: 2, detractors: 1 })).toThrow("among the respondents");
  });
});

describe("npsDifference", () => {
  it("tells clear differences from noise", () => {
    const clear = npsDifference(
      { respondents: 106, promoters: 32, detractors: 50 },
      { respondents: 112, promoters: 68, detractors: 14 },
    );
    expect(clear.difference).toBeCloseTo(-18 / 106 - 54 / 112, 12);
    expect(clear.pValue).toBeLessThan(1e-6);
    const few = npsDifference(
      { respondents: 3, promoters: 3, detractors: 0 },
      { respondents: 4, promoters: 1, detractors: 1 },
    );
    expect(few.pValue).toBeGreaterThan(0.05);
  });

  it("does not depend on the order, and finds equals equal", () => {
    fc.assert(
      fc.property(votes, votes, (a, b) => {
        expect(npsDifference(a, b).pValue).toBeCloseTo(npsDifference(b, a).pValue, 12);
        expect(npsDifference(a, a)).toEqual({ difference: 0, pValue: 1 });
      }),
    );
  });
});

it("votes of groups add up", () => {
  expect(allVotes([])).toEqual({ respondents: 0, promoters: 0, detractors: 0 });
  const one = { respondents: 3, promoters: 1, detractors: 1 };
  expect(allVotes([one, one])).toEqual({ respondents: 6, promoters: 2, detractors: 2 });
});
