import { seededRandom } from "../random.ts";
import { shuffle } from "./stratified-folds.ts";

/** A row of numbers most of which are zero: `values[i]` in column `columns[i]`. */
export interface SparseRow {
  readonly columns: Int32Array;
  readonly values: Float64Array;
}

/**
 * Logistic regression with an L2 penalty for few rows of many columns: the weights w that minimise
 * ½·w·w + cost·Σ ln(1 + exp(-yᵢ·w·xᵢ)), with y = 1 where the label is 1 and -1 where it is 0. A constant is a column like
 * any other. Dual coordinate descent in seeded order until no step is above 0.001 of the cost; O(non-zeros·passes).
 * Source: Yu, Huang & Lin, Dual coordinate descent methods for logistic regression and maximum entropy models,
 * Machine Learning (2011), algorithm 5.
 */
export function sparseLogistic(
  rows: readonly SparseRow[],
  labels: ArrayLike<number>,
  width: number,
  cost: number,
): Float64Array {
  if (rows.length === 0) throw new Error("sparseLogistic requires at least 1 row");
  const weights = new Float64Array(width);
  const dual = new Float64Array(rows.length).fill(Math.min(0.001 * cost, 1e-8));
  const squares = rows.map(({ values }) => values.reduce((sum, value) => sum + value * value, 0));
  const add = ({ columns, values }: SparseRow, factor: number) => {
    for (let at = 0; at < columns.length; at++) {
      const column = columns[at] as number;
      weights[column] = (weights[column] as number) + factor * (values[at] as number);
    }
  };
  for (const [i, row] of rows.entries()) add(row, (labels[i] === 1 ? 1 : -1) * (dual[i] as number));
  const random = seededRandom(1);
  let order = rows.map((_, i) => i);
  for (let pass = 0, largest = 1; pass < 200 && largest > 1e-3 * cost; pass++) {
    largest = 0;
    order = shuffle(order, random);
    for (const i of order) {
      const y = labels[i] === 1 ? 1 : -1;
      const before = dual[i] as number;
      const after = dualStep(before, squares[i] as number, y * score(weights, rows[i] as SparseRow), cost);
      add(rows[i] as SparseRow, y * (after - before));
      dual[i] = after;
      largest = Math.max(largest, Math.abs(after - before));
    }
  }
  return weights;
}

/** w·x. O(non-zeros). */
export function score(weights: Float64Array, { columns, values }: SparseRow): number {
  let sum = 0;
  for (let at = 0; at < columns.length; at++)
    sum += (weights[columns[at] as number] as number) * (values[at] as number);
  return sum;
}

/** The dual variable that is best while all others stay, by Newton's method from the side where it converges. */
function dualStep(before: number, square: number, margin: number, cost: number): number {
  const mirrored = 0.5 * square * (cost - 2 * before) + margin < 0;
  const start = mirrored ? cost - before : before;
  const slope = mirrored ? -margin : margin;
  let z = cost - start < 0.5 * cost ? 0.1 * start : start;
  for (let step = 0; step < 100; step++) {
    const gradient = square * (z - start) + slope + Math.log(z / (cost - z));
    if (Math.abs(gradient) < 1e-4) break;
    const next = z - gradient / (square + cost / (cost - z) / z);
    z = next <= 0 ? 0.1 * z : next;
  }
  return mirrored ? cost - z : z;
}
