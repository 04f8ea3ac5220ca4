import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededRandom } from "#metrics/random.ts";
import { interval95, rateStandings } from "#metrics/rate-standouts.ts";

describe("rateStandings", () => {
  it("tells who differs clearly, with the p-value of Fisher's test times the number of tests", () => {
    // scipy.stats.fisher_exact([[45, 55], [30, 70]]): p = 0.0405340, for each of two groups, each the other's rest.
    const [first, second] = rateStandings([
      { successes: 45, trials: 100 },
      { successes: 30, trials: 100 },
    ]);
    expect(first).toMatchObject({ rate: 0.45, rest: 0.3 });
    expect(first?.pValue).toBeCloseTo(2 * 0.040534, 6);
    expect([first?.verdict, second?.verdict]).toEqual([null, null]);
    const far = rateStandings([
      { successes: 80, trials: 100 },
      { successes: 50, trials: 100 },
      { successes: 52, trials: 100 },
    ]);
    expect(far.map(({ verdict }) => verdict)).toEqual(["above", null, null]);
  });

  it("compares nobody with nobody", () => {
    expect(rateStandings([{ successes: 3, trials: 4 }])).toEqual([
      { rate: 0.75, rest: null, pValue: null, verdict: null },
    ]);
    expect(rateStandings([{ successes: 0, trials: 0 }])[0]).toEqual({
      rate: null,
      rest: null,
      pValue: null,
      verdict: null,
    });
  });

  it("calls somebody different where nobody is in at most one of twenty teams", () => {
    const random = seededRandom(7);
    let alarms = 0;
    const teams = 600;
    for (let team = 0; team < teams; team++) {
      const groups = Array.from({ length: 12 }, (_, index) => {
        const trials = 4 + 4 * index;
        const successes = Array.from({ length: trials }, () => Number(random() < 0.1)).reduce((a, b) => a + b, 0);
        return { successes, trials };
      });
      if (rateStandings(groups).some(({ verdict }) => verdict !== null)) alarms++;
    }
    expect(alarms / teams).toBeLessThanOrEqual(0.05);
  });

  it("finds one who wins twice as often", () => {
    const groups = [{ successes: 40, trials: 80 }, ...Array.from({ length: 9 }, () => ({ successes: 20, trials: 80 }))];
    expect(rateStandings(groups).map(({ verdict }) => verdict)).toEqual(["above", ...new Array(9).fill(null)]);
  });

  it("gives every group its own rate whatever their order", () => {
    const group = fc
      .tuple(fc.nat(50), fc.nat(50))
      .map(([successes, failures]) => ({ successes, trials: successes + failures }));
    fc.assert(
      fc.property(fc.array(group, { maxLength: 12 }), (groups) => {
        const forth = rateStandings(groups);
        const back = rateStandings(groups.toReversed()).toReversed();
        expect(back.map(({ verdict }) => verdict)).toEqual(forth.map(({ verdict }) => verdict));
      }),
    );
  });
});

describe("interval95", () => {
  it("is Wilson's interval, and nothing without trials", () => {
    // Agresti & Coull, The American Statistician (1998): the score interval of 15/50 is .191 to .438.
    const [low, high] = interval95({ successes: 15, trials: 50 }) ?? [0, 0];
    expect(low).toBeCloseTo(0.191, 3);
    expect(high).toBeCloseTo(0.438, 3);
    expect(interval95({ successes: 0, trials: 0 })).toBeNull();
  });
});
