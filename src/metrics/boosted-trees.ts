import type { FeatureMatrix } from "./feature-matrix.ts";

/**
 * Fitted trees, one after another, each a complete binary tree of `nodes` places: the children of place i are 2i + 1
 * and 2i + 2. A value above the threshold goes right, a missing one left.
 */
export interface BoostedTrees {
  /** Log odds before any tree. */
  readonly base: number;
  readonly nodes: number;
  /** Column that a node splits on; −1 at a leaf. */
  readonly columns: Int16Array;
  readonly thresholds: Float64Array;
  /** Log odds that a row adds when it stops at the node. */
  readonly values: Float64Array;
}

/** Log odds of each row. O(rows · trees · depth). */
export function treeScores(
  { base, nodes, columns, thresholds, values }: BoostedTrees,
  features: FeatureMatrix,
): Float64Array {
  const scores = new Float64Array(features.rows).fill(base);
  const table = features.values;
  const width = features.columns;
  for (let row = 0; row < features.rows; row++) {
    const start = row * width;
    let score = base;
    for (let tree = 0; tree < columns.length; tree += nodes) {
      let node = 0;
      for (let column = columns[tree] as number; column >= 0; column = columns[tree + node] as number) {
        const right = (table[start + column] as number) > (thresholds[tree + node] as number);
        node = 2 * node + (right ? 2 : 1);
      }
      score += values[tree + node] as number;
    }
    scores[row] = score;
  }
  return scores;
}

/**
 * What each feature adds to the log odds of each row, rows × columns: at every split on the way down, the change of the
 * node's value counts for the column split on. `baseline` plus a row's contributions is its score.
 * O(rows · trees · depth). Source: Saabas, Interpreting random forests (2014).
 */
export function treeContributions(
  { base, nodes, columns, thresholds, values }: BoostedTrees,
  features: FeatureMatrix,
): { baseline: number; contributions: Float64Array } {
  const contributions = new Float64Array(features.rows * features.columns);
  let baseline = base;
  for (let tree = 0; tree < columns.length; tree += nodes) baseline += values[tree] as number;
  for (let row = 0; row < features.rows; row++) {
    const start = row * features.columns;
    for (let tree = 0; tree < columns.length; tree += nodes) {
      let node = 0;
      for (let column = columns[tree] as number; column >= 0; column = columns[tree + node] as number) {
        const right = (features.values[start + column] as number) > (thresholds[tree + node] as number);
        const child = 2 * node + (right ? 2 : 1);
        const change = (values[tree + child] as number) - (values[tree + node] as number);
        contributions[start + column] = (contributions[start + column] as number) + change;
        node = child;
      }
    }
  }
  return { baseline, contributions };
}
