import { solveCholesky } from "./cholesky.ts";
import type { FeatureMatrix } from "./feature-matrix.ts";

/** A fitted model: log odds = intercept + Σ coefficientⱼ · (valueⱼ − meanⱼ), a missing value counting as its mean. */
export interface LogisticRegression {
  readonly intercept: number;
  /** Change of the log odds for one unit of a feature. */
  readonly coefficients: Float64Array;
  readonly means: Float64Array;
}

const iterations = 50;
/** Newton's decrement, in nats over all rows, below which the fit is done. */
const tolerance = 1e-12;

/** 1 / (1 + e^−logit): the probability that has these log odds. */
export function logistic(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

/**
 * Logistic regression (逻辑回归) with a ridge: Σ log loss + ridge/2 · Σ coefficient² is least on standardised columns, the
 * intercept being free, as scikit-learn's `LogisticRegression(C = 1/ridge)` after `StandardScaler`. Newton's method
 * (iteratively reweighted least squares), halving steps that do not help; the ridge makes the answer unique for collinear
 * columns and separated classes too. A missing value is its column's mean; a constant column has the coefficient 0.
 * Labels are 0 or 1. O(iterations · rows · columns²), usually 5 to 8 iterations.
 * Throws when the labels are all the same or do not fit the rows, or the ridge is not above 0.
 * Source: Hastie, Tibshirani & Friedman, The Elements of Statistical Learning (2009), sections 3.4.1 and 4.4.1.
 */
export function fitLogisticRegression(
  features: FeatureMatrix,
  labels: ArrayLike<number>,
  { ridge = 1 }: { readonly ridge?: number } = {},
): LogisticRegression {
  const { rows, columns } = features;
  const share = checkLabels("fitLogisticRegression", rows, labels);
  if (!(ridge > 0)) throw new Error("fitLogisticRegression requires a ridge above 0");
  const { standardised, means, deviations } = standardise(features);
  // The intercept is the last coefficient.
  let coefficients = new Float64Array(columns + 1);
  coefficients[columns] = Math.log(share / (1 - share));
  let { logits, loss } = penalised(standardised, labels, coefficients, ridge);
  for (let iteration = 0; iteration < iterations; iteration++) {
    const { direction, decrement } = newtonStep(standardised, labels, coefficients, logits, ridge);
    if (decrement < tolerance) break;
    let better: typeof coefficients | null = null;
    for (let size = 1; size > 1e-6 && !better; size /= 2) {
      const tried = coefficients.map((value, j) => value + size * (direction[j] as number));
      const found = penalised(standardised, labels, tried, ridge);
      if (found.loss < loss) [better, logits, loss] = [tried, found.logits, found.loss];
    }
    if (!better) break;
    coefficients = better;
  }
  return {
    intercept: coefficients[columns] as number,
    coefficients: deviations.map((deviation, j) => (deviation > 0 ? (coefficients[j] as number) / deviation : 0)),
    means,
  };
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
      if (!Number.isNaN(value)) score += (coefficients[j] as number) * (value - (means[j] as number));
    }
    scores[row] = score;
  }
  return scores;
}

/** The share of ones; throws in the name of `caller` unless there is a label for each row, and both 0 and 1 occur. */
export function checkLabels(caller: string, rows: number, labels: ArrayLike<number>): number {
  if (labels.length !== rows) throw new Error(`${caller} requires a label for each row`);
  let positives = 0;
  for (let row = 0; row < rows; row++) positives += labels[row] as number;
  if (positives === 0 || positives === rows) throw new Error(`${caller} requires both labels`);
  return positives / rows;
}

function standardise({ values, rows, columns }: FeatureMatrix) {
  const means = new Float64Array(columns);
  const deviations = new Float64Array(columns);
  const standardised: FeatureMatrix = { values: new Float64Array(rows * columns), rows, columns };
  for (let j = 0; j < columns; j++) {
    let [known, sum] = [0, 0];
    for (let at = j; at < values.length; at += columns) {
      const value = values[at] as number;
      if (!Number.isNaN(value)) [known, sum] = [known + 1, sum + value];
    }
    const mean = known > 0 ? sum / known : 0;
    let squares = 0;
    for (let at = j; at < values.length; at += columns) {
      const value = values[at] as number;
      if (!Number.isNaN(value)) squares += (value - mean) ** 2;
    }
    const deviation = Math.sqrt(squares / rows);
    // What rounding leaves of a constant column is not information.
    const varies = deviation > 1e-9 * Math.abs(mean);
    means[j] = mean;
    deviations[j] = varies ? deviation : 0;
    for (let at = j; varies && at < values.length; at += columns) {
      const value = values[at] as number;
      standardised.values[at] = Number.isNaN(value) ? 0 : (value - mean) / deviation;
    }
  }
  return { standardised, means, deviations };
}

/** The penalised loss of standardised coefficients, the intercept last, and the log odds they give. */
function penalised(
  { values, rows, columns }: FeatureMatrix,
  labels: ArrayLike<number>,
  coefficients: Float64Array,
  ridge: number,
) {
  const logits = new Float64Array(rows);
  let loss = 0;
  for (let row = 0, at = 0; row < rows; row++) {
    let logit = coefficients[columns] as number;
    for (let j = 0; j < columns; j++, at++) logit += (values[at] as number) * (coefficients[j] as number);
    logits[row] = logit;
    // log(1 + e^logit) without overflow.
    loss += Math.max(logit, 0) + Math.log1p(Math.exp(-Math.abs(logit))) - (labels[row] as number) * logit;
  }
  for (let j = 0; j < columns; j++) loss += (ridge * (coefficients[j] as number) ** 2) / 2;
  return { logits, loss };
}

function newtonStep(
  { values, rows, columns }: FeatureMatrix,
  labels: ArrayLike<number>,
  coefficients: Float64Array,
  logits: Float64Array,
  ridge: number,
) {
  const size = columns + 1;
  const gradient = new Float64Array(size);
  const hessian = new Float64Array(size * size);
  const line = new Float64Array(size);
  line[columns] = 1;
  for (let row = 0; row < rows; row++) {
    const p = logistic(logits[row] as number);
    const residual = (labels[row] as number) - p;
    const weight = Math.max(p * (1 - p), 1e-12);
    for (let j = 0, at = row * columns; j < columns; j++, at++) line[j] = values[at] as number;
    for (let j = 0, at = 0; j < size; j++, at = j * size) {
      const value = line[j] as number;
      gradient[j] = (gradient[j] as number) + residual * value;
      const weighted = weight * value;
      for (let k = 0; k <= j; k++, at++) hessian[at] = (hessian[at] as number) + weighted * (line[k] as number);
    }
  }
  for (let j = 0; j < columns; j++) {
    gradient[j] = (gradient[j] as number) - ridge * (coefficients[j] as number);
    hessian[j * size + j] = (hessian[j * size + j] as number) + ridge;
  }
  const direction = gradient.slice();
  solveCholesky(hessian, direction);
  const decrement = direction.reduce((sum, value, j) => sum + value * (gradient[j] as number), 0);
  return { direction, decrement };
}
