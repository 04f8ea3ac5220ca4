import type { OwnedItem } from "./recommend-histories.ts";
import type { Neighbours } from "./recommend-neighbours.ts";

/** How offers are scored. */
export interface Recipe {
  readonly within: "orders" | "accounts";
  /** Orders after which what was bought counts half. */
  readonly halfLife: number;
  /** Weight of how many similar accounts bought an item. */
  readonly popularity: number;
}

/**
 * Score of every item for what an account owns: the mean similarity to what it owns, recent purchases counting more,
 * written to `scores` (one place for each item). O(items + owned · neighbours).
 */
export function affinities(
  owned: readonly OwnedItem[],
  { width, items, similarity }: Neighbours,
  halfLife: number,
  scores: Float64Array,
): void {
  scores.fill(0);
  let weights = 0;
  for (const { item, ordersAgo } of owned) {
    const weight = 0.5 ** (ordersAgo / halfLife);
    weights += weight;
    for (let at = item * width; at < (item + 1) * width; at += 1) {
      const other = items[at] as number;
      if (other < 0) break;
      scores[other] = (scores[other] as number) + weight * (similarity[at] as number);
    }
  }
  if (weights > 0)
    for (let item = 0; item < scores.length; item += 1) scores[item] = (scores[item] as number) / weights;
}

/** The `count` items with the highest scores above 0 that are not excluded; ties by row. O(items · count) at worst. */
export function highest(
  scoreOf: (item: number) => number,
  itemCount: number,
  count: number,
  excluded: (item: number) => boolean,
): number[] {
  const best: { item: number; score: number }[] = [];
  for (let item = 0; item < itemCount; item += 1) {
    const score = scoreOf(item);
    if (!(score > 0) || (best.length === count && score <= (best[count - 1]?.score ?? 0)) || excluded(item)) continue;
    let place = Math.min(best.length, count - 1);
    for (; place > 0 && (best[place - 1]?.score ?? 0) < score; place -= 1)
      best[place] = best[place - 1] ?? { item, score };
    best[place] = { item, score };
  }
  return best.map(({ item }) => item);
}
