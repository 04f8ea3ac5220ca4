import type { FeatureMatrix } from "./feature-matrix.ts";

/**
 * Fitted trees, one after another, each a complete binary tree of `nodes` = 2^(depth + 1) − 1 places: the children of
 * place i are 2i + 1 and 2i + 2. A value above the threshold goes right, a missing one left.
 */
export interface BoostedTrees {
  readonly depth: number;
  readonly nodes: number;
  /** Log odds before any tree. */
  readonly base: number;
  /** Column that a place splits on. */
  readonly columns: Int16Array;
  /** Infinite where there is no split: everything goes left, to a place of the same value. */
  readonly thresholds: Float64Array;
  /** Log odds that a tree adds for the rows of a place: at the bottom what it says, above for explanations. */
  readonly values: Float64Array;
}

/**
 * Log odds of each row. O(rows · trees · depth), without a branch that a processor could mispredict: every row walks
 * the full depth.
 */
export function treeScores(model: BoostedTrees, features: FeatureMatrix): Float64Array {
  const { depth, nodes, base, columns, thresholds, values } = model;
  const scores = new Float64Array(features.rows);
  const table = features.values;
  for (let row = 0, start = 0; row < features.rows; row++, start += features.columns) {
    let score = base;
    for (let tree = 0; tree < columns.length; tree += nodes) {
      let node = 0;
      for (let level = 0; level < depth; level++) {
        const value = table[start + (columns[tree + node] as number)] as number;
        node = 2 * node + 1 + Number(value > (thresholds[tree + node] as number));
      }
      score += values[tree + node] as number;
    }
    scores[row] = score;
  }
  return scores;
}

/**
 * What each feature adds to the log odds of each row, rows × columns: at every split on the way down, the change of the
 * value counts for the column split on. `baseline` and a row's contributions add up to its score.
 * O(rows · trees · depth). Source: Saabas, Interpreting random forests (2014).
 */
export function treeContributions(
  { depth, nodes, base, columns, thresholds, values }: BoostedTrees,
  features: FeatureMatrix,
): { baseline: number; contributions: Float64Array } {
  const contributions = new Float64Array(features.rows * features.columns);
  let baseline = base;
  for (let tree = 0; tree < columns.length; tree += nodes) baseline += values[tree] as number;
  for (let row = 0, start = 0; row < features.rows; row++, start += features.columns) {
    for (let tree = 0; tree < columns.length; tree += nodes) {
      let node = 0;
      for (let level = 0; level < depth; level++) {
        const at = start + (columns[tree + node] as number);
        const right = (features.values[at] as number) > (thresholds[tree + node] as number);
        const child = 2 * node + 1 + Number(right);
        const change = (values[tree + child] as number) - (values[tree + node] as number);
        contributions[at] = (contributions[at] as number) + change;
        node = child;
      }
    }
  }
  return { baseline, contributions };
}
