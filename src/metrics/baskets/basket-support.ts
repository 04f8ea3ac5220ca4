import type { Transactions } from "./itemsets.ts";

/** Items whose pairs are counted at most: the most frequent ones. */
const mostItems = 4_000;
/** Rules of one product to another that are enough to look at, and how much more often than by chance they hold. */
const wantedRules = 20;
const leastLift = 1.2;

/**
 * A support for baskets whose right support nobody knows: the highest of 10 %, 5 %, 2 %, 1 %, 0.5 % … at which at least
 * twenty rules of one item to another reach the confidence and a lift of 1.2, never so low that fewer than ten orders make
 * a pair (five among fewer than a thousand, one in 50,000 of more than 500,000). Throws without baskets. O(Σ size² of the baskets + items²).
 */
export function usualSupport(transactions: Transactions, confidence: number): number {
  const { items, offsets, itemCount } = transactions;
  const baskets = offsets.length - 1;
  if (baskets < 1) throw new Error("usualSupport requires at least 1 transaction");
  const weightAt = (basket: number) => transactions.weights?.[basket] ?? 1;
  const counts = new Float64Array(itemCount);
  let total = 0;
  for (let basket = 0; basket < baskets; basket += 1) {
    const weight = weightAt(basket);
    total += weight;
    for (let at = offsets[basket] as number; at < (offsets[basket + 1] as number); at += 1) {
      counts[items[at] as number] = (counts[items[at] as number] as number) + weight;
    }
  }
  const least = total < 1_000 ? 5 : Math.max(10, Math.ceil(total / 50_000));
  const frequent = Int32Array.from(counts.keys())
    .filter((item) => (counts[item] as number) >= least)
    .sort((a, b) => (counts[b] as number) - (counts[a] as number) || a - b)
    .subarray(0, mostItems);
  const size = frequent.length;
  const rankOf = new Int32Array(itemCount).fill(-1);
  for (const [rank, item] of frequent.entries()) rankOf[item] = rank;

  const together = new Int32Array(size * size);
  for (let basket = 0; basket < baskets; basket += 1) {
    const weight = weightAt(basket);
    const end = offsets[basket + 1] as number;
    for (let one = offsets[basket] as number; one < end; one += 1) {
      const row = rankOf[items[one] as number] as number;
      if (row < 0) continue;
      for (let other = one + 1; other < end; other += 1) {
        const column = rankOf[items[other] as number] as number;
        if (column < 0) continue;
        const cell = row < column ? row * size + column : column * size + row;
        together[cell] = (together[cell] as number) + weight;
      }
    }
  }

  const good: number[] = [];
  for (let row = 0; row < size; row += 1) {
    const own = counts[frequent[row] as number] as number;
    for (let column = row + 1; column < size; column += 1) {
      const both = together[row * size + column] as number;
      if (both < least) continue;
      const other = counts[frequent[column] as number] as number;
      if (both * total < leastLift * own * other) continue;
      if (both >= confidence * own) good.push(both);
      if (both >= confidence * other) good.push(both);
    }
  }
  good.sort((a, b) => b - a);
  const reached = Math.max(least, good[wantedRules - 1] ?? least);
  for (let power = 1; power <= 9; power += 1) {
    for (const digit of ["1", "0.5", "0.2"]) {
      const support = Number(`${digit}e-${power}`);
      if (support * total < least) return leastShare(least, total);
      if (support * total <= reached) return support;
    }
  }
  return leastShare(least, total);
}

/** The share of a few, rounded up to two digits. */
function leastShare(least: number, total: number): number {
  const power = Math.floor(Math.log10(least / total)) - 1;
  return Math.min(1, Number(`${Math.ceil(least / total / 10 ** power)}e${power}`));
}
