import { type CandidatePairs, pairNumber } from "./blocking.ts";

/**
 * Clusters of records that are one and the same: pairs from the most probable down to `threshold` join their clusters
 * if the pairs between them are probable on average, so that one bridge does not chain two clusters that have nothing
 * else in common. A pair that was never compared counts as 0; with `split`, pairs on one side of it do not count.
 * Members ascending, clusters by first member. O(pairs·log pairs + Σ cluster size²).
 */
export function linkageClusters(
  pairs: CandidatePairs,
  probability: Float64Array,
  threshold: number,
  split?: number,
): number[][] {
  const likely: number[] = [];
  for (let p = 0; p < probability.length; p++) if ((probability[p] as number) >= threshold) likely.push(p);
  likely.sort((p, q) => (probability[q] as number) - (probability[p] as number) || p - q);
  const clusterOf = new Map<number, number[]>();
  const joined = (x: readonly number[], y: readonly number[]): boolean => {
    let [sum, count] = [0, 0];
    for (const a of x) {
      for (const b of y) {
        if (split !== undefined && a < split === b < split) continue;
        const p = a < b ? pairNumber(pairs, a, b) : pairNumber(pairs, b, a);
        sum += p < 0 ? 0 : (probability[p] as number);
        count++;
      }
    }
    return sum >= threshold * count;
  };
  for (const p of likely) {
    const [a, b] = [pairs.a[p] as number, pairs.b[p] as number];
    const x = clusterOf.get(a) ?? [a];
    const y = clusterOf.get(b) ?? [b];
    if (x === y || !joined(x, y)) continue;
    const cluster = [...x, ...y];
    for (const record of cluster) clusterOf.set(record, cluster);
  }
  return [...new Set(clusterOf.values())]
    .map((cluster) => cluster.sort((a, b) => a - b))
    .sort((x, y) => (x[0] as number) - (y[0] as number));
}
