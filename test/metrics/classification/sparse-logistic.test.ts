import { describe, expect, it } from "vitest";
import { score, sparseLogistic } from "#metrics/classification/sparse-logistic.ts";

const table = [
  [1, 0, 2, 1],
  [0, 1, 1, 1],
  [1, 1, 0, 1],
  [2, 0, 0, 1],
  [0, 2, 1, 1],
  [0, 0, 1, 1],
];
const labels = [1, 0, 1, 1, 0, 0];
const rows = table.map((values) => {
  const columns = values.flatMap((value, at) => (value === 0 ? [] : [at]));
  return { columns: Int32Array.from(columns), values: Float64Array.from(columns, (at) => values[at] as number) };
});

describe("sparseLogistic", () => {
  // LogisticRegression(fit_intercept=False, C=cost, tol=1e-10) of scikit-learn 1.2.1 on the same table.
  it.each([
    [1, [1.0141, -0.4222, -0.2191, -0.0964]],
    [10, [3.2817, -0.7994, -0.4974, -0.7317]],
  ])("finds the weights that scikit-learn finds at cost %d", (cost, expected) => {
    const weights = sparseLogistic(rows, labels, 4, cost);
    for (const [at, weight] of expected.entries())
      expect(Math.abs((weights[at] as number) - weight)).toBeLessThan(0.01);
    expect(rows.map((row) => Number(score(weights, row) > 0))).toEqual(labels);
  });

  it("refuses no rows", () => {
    expect(() => sparseLogistic([], [], 1, 1)).toThrow("sparseLogistic requires at least 1 row");
  });
});
