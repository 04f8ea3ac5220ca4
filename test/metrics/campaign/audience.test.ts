import { describe, expect, it } from "vitest";
import { type AudienceCount, audienceGaps } from "#metrics/campaign/audience.ts";
import { homogeneity } from "#metrics/campaign/chi-square.ts";

describe("homogeneity", () => {
  // Party and gender of the US General Social Survey: Agresti, An Introduction to Categorical Data Analysis (2007), table
  // 2.5; R's documentation of chisq.test: X-squared = 30.07, df = 2, p-value = 2.954e-07.
  it("gives the chi-square of the textbook", () => {
    const { statistic, freedom, pValue } = homogeneity([762, 327, 468], [484, 239, 477]);
    expect(statistic).toBeCloseTo(30.0701, 4);
    expect(freedom).toBe(2);
    expect(pValue).toBeCloseTo(2.9535891832e-7, 15);
  });

  // R: chisq.test(rbind(c(10, 20), c(20, 10)), correct = FALSE) and of a table that is nearly alike.
  it("gives small and large probabilities alike", () => {
    expect(homogeneity([10, 20], [20, 10]).pValue).toBeCloseTo(0.0098232745, 9);
    expect(homogeneity([5, 5, 5, 5, 5], [6, 5, 4, 5, 5]).pValue).toBeCloseTo(0.9952293469716, 10);
  });

  it("knows no difference in one category, and leaves out those that nobody is in", () => {
    expect(homogeneity([5, 0], [9, 0])).toEqual({ statistic: 0, freedom: 0, pValue: 1 });
    expect(() => homogeneity([1], [1, 2])).toThrow("homogeneity requires two groups of the same categories");
    expect(() => homogeneity([0], [3])).toThrow("homogeneity requires at least 1 in each group");
  });
});

describe("audienceGaps", () => {
  const counts = (bought: number, channel: string, groups: Record<string, number>): AudienceCount[] =>
    Object.entries(groups).map(([value, accounts]) => ({ bought, channel, trait: "region", value, accounts }));
  const buyers = counts(1, "", { east: 300, south: 200, west: 3 });

  it("flags the channel that reaches others than those who buy, and names them", () => {
    const gaps = audienceGaps([
      ...buyers,
      ...counts(0, "mail", { east: 60, south: 41 }),
      ...counts(0, "video", { east: 20, south: 80, west: 1 }),
    ]);
    expect(gaps).toHaveLength(1);
    expect(gaps[0]).toMatchObject({ channel: "video", trait: "region", value: "south" });
    expect(gaps[0]?.share).toBeCloseTo(80 / 101, 12);
    expect(gaps[0]?.buyersShare).toBeCloseTo(200 / 503, 12);
    expect(gaps[0]?.pValue).toBeLessThan(0.001);
  });

  it("judges neither few people nor differences of no consequence", () => {
    expect(audienceGaps([...buyers, ...counts(0, "fair", { south: 29 })])).toEqual([]);
    expect(
      audienceGaps([...counts(1, "", { a: 50_000, b: 50_000 }), ...counts(0, "x", { a: 52_000, b: 48_000 })]),
    ).toEqual([]);
    expect(audienceGaps([])).toEqual([]);
  });
});
