import { fitLogisticRegression } from "./logistic-regression.ts";

/** Calibrated log odds = intercept + slope · log odds. */
export interface PlattScaling {
  readonly intercept: number;
  readonly slope: number;
}

/** Hardly a ridge: what keeps the slope finite when log odds part the labels. */
const ridge = 1e-4;
const leastSlope = 1e-3;

/**
 * The line from a model's log odds to calibrated ones, by maximum likelihood over rows that the model did not see. The
 * slope is kept above 0, so that calibration never turns an order round. O(rows). Throws as `fitLogisticRegression`.
 * Source: Platt, Probabilistic outputs for support vector machines (1999), on log odds and without changed targets.
 */
export function plattScaling(logits: Float64Array, labels: ArrayLike<number>): PlattScaling {
  const line = fitLogisticRegression({ values: logits, rows: logits.length, columns: 1 }, labels, { ridge });
  const slope = Math.max(line.coefficients[0] as number, leastSlope);
  return { intercept: line.intercept - slope * (line.means[0] as number), slope };
}
