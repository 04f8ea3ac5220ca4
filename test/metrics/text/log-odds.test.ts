import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logOddsZ } from "#metrics/text/log-odds.ts";

describe("logOddsZ", () => {
  it("gives the z scores of Monroe, Colaresi & Quinn (2008)", () => {
    // Computed apart, with numpy 1.24, from the paper's log-odds ratio with an informative Dirichlet prior:
    //   n1, n2, a0 = y1.sum(), y2.sum(), a.sum()
    //   d = log((y1 + a) / (n1 + a0 - y1 - a)) - log((y2 + a) / (n2 + a0 - y2 - a))
    //   z = d / sqrt(1 / (y1 + a) + 1 / (y2 + a))
    const z = logOddsZ([12, 3, 0, 7, 1], [2, 9, 4, 7, 0], [1.4, 1.2, 0.4, 1.4, 0.1]);
    const expected = [
      3.07148201487518, -2.1466947660799116, -1.5754992577566482, -0.11020881803672167, 0.7259988471776688,
    ];
    for (const [word, value] of expected.entries()) expect(z[word]).toBeCloseTo(value, 12);
  });

  it("changes its sign with the sides", () => {
    const counts = fc.array(fc.tuple(fc.nat(50), fc.nat(50), fc.integer({ min: 1, max: 20 })), { minLength: 2 });
    fc.assert(
      fc.property(counts, (words) => {
        const [first, second, prior] = [0, 1, 2].map((side) => words.map((word) => word[side] ?? 0)) as [
          number[],
          number[],
          number[],
        ];
        const [forth, back] = [logOddsZ(first, second, prior), logOddsZ(second, first, prior)];
        for (const [word, z] of forth.entries()) expect(z).toBeCloseTo(-(back[word] as number), 9);
      }),
    );
  });

  it("refuses what it cannot compare", () => {
    expect(() => logOddsZ([1], [1, 2], [1, 1])).toThrow("logOddsZ requires a count and a prior for each word");
    expect(() => logOddsZ([1], [1], [0])).toThrow("logOddsZ requires a positive prior for each word");
    expect([...logOddsZ([3], [1], [1])]).toEqual([0]);
  });
});
