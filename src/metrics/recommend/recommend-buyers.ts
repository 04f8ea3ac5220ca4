import type { RecommendModel } from "./recommend-model.ts";

/** A product that goes with the one to sell. */
export interface Companion {
  readonly item: number;
  /** Share of its orders that hold the one to sell too, by group, the last for everybody; small groups lean on that. */
  readonly confidence: Float64Array;
}

/** Companions asked for, and orders with one that make it worth asking. */
const mostCompanions = 6;
const leastOrders = 10;
/** Orders' worth of everybody's confidence that a group's own is mixed with. */
const prior = 20;

/** The items whose orders, in some group, most often hold this one too, the surest first; ties by row. O(items + places). */
export function companionsOf({ neighbours, pairs }: RecommendModel, item: number): Companion[] {
  const { width, items } = neighbours;
  const { places, itemCount, ordersBoth, ordersWith } = pairs;
  const groups = ordersWith.length / itemCount;
  const everybody = groups - 1;
  const found: (Companion & { readonly most: number })[] = [];
  for (let place = 0; place < places; place += 1) {
    if (items[place] !== item) continue;
    const other = Math.floor(place / width);
    const all = ordersWith[everybody * itemCount + other] as number;
    if (all < leastOrders) continue;
    const usual = (ordersBoth[everybody * places + place] as number) / all;
    const confidence = Float64Array.from({ length: groups }, (_, group) =>
      group === everybody
        ? usual
        : ((ordersBoth[group * places + place] as number) + prior * usual) /
          ((ordersWith[group * itemCount + other] as number) + prior),
    );
    found.push({ item: other, confidence, most: confidence.reduce((high, each) => Math.max(high, each), 0) });
  }
  return found
    .filter(({ most }) => most > 0)
    .sort((a, b) => b.most - a.most || a.item - b.item)
    .slice(0, mostCompanions)
    .map(({ item: other, confidence }) => ({ item: other, confidence }));
}

/** An account that may buy the product. */
export interface LikelyBuyer {
  /** Row in the columns given. */
  readonly row: number;
  readonly score: number;
  /** Which companion speaks for it, how often the account bought that, and how sure it is in its group. */
  readonly companion: number;
  readonly times: number;
  readonly confidence: number;
}

/**
 * Accounts by how likely their next order holds the product: of the companions that they buy, the highest confidence in
 * their group, times bought / (times bought + 1), as one purchase is no habit. `times[c][row]` is how often a row's account
 * bought companion c, `peers[row]` its group (−1 for none). The highest score first, ties by row. O(rows · log rows).
 */
export function likelyBuyers(
  companions: readonly Companion[],
  { peers, times }: { readonly peers: Float64Array; readonly times: readonly Float64Array[] },
): LikelyBuyer[] {
  const found: LikelyBuyer[] = [];
  for (let row = 0; row < peers.length; row += 1) {
    let best: LikelyBuyer | null = null;
    for (const [companion, { confidence }] of companions.entries()) {
      const often = (times[companion] as Float64Array)[row] as number;
      const group = peers[row] as number;
      const sure = confidence[group < 0 ? confidence.length - 1 : group] as number;
      const score = (sure * often) / (often + 1);
      if (score > (best?.score ?? 0)) best = { row, score, companion, times: often, confidence: sure };
    }
    if (best !== null) found.push(best);
  }
  return found.sort((a, b) => b.score - a.score || a.row - b.row);
}
