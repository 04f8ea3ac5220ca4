import { buyingShare } from "./recommend-groups.ts";
import type { OwnedItem } from "./recommend-histories.ts";
import type { RecommendModel } from "./recommend-model.ts";
import { affinities, highest } from "./recommend-scores.ts";

/** What is known of the items besides who bought them, by item row. */
export interface ItemFacts {
  /** May it be offered at all? */
  readonly sold: readonly boolean[];
  readonly category: readonly (string | null)[];
  /** List price, NaN where none is known. */
  readonly price: ArrayLike<number>;
}

/** Why an item is offered: buyers of something owned, or of the account's group, of whom so many bought it. */
export interface Evidence {
  /** Item row of what is owned; null when the whole group is spoken of. */
  readonly owned: number | null;
  /** Row of the group; null for all customers. */
  readonly group: number | null;
  readonly buyers: number;
  readonly among: number;
}

export interface Offer {
  readonly item: number;
  readonly kind: "cross_sell" | "up_sell";
  readonly score: number;
  readonly evidence: Evidence;
  /** The dearest item of the same category that is owned already, for an up-sell. */
  readonly above: number | null;
}

/** Fewer buyers of something owned than these speak for nobody: they would tell of single accounts. */
const leastBuyers = 10;

/**
 * What to offer an account that owns these items, the best first, at most `count`: nothing that it owns. The score is the
 * mean similarity to what it owns, recent purchases counting more, plus the model's weight times the share of its group
 * (−1 for none) that bought the item; without purchases that share alone. Dearer than all it owns of the category is an
 * up-sell. O(items + owned · neighbours).
 */
export function offersFor(
  model: RecommendModel,
  facts: ItemFacts,
  owned: readonly OwnedItem[],
  group: number,
  count: number,
): Offer[] {
  const { neighbours, recipe, buyers } = model;
  const has = new Set(owned.map(({ item }) => item));
  const scores = new Float64Array(model.products.length);
  affinities(owned, neighbours, recipe.halfLife, scores);
  const weight = owned.length === 0 ? 1 : recipe.popularity;
  const scoreOf = (item: number) => (scores[item] as number) + weight * buyingShare(buyers, group, item);
  const offered = highest(scoreOf, scores.length, count, (item) => has.has(item) || !facts.sold[item]);
  return offered.map((item) => {
    const above = dearestOwned(item, owned, facts);
    return {
      item,
      kind: above === null ? "cross_sell" : "up_sell",
      score: scoreOf(item),
      evidence: evidenceFor(model, owned, group, item),
      above,
    };
  });
}

/** The dearest owned item of the same category, when the item costs more; null otherwise. */
function dearestOwned(item: number, owned: readonly OwnedItem[], { category, price }: ItemFacts): number | null {
  const own = category[item];
  if (own === null || own === undefined || !Number.isFinite(price[item])) return null;
  let dearest: number | null = null;
  for (const { item: other } of owned) {
    if (category[other] !== own || !Number.isFinite(price[other])) continue;
    if (dearest === null || (price[other] as number) > (price[dearest] as number)) dearest = other;
  }
  return dearest !== null && (price[item] as number) > (price[dearest] as number) ? dearest : null;
}

/** The owned item that speaks most for it, where that says no less than what the group buys anyway. */
function evidenceFor(model: RecommendModel, owned: readonly OwnedItem[], group: number, item: number): Evidence {
  const { neighbours, pairs, buyers, recipe } = model;
  const { width, items, similarity } = neighbours;
  const everybody = buyers.accounts.length - 1;
  let [best, most] = [-1, 0];
  for (const { item: other, ordersAgo } of owned) {
    const place = items.subarray(other * width, (other + 1) * width).indexOf(item);
    if (place < 0) continue;
    const strength = 0.5 ** (ordersAgo / recipe.halfLife) * (similarity[other * width + place] as number);
    if (strength > most) [best, most] = [other * width + place, strength];
  }
  const peers = group < 0 || (buyers.accounts[group] as number) < leastBuyers ? everybody : group;
  const named = (each: number) => (each === everybody ? null : each);
  const inGroup: Evidence = {
    owned: null,
    group: named(peers),
    buyers: buyers.buyers[peers * pairs.itemCount + item] as number,
    among: buyers.accounts[peers] as number,
  };
  if (best < 0) return inGroup;
  const source = Math.floor(best / width);
  const within = (pairs.accountsWith[peers * pairs.itemCount + source] as number) < leastBuyers ? everybody : peers;
  const pair: Evidence = {
    owned: source,
    group: named(within),
    buyers: pairs.accountsBoth[within * pairs.places + best] as number,
    among: pairs.accountsWith[within * pairs.itemCount + source] as number,
  };
  const speaks = pair.among >= leastBuyers && pair.buyers * inGroup.among >= inGroup.buyers * pair.among;
  return speaks ? pair : inGroup;
}
