import { type BinnedFeatures, binFeatures } from "./feature-bins.ts";
import type { FeatureMatrix } from "./feature-matrix.ts";
import { type LogisticDesign, solveLogistic } from "./logistic-newton.ts";
import { checkLabels } from "./logistic-regression.ts";

/** A fitted model: log odds = intercept + Σ effect of the bin that each feature's value is in. */
export interface AdditiveLogisticRegression {
  readonly intercept: number;
  readonly cuts: readonly Float64Array[];
  /** Per feature and bin (0: missing), in log odds, with mean 0 over the training rows. */
  readonly effects: readonly Float64Array[];
}

/**
 * Logistic regression whose features act through steps: each cut between two bins, and being known at all, is a 0/1
 * column, and a ridge on the standardised columns keeps neighbouring bins alike. Finds bends and plateaus (the first
 * months of a customer) that a straight line misses. `rows` names the rows of `binned` to fit on; labels are theirs.
 * O(iterations · (rows · columns² + bins³)), with the bins of all columns. Throws as `fitLogisticRegression`.
 * Source: generalized additive models with step functions, Hastie, Tibshirani & Friedman (2009), sections 5.2 and 9.1.
 */
export function fitAdditiveLogistic(
  binned: BinnedFeatures,
  rows: ArrayLike<number>,
  labels: ArrayLike<number>,
  { ridge }: { readonly ridge: number },
): AdditiveLogisticRegression {
  checkLabels("fitAdditiveLogistic", rows.length, labels);
  if (!(ridge > 0)) throw new Error("fitAdditiveLogistic requires a ridge above 0");
  const cells = cellsOf(binned, rows);
  const solution = solveLogistic(stepDesign(cells, ridge), labels);
  const effects = cellEffects(cells, solution.coefficients);
  let { intercept } = solution;
  for (const [column, own] of effects.entries()) {
    const start = cells.starts[column] as number;
    const mean = own.reduce(
      (sum, effect, bin) => sum + (effect * (cells.counts[start + bin] as number)) / rows.length,
      0,
    );
    for (let bin = 0; bin < own.length; bin++) own[bin] = (own[bin] as number) - mean;
    intercept += mean;
  }
  return { intercept, cuts: binned.cuts, effects };
}

/** Log odds of every row of a table binned by the model's cuts. O(rows · columns). */
export function additiveScores(
  model: AdditiveLogisticRegression,
  { bins, rows, columns }: BinnedFeatures,
): Float64Array {
  const scores = new Float64Array(rows).fill(model.intercept);
  for (let column = 0; column < columns; column++) {
    const effects = model.effects[column] as Float64Array;
    const start = column * rows;
    for (let row = 0; row < rows; row++)
      scores[row] = (scores[row] as number) + (effects[bins[start + row] as number] as number);
  }
  return scores;
}

/** Log odds of every row of a table of numbers. O(rows · columns · log bins). */
export function additiveScoresOf(model: AdditiveLogisticRegression, features: FeatureMatrix): Float64Array {
  return additiveScores(model, binFeatures(features, model.cuts));
}

/** Each row as the cell, out of the bins of all columns, that each of its values is in. */
interface Cells {
  /** `cells[row · columns + column]`. */
  readonly cells: Uint16Array;
  readonly rows: number;
  readonly columns: number;
  /** First cell of each column; at the end, the number of cells. */
  readonly starts: Uint16Array;
  /** Rows in each cell. */
  readonly counts: Float64Array;
}

function cellsOf({ bins, rows: stride, columns, cuts }: BinnedFeatures, rows: ArrayLike<number>): Cells {
  const starts = new Uint16Array(columns + 1);
  for (let column = 0; column < columns; column++)
    starts[column + 1] = (starts[column] as number) + (cuts[column] as Float64Array).length + 2;
  const cells = new Uint16Array(rows.length * columns);
  const counts = new Float64Array(starts[columns] as number);
  for (let row = 0, at = 0; row < rows.length; row++) {
    for (let column = 0; column < columns; column++, at++) {
      const cell = (starts[column] as number) + (bins[column * stride + (rows[row] as number)] as number);
      cells[at] = cell;
      counts[cell] = (counts[cell] as number) + 1;
    }
  }
  return { cells, rows: rows.length, columns, starts, counts };
}

/** Effect of every bin: the sum of the steps up to it. The steps of a column stand at its cells but the first. */
function cellEffects({ starts, columns }: Cells, steps: Float64Array): Float64Array[] {
  return Array.from({ length: columns }, (_, column) => {
    const start = starts[column] as number;
    const effects = new Float64Array((starts[column + 1] as number) - start);
    for (let bin = 1; bin < effects.length; bin++)
      effects[bin] = (effects[bin - 1] as number) + (steps[start + bin] as number);
    return effects;
  });
}

/**
 * The 0/1 columns "at this cell or further up its column", one per cell (the first of a column is always 1, and held at
 * 0 by its penalty). Sums over them are sums over cells, accumulated from a column's last cell to its first, so a row
 * costs as many additions as it has values, not as there are steps.
 */
function stepDesign({ cells, rows, columns, starts, counts }: Cells, ridge: number): LogisticDesign {
  const size = counts.length;
  const accumulate = (values: Float64Array, from: number, stride: number) => {
    for (let column = 0; column < columns; column++)
      for (let cell = (starts[column + 1] as number) - 2; cell >= (starts[column] as number); cell--)
        values[from + cell * stride] =
          (values[from + cell * stride] as number) + (values[from + (cell + 1) * stride] as number);
  };
  const sumsOf = (perRow: Float64Array) => {
    const sums = new Float64Array(size);
    for (let row = 0, at = 0; row < rows; row++) {
      const value = perRow[row] as number;
      for (let column = 0; column < columns; column++, at++) {
        const cell = cells[at] as number;
        sums[cell] = (sums[cell] as number) + value;
      }
    }
    accumulate(sums, 0, 1);
    return sums;
  };
  const reached = counts.slice();
  accumulate(reached, 0, 1);
  return {
    rows,
    columns: size,
    penalties: reached.map((count) => {
      const share = count / rows;
      return share > 0 && share < 1 ? ridge * share * (1 - share) : ridge;
    }),
    addScores(steps, logits) {
      const effects = steps.slice();
      for (let column = 0; column < columns; column++)
        for (let cell = (starts[column] as number) + 1; cell < (starts[column + 1] as number); cell++)
          effects[cell] = (effects[cell - 1] as number) + (effects[cell] as number);
      for (let row = 0, at = 0; row < rows; row++) {
        let sum = 0;
        for (let column = 0; column < columns; column++, at++) sum += effects[cells[at] as number] as number;
        logits[row] = (logits[row] as number) + sum;
      }
    },
    gradient: sumsOf,
    information(weights) {
      const matrix = new Float64Array(size * size);
      for (let row = 0; row < rows; row++) {
        const weight = weights[row] as number;
        const start = row * columns;
        for (let j = 0; j < columns; j++) {
          const line = (cells[start + j] as number) * size;
          for (let k = 0; k <= j; k++) {
            const at = line + (cells[start + k] as number);
            matrix[at] = (matrix[at] as number) + weight;
          }
        }
      }
      for (let column = 0; column < columns; column++) {
        const [first, end] = [starts[column] as number, starts[column + 1] as number];
        // The block of a column with itself was filled on its diagonal only.
        for (let cell = first; cell < end; cell++)
          for (let other = first; other < cell; other++)
            matrix[other * size + cell] = matrix[cell * size + other] as number;
      }
      for (let line = 0; line < size; line++) accumulate(matrix, line * size, 1);
      for (let column = 0; column < size; column++) accumulate(matrix, column, size);
      return { matrix, sums: sumsOf(weights) };
    },
  };
}
