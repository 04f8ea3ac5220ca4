import type { FeatureMatrix } from "./feature-matrix.ts";

/** A table whose numbers are replaced by the number of their bin; column after column. */
export interface BinnedFeatures {
  /** `bins[column · rows + row]`: 0 where missing, else 1 + how many cuts of the column lie below the value. */
  readonly bins: Uint8Array;
  readonly rows: number;
  readonly columns: number;
  /** Ascending, per column; a value equal to a cut lies below it. */
  readonly cuts: readonly Float64Array[];
}

/**
 * Cut points of each column that part its known values into at most `most` (≤ 250) bins of about equally many rows,
 * halfway between neighbouring values; one bin per value where there are few. O(columns · rows · log rows).
 */
export function quantileCuts({ values, rows, columns }: FeatureMatrix, most: number): Float64Array[] {
  return Array.from({ length: columns }, (_, column) => {
    const known = new Float64Array(rows);
    let count = 0;
    for (let at = column; at < values.length; at += columns) {
      const value = values[at] as number;
      if (!Number.isNaN(value)) known[count++] = value;
    }
    return Float64Array.from(cutsOf(known.subarray(0, count).sort(), most));
  });
}

function cutsOf(sorted: Float64Array, most: number): number[] {
  const between: number[] = [];
  for (let at = 1; at < sorted.length && between.length < most; at++) {
    const [left, right] = [sorted[at - 1] as number, sorted[at] as number];
    if (left < right) between.push(halfway(left, right));
  }
  if (between.length < most) return between;
  const cuts: number[] = [];
  for (let step = 1; step < most; step++) {
    let at = Math.round((step * sorted.length) / most);
    while (at > 0 && sorted[at - 1] === sorted[at]) at--;
    if (at === 0) continue;
    const cut = halfway(sorted[at - 1] as number, sorted[at] as number);
    if (cuts.at(-1) !== cut) cuts.push(cut);
  }
  return cuts;
}

/** A number from left up to, but not reaching, right: halves of neighbouring doubles round up to the right one. */
function halfway(left: number, right: number): number {
  const middle = left + (right - left) / 2;
  return middle < right ? middle : left;
}

/** The bins of every value under the cuts of another table's columns. O(rows · columns · log cuts). */
export function binFeatures({ values, rows, columns }: FeatureMatrix, cuts: readonly Float64Array[]): BinnedFeatures {
  const bins = new Uint8Array(rows * columns);
  for (let column = 0; column < columns; column++) {
    const own = cuts[column] as Float64Array;
    for (let row = 0, at = column; row < rows; row++, at += columns)
      bins[column * rows + row] = binOf(values[at] as number, own);
  }
  return { bins, rows, columns, cuts };
}

function binOf(value: number, cuts: Float64Array): number {
  if (Number.isNaN(value)) return 0;
  let [low, high] = [0, cuts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cuts[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return 1 + low;
}
