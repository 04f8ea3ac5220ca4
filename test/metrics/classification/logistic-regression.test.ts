import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FeatureMatrix } from "#metrics/classification/feature-matrix.ts";
import { fitLogisticRegression, logistic, logisticScores } from "#metrics/classification/logistic-regression.ts";

function matrix(rows: readonly (readonly number[])[]): FeatureMatrix {
  return { values: Float64Array.from(rows.flat()), rows: rows.length, columns: rows[0]?.length ?? 0 };
}

/** A number and both columns of a one-hot pair, which are collinear. */
const days = [1, 2, 4, 7, 9, 12, 15, 20, 22, 30];
const web = [1, 0, 1, 0, 1, 0, 1, 0, 0, 1];
const oneHot = matrix(days.map((value, row) => [value, web[row] as number, 1 - (web[row] as number)]));
const lost = [1, 1, 0, 1, 1, 0, 1, 0, 0, 0];

describe("fitLogisticRegression", () => {
  // scikit-learn 1.2.1: LogisticRegression(C=1/ridge, solver="newton-cholesky", tol=1e-12) on StandardScaler; the
  // coefficients divided by the deviations.
  it.each([
    [1, -0.01407729, [-0.10254759, 0.33052847, -0.33052847]],
    [10, -0.0000546654, [-0.02641298, 0.13032115, -0.13032115]],
  ])("agrees with scikit-learn at a ridge of %d, collinear columns included", (ridge, intercept, coefficients) => {
    const model = fitLogisticRegression(oneHot, lost, { ridge });
    expect(model.intercept).toBeCloseTo(intercept, 7);
    for (const [column, expected] of coefficients.entries())
      expect(model.coefficients[column]).toBeCloseTo(expected, 7);
  });

  it("agrees with scikit-learn on the log odds of each row", () => {
    const scores = logisticScores(fitLogisticRegression(oneHot, lost), oneHot);
    for (const [row, expected] of [1.46498421, 0.70137968, 1.15734143, 0.18864172, 0.64460347].entries())
      expect(scores[row]).toBeCloseTo(expected, 7);
  });

  it("stays finite where a column parts the labels", () => {
    // scikit-learn as above: .84440463.
    const model = fitLogisticRegression(matrix([[0], [1], [2], [3]]), [0, 0, 1, 1]);
    expect(model.coefficients[0]).toBeCloseTo(0.84440463, 7);
  });

  it("leaves a constant column out and takes the mean for what is missing", () => {
    const rows = days.map((value, row) => [value, 0.1, web[row] as number]);
    const model = fitLogisticRegression(matrix(rows), lost);
    expect(model.coefficients[1]).toBe(0);
    const [missing, mean] = logisticScores(
      model,
      matrix([
        [Number.NaN, 0.1, 1],
        [12.2, 0.1, 1],
      ]),
    );
    expect(missing).toBeCloseTo(mean as number, 12);
    const unknown = fitLogisticRegression(matrix(days.map((value) => [value, Number.NaN])), lost);
    expect(unknown.coefficients[1]).toBe(0);
  });

  it("does not depend on the unit of a column", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 1000, noNaN: true }),
        fc.integer({ min: -99, max: 99 }),
        (unit, shift) => {
          const changed = matrix(days.map((value, row) => [value * unit + shift, web[row] as number]));
          const plain = matrix(days.map((value, row) => [value, web[row] as number]));
          const scores = logisticScores(fitLogisticRegression(changed, lost), changed);
          const expected = logisticScores(fitLogisticRegression(plain, lost), plain);
          for (const [row, score] of scores.entries()) expect(score).toBeCloseTo(expected[row] as number, 6);
        },
      ),
      { numRuns: 50 },
    );
  });

  it("meets the rate on average, as the intercept is free", () => {
    const scores = logisticScores(fitLogisticRegression(oneHot, lost), oneHot);
    expect(scores.reduce((sum, score) => sum + logistic(score), 0)).toBeCloseTo(5, 8);
  });

  it("refuses what cannot be fitted", () => {
    const two = matrix([[1], [2]]);
    expect(() => fitLogisticRegression(two, [1, 1])).toThrow("fitLogisticRegression requires both labels");
    expect(() => fitLogisticRegression(two, [1])).toThrow("a label for each row");
    expect(() => fitLogisticRegression(two, [0, 1], { ridge: 0 })).toThrow("a ridge above 0");
    expect(() => logisticScores(fitLogisticRegression(two, [0, 1]), oneHot)).toThrow("requires 1 columns");
  });
});
