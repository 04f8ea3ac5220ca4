import { seededRandom } from "../random.ts";

/**
 * Folds 0 … k − 1 for cross-validation, drawn by seed such that every fold holds about the same share of positives. Rows
 * of one group (an account's snapshots) share a fold; a group is positive when any of its rows is. O(n).
 * Throws when there are fewer than k groups, or k < 2.
 * Source: Kohavi, A study of cross-validation and bootstrap for accuracy estimation, IJCAI (1995).
 */
export function stratifiedFolds(
  labels: ArrayLike<number>,
  k: number,
  { seed, groups }: { readonly seed: number; readonly groups?: ArrayLike<number> | undefined },
): Uint8Array {
  if (!(k >= 2)) throw new Error("stratifiedFolds requires at least 2 folds");
  const positive = new Map<number, boolean>();
  for (let row = 0; row < labels.length; row++) {
    const group = groups ? (groups[row] as number) : row;
    positive.set(group, positive.get(group) === true || labels[row] === 1);
  }
  if (positive.size < k) throw new Error(`stratifiedFolds requires at least ${k} rows or groups`);
  const random = seededRandom(seed);
  const shuffled = shuffle([...positive.keys()], random);
  const dealt = [
    ...shuffled.filter((group) => positive.get(group)),
    ...shuffled.filter((group) => !positive.get(group)),
  ];
  const foldOf = new Map(dealt.map((group, place) => [group, place % k]));
  return Uint8Array.from(labels, (_, row) => foldOf.get(groups ? (groups[row] as number) : row) as number);
}

/** The same values in an order drawn by Fisher and Yates' method. O(n). */
export function shuffle<Value>(values: readonly Value[], random: () => number): Value[] {
  const shuffled = [...values];
  for (let last = shuffled.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [shuffled[last], shuffled[other]] = [shuffled[other] as Value, shuffled[last] as Value];
  }
  return shuffled;
}
