import { decimalRatio, leastCount } from "./decimal-ratio.ts";

/** Baskets of items as row numbers: those of transaction t are `items[offsets[t]]` … `items[offsets[t + 1] − 1]`. */
export interface Transactions {
  readonly items: Int32Array;
  /** One longer than there are transactions. */
  readonly offsets: Int32Array;
  /** How often each basket occurred, whole numbers; all once when it is left out. */
  readonly weights?: Int32Array;
  /** How many different items there can be: one more than the highest row number. */
  readonly itemCount: number;
}

/** Frequent itemsets side by side: those of set i are `items[offsets[i]]` … and it occurs in `counts[i]` transactions. */
export interface Itemsets {
  /** Within a set the rarest item comes first. */
  readonly items: Int32Array;
  readonly offsets: Int32Array;
  readonly counts: Int32Array;
  /** Transactions, weights included. */
  readonly transactions: number;
}

/** More itemsets than can be looked at: the support is too low for these transactions. */
export class TooManyItemsets extends Error {
  override name = "TooManyItemsets";
  readonly limit: number;
  /** A support to try instead. */
  readonly trySupport: number;
  constructor(limit: number, support: number) {
    const trySupport = Math.min(1, Number((support * 2).toPrecision(2)));
    super(`frequentItemsets found more than ${limit} itemsets at support ${support}: try ${trySupport}`);
    this.limit = limit;
    this.trySupport = trySupport;
  }
}

/**
 * Frequent itemsets (频繁项集): all sets of one or more items that occur together in at least ceil(support · transactions)
 * transactions, counted exactly; the support is taken as the decimal it is written as, so .01 of 100 is 1. Items that
 * occur twice in a basket count once; baskets may be empty. Throws when the support is not above 0 and at most 1, without
 * transactions, and `TooManyItemsets` above `limit`. Depth first with occurrence deliver, rarest items first:
 * O(Σ over itemsets of the items that follow it in its transactions); memory as large as the input and the result.
 * Source: Uno, Kiyomi & Arimura, LCM ver. 2, FIMI (2004).
 */
export function frequentItemsets(transactions: Transactions, support: number, limit = 2_000_000): Itemsets {
  const ratio = decimalRatio(support, "support");
  const total = transactionCount(transactions);
  if (total < 1) throw new Error("frequentItemsets requires at least 1 transaction");
  const least = leastCount(ratio, total);
  const { text, weightAt, starts, itemOf } = rankedBaskets(transactions, least);

  const found = { items: [] as number[], offsets: [0], counts: [] as number[] };
  const prefix: number[] = [];
  // Of every item that follows in some basket of the prefix: transactions, baskets, and where to note the next one.
  const counts = new Int32Array(itemOf.length);
  const sizes = new Int32Array(itemOf.length);
  const cursors = new Int32Array(itemOf.length).fill(-1);

  /** Extends the prefix by each item that is frequent among what follows `places[from]` … `places[to − 1]` in the text. */
  const extend = (places: Int32Array, from: number, to: number) => {
    const touched: number[] = [];
    for (let index = from; index < to; index += 1) {
      const place = places[index] as number;
      const weight = weightAt[place] as number;
      for (let at = place, item = text[at] as number; item >= 0; item = text[++at] as number) {
        if (sizes[item] === 0) touched.push(item);
        counts[item] = (counts[item] as number) + weight;
        sizes[item] = (sizes[item] as number) + 1;
      }
    }
    const frequent = touched.filter((item) => (counts[item] as number) >= least).sort((a, b) => a - b);
    const own = frequent.map((item) => counts[item] as number);
    const ends: number[] = [];
    let length = 0;
    // Nothing frequent follows the last one.
    for (const item of frequent.slice(0, -1)) {
      cursors[item] = length;
      length += sizes[item] as number;
      ends.push(length);
    }
    for (const item of touched) counts[item] = sizes[item] = 0;
    const next = new Int32Array(length);
    if (length > 0) {
      for (let index = from; index < to; index += 1) {
        for (let at = places[index] as number, item = text[at] as number; item >= 0; item = text[++at] as number) {
          const cursor = cursors[item] as number;
          if (cursor < 0) continue;
          next[cursor] = at + 1;
          cursors[item] = cursor + 1;
        }
      }
      for (const item of frequent) cursors[item] = -1;
    }
    for (const [index, item] of frequent.entries()) {
      prefix.push(itemOf[item] as number);
      if (found.counts.length === limit) throw new TooManyItemsets(limit, support);
      found.counts.push(own[index] as number);
      for (const member of prefix) found.items.push(member);
      found.offsets.push(found.items.length);
      if (index < ends.length) extend(next, ends[index - 1] ?? 0, ends[index] as number);
      prefix.pop();
    }
  };
  extend(starts, 0, starts.length);
  return {
    items: Int32Array.from(found.items),
    offsets: Int32Array.from(found.offsets),
    counts: Int32Array.from(found.counts),
    transactions: total,
  };
}

function transactionCount({ offsets, weights }: Transactions): number {
  return weights === undefined ? offsets.length - 1 : weights.reduce((sum, weight) => sum + weight, 0);
}

/**
 * The baskets without their infrequent items as one text: frequent items by rank, the rarest (0) first and ties by row
 * number, −1 after each basket. `itemOf` is the item of a rank.
 */
function rankedBaskets({ items, offsets, weights, itemCount }: Transactions, least: number) {
  const baskets = offsets.length - 1;
  const counts = new Int32Array(itemCount);
  const seen = new Int32Array(itemCount).fill(-1);
  for (let basket = 0; basket < baskets; basket += 1) {
    for (let at = offsets[basket] as number; at < (offsets[basket + 1] as number); at += 1) {
      const item = items[at] as number;
      if (seen[item] === basket) continue;
      seen[item] = basket;
      counts[item] = (counts[item] as number) + (weights?.[basket] ?? 1);
    }
  }
  const itemOf = Int32Array.from(counts.keys())
    .filter((item) => (counts[item] as number) >= least)
    .sort((a, b) => (counts[a] as number) - (counts[b] as number) || a - b);
  const rankOf = new Int32Array(itemCount).fill(-1);
  for (const [rank, item] of itemOf.entries()) rankOf[item] = rank;

  const text = new Int32Array(items.length + baskets);
  const weightAt = new Int32Array(text.length);
  const starts = new Int32Array(baskets);
  let end = 0;
  for (let basket = 0; basket < baskets; basket += 1) {
    const start = end;
    starts[basket] = start;
    const ranks = items.subarray(offsets[basket], offsets[basket + 1]).map((item) => rankOf[item] as number);
    for (const rank of ranks.sort()) {
      if (rank < 0 || (end > start && text[end - 1] === rank)) continue;
      text[end] = rank;
      end += 1;
    }
    text[end] = -1;
    end += 1;
    weightAt.fill(weights?.[basket] ?? 1, start, end);
  }
  return { text, weightAt, starts, itemOf };
}
