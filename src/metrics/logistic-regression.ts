import type { FeatureMatrix } from "./feature-matrix.ts";
import { type LogisticDesign, solveLogistic } from "./logistic-newton.ts";

/** A fitted model: log odds = intercept + Σ coefficientⱼ · (valueⱼ − meanⱼ), a missing value counting as its mean. */
export interface LogisticRegression {
  readonly intercept: number;
  /** Change of the log odds for one unit of a feature. */
  readonly coefficients: Float64Array;
  readonly means: Float64Array;
}

/**
 * Logistic regression (逻辑回归) with a ridge: the intercept is free, and Σ log loss + ridge/2 · Σ coefficient² is least on
 * standardised columns, as scikit-learn's `LogisticRegression(C = 1/ridge)` after `StandardScaler`. Missing values are
 * the column's mean; a constant column gets the coefficient 0. Labels are 0 or 1.
 * O(iterations · rows · columns²). Throws when the labels are all the same or do not fit the rows.
 */
export function fitLogisticRegression(
  features: FeatureMatrix,
  labels: ArrayLike<number>,
  { ridge = 1 }: { readonly ridge?: number } = {},
): LogisticRegression {
  checkLabels("fitLogisticRegression", features.rows, labels);
  if (!(ridge > 0)) throw new Error("fitLogisticRegression requires a ridge above 0");
  const { standardised, means, deviations } = standardise(features);
  const { intercept, coefficients } = solveLogistic(denseDesign(standardised, ridge), labels);
  for (let j = 0; j < coefficients.length; j++) {
    const deviation = deviations[j] as number;
    coefficients[j] = deviation > 0 ? (coefficients[j] as number) / deviation : 0;
  }
  return { intercept, coefficients, means };
}

/** Log odds of each row. O(rows · columns). Throws when the columns are not those of the model. */
export function logisticScores(model: LogisticRegression, features: FeatureMatrix): Float64Array {
  const { coefficients, means, intercept } = model;
  const { values, rows, columns } = features;
  if (columns !== coefficients.length) throw new Error(`logisticScores requires ${coefficients.length} columns`);
  const scores = new Float64Array(rows);
  for (let row = 0, at = 0; row < rows; row++) {
    let score = intercept;
    for (let j = 0; j < columns; j++, at++) {
      const value = values[at] as number;
      if (value === value) score += (coefficients[j] as number) * (value - (means[j] as number));
    }
    scores[row] = score;
  }
  return scores;
}

/** Throws in the name of `caller` unless there is a label for every row, and both 0 and 1 occur. O(rows). */
export function checkLabels(caller: string, rows: number, labels: ArrayLike<number>): void {
  if (labels.length !== rows) throw new Error(`${caller} requires a label for each row`);
  let positives = 0;
  for (let row = 0; row < rows; row++) positives += labels[row] as number;
  if (positives === 0 || positives === rows) throw new Error(`${caller} requires both labels`);
}

function standardise({ values, rows, columns }: FeatureMatrix) {
  const means = new Float64Array(columns);
  const deviations = new Float64Array(columns);
  const standardised: FeatureMatrix = { values: new Float64Array(rows * columns), rows, columns };
  for (let j = 0; j < columns; j++) {
    let [known, sum] = [0, 0];
    for (let at = j; at < values.length; at += columns) {
      const value = values[at] as number;
      if (value === value) [known, sum] = [known + 1, sum + value];
    }
    const mean = known > 0 ? sum / known : 0;
    let squares = 0;
    for (let at = j; at < values.length; at += columns) {
      const value = values[at] as number;
      if (value === value) squares += (value - mean) ** 2;
    }
    const deviation = Math.sqrt(squares / rows);
    // What rounding leaves of a constant column is not information.
    const varies = deviation > 1e-9 * Math.abs(mean);
    means[j] = mean;
    deviations[j] = varies ? deviation : 0;
    for (let at = j; varies && at < values.length; at += columns) {
      const value = values[at] as number;
      standardised.values[at] = value === value ? (value - mean) / deviation : 0;
    }
  }
  return { standardised, means, deviations };
}

function denseDesign({ values, rows, columns }: FeatureMatrix, ridge: number): LogisticDesign {
  return {
    rows,
    columns,
    penalties: new Float64Array(columns).fill(ridge),
    addScores(coefficients, logits) {
      for (let row = 0, at = 0; row < rows; row++) {
        let sum = 0;
        for (let j = 0; j < columns; j++, at++) sum += (values[at] as number) * (coefficients[j] as number);
        logits[row] = (logits[row] as number) + sum;
      }
    },
    gradient(residuals) {
      const sums = new Float64Array(columns);
      for (let row = 0, at = 0; row < rows; row++) {
        const residual = residuals[row] as number;
        for (let j = 0; j < columns; j++, at++) sums[j] = (sums[j] as number) + (values[at] as number) * residual;
      }
      return sums;
    },
    information(weights) {
      const matrix = new Float64Array(columns * columns);
      const sums = new Float64Array(columns);
      for (let row = 0; row < rows; row++) {
        const start = row * columns;
        const weight = weights[row] as number;
        for (let j = 0, at = 0; j < columns; j++) {
          const weighted = weight * (values[start + j] as number);
          sums[j] = (sums[j] as number) + weighted;
          at = j * columns;
          for (let k = 0; k <= j; k++)
            matrix[at + k] = (matrix[at + k] as number) + weighted * (values[start + k] as number);
        }
      }
      return { matrix, sums };
    },
  };
}
