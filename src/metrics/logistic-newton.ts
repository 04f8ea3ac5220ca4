import { solveCholesky } from "./cholesky.ts";

/** The columns of a logistic model, known by what Newton's method asks of them; the intercept is no column. */
export interface LogisticDesign {
  readonly rows: number;
  readonly columns: number;
  /** Strength of the ridge on each column, above 0. */
  readonly penalties: Float64Array;
  /** Adds X·coefficients to `logits`. */
  addScores(coefficients: Float64Array, logits: Float64Array): void;
  /** Xᵀ·residuals. */
  gradient(residuals: Float64Array): Float64Array;
  /** Fills the lower triangle of Xᵀ·diag(weights)·X, columns × columns, and returns it with Xᵀ·weights. */
  information(weights: Float64Array): { matrix: Float64Array; sums: Float64Array };
}

export interface LogisticSolution {
  readonly intercept: number;
  readonly coefficients: Float64Array;
}

/** 1 / (1 + e^−logit). */
export function logistic(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

/** log(1 + e^x) without overflow. */
function softplus(x: number): number {
  return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
}

const iterations = 50;
const tolerance = 1e-8;

/**
 * Ridge-penalised maximum likelihood of a logistic model: minimises Σ log loss + ½ Σ penaltyⱼ·coefficientⱼ² by Newton's
 * method (iteratively reweighted least squares), halving steps that do not lower it. Penalties above 0 make the answer
 * unique, for collinear columns and separated classes too. Labels are 0 or 1, and both must occur; the caller checks.
 * O(iterations · (the design's information + columns³)), usually 5 to 8 iterations.
 * Source: Hastie, Tibshirani & Friedman, The Elements of Statistical Learning (2009), section 4.4.1.
 */
export function solveLogistic(design: LogisticDesign, labels: ArrayLike<number>): LogisticSolution {
  const { rows, columns, penalties } = design;
  let positives = 0;
  for (let row = 0; row < rows; row++) positives += labels[row] as number;
  let intercept = Math.log(positives / (rows - positives));
  let coefficients = new Float64Array(columns);
  const logits = new Float64Array(rows);
  const objective = (constant: number, slopes: Float64Array) => {
    logits.fill(constant);
    design.addScores(slopes, logits);
    let loss = 0;
    for (let row = 0; row < rows; row++) {
      const logit = logits[row] as number;
      loss += softplus(logit) - (labels[row] as number) * logit;
    }
    for (let j = 0; j < columns; j++) loss += ((penalties[j] as number) * (slopes[j] as number) ** 2) / 2;
    return loss;
  };

  let loss = objective(intercept, coefficients);
  const residuals = new Float64Array(rows);
  const weights = new Float64Array(rows);
  for (let iteration = 0; iteration < iterations; iteration++) {
    for (let row = 0; row < rows; row++) {
      const p = logistic(logits[row] as number);
      residuals[row] = (labels[row] as number) - p;
      weights[row] = Math.max(p * (1 - p), 1e-10);
    }
    const step = newtonStep(design, coefficients, residuals, weights);
    let decrement = 0;
    for (let j = 0; j <= columns; j++) decrement += (step.direction[j] as number) * (step.gradient[j] as number);
    if (decrement < tolerance) break;
    let [scale, tried] = [1, Number.POSITIVE_INFINITY];
    let [nextIntercept, next] = [intercept, coefficients];
    for (; scale > 1e-6 && !(tried < loss); scale /= 2) {
      const size = scale;
      nextIntercept = intercept + size * (step.direction[columns] as number);
      next = coefficients.map((value, j) => value + size * (step.direction[j] as number));
      tried = objective(nextIntercept, next);
    }
    if (!(tried < loss)) break;
    [intercept, coefficients, loss] = [nextIntercept, next, tried];
  }
  return { intercept, coefficients };
}

/** Newton's direction and the ascent gradient, the intercept last. */
function newtonStep(
  design: LogisticDesign,
  coefficients: Float64Array,
  residuals: Float64Array,
  weights: Float64Array,
) {
  const { columns, penalties } = design;
  const size = columns + 1;
  const gradient = new Float64Array(size);
  gradient.set(design.gradient(residuals));
  for (let j = 0; j < columns; j++)
    gradient[j] = (gradient[j] as number) - (penalties[j] as number) * (coefficients[j] as number);
  gradient[columns] = residuals.reduce((sum, value) => sum + value, 0);
  const { matrix, sums } = design.information(weights);
  const hessian = new Float64Array(size * size);
  for (let j = 0; j < columns; j++) {
    for (let k = 0; k <= j; k++) hessian[j * size + k] = matrix[j * columns + k] as number;
    hessian[j * size + j] = (matrix[j * columns + j] as number) + (penalties[j] as number);
  }
  hessian.set(sums, columns * size);
  hessian[size * size - 1] = weights.reduce((sum, value) => sum + value, 0);
  const direction = gradient.slice();
  solveCholesky(hessian, direction);
  return { direction, gradient };
}
