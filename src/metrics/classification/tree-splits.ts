/** What growing a tree needs to know of a node: its sums over rows of the loss's first and second derivative. */
export interface NodeSums {
  readonly gradient: number;
  readonly hessian: number;
  /** The same per bin, gradient and hessian alternating; the bins of a column begin at its offset. */
  readonly sums: Float64Array;
}

export interface SplitLimits {
  /** Ridge on the values of leaves. */
  readonly ridge: number;
  /** Least hessian, Σ p(1 − p), of a leaf. */
  readonly leastWeight: number;
}

/** Rows in bins up to `bin` of `column` go left; gradient and hessian are theirs. */
export interface Split {
  readonly column: number;
  readonly bin: number;
  readonly gradient: number;
  readonly hessian: number;
}

/**
 * The split that lowers the penalised second-order loss most, among the columns allowed; the first of equals; null where
 * none lowers it. `offsets` has one entry per column and one past the last. O(bins).
 * Source: Chen & Guestrin, XGBoost, KDD (2016), equation 7 and algorithm 1.
 */
export function bestSplit(
  { gradient, hessian, sums }: NodeSums,
  allowed: readonly number[],
  offsets: Uint32Array,
  { ridge, leastWeight }: SplitLimits,
): Split | null {
  let best: Split | null = null;
  // Rounding of the sums is no gain.
  let most = (gradient * gradient) / (hessian + ridge) + 1e-9;
  for (const column of allowed) {
    const offset = offsets[column] as number;
    const last = (offsets[column + 1] as number) - 2;
    let [left, leftWeight] = [0, 0];
    for (let at = offset; at < last; at += 2) {
      left += sums[at] as number;
      leftWeight += sums[at + 1] as number;
      const rightWeight = hessian - leftWeight;
      if (leftWeight < leastWeight) continue;
      if (rightWeight < leastWeight) break;
      const right = gradient - left;
      const gain = (left * left) / (leftWeight + ridge) + (right * right) / (rightWeight + ridge);
      if (gain > most) {
        most = gain;
        best = { column, bin: (at - offset) / 2, gradient: left, hessian: leftWeight };
      }
    }
  }
  return best;
}
