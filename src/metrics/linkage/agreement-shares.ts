import type { Random } from "../random.ts";
import { agreementOf, agreements } from "./agreement.ts";
import type { LinkageField } from "./linkage-field.ts";

/** Cells of a field: share of pairs at field · levelCount + level. */
export const levelCount = agreements.length;
const missing = agreements.indexOf("missing");

/** What matches look like before any are seen: different, elsewhere, similar, close, same. */
const matchBelief = [0.06, 0.01, 0.04, 0.09, 0.8];
/** Against what was seen, as otherwise the matches of a poor table take in whatever has something in common. */
const beliefWeight = 0.7;
/** Random pairs, per record and at most. */
const sampled = { each: 40, most: 50_000 };

/** Shares of each field's levels among pairs that have both values, out of counts and the belief before them. */
export function sharesOf(seen: Float64Array, belief: readonly number[]): Float64Array {
  const count = (cell: number) => (seen[cell] as number) + (belief[cell % levelCount] ?? 0);
  return seen.map((_, cell) => {
    const first = cell - (cell % levelCount);
    let sum = 0;
    for (let at = first; at < first + missing; at++) sum += count(at);
    return count(cell) / sum;
  });
}

/** m: agreement of matches, from their expected counts; never more often similar than close, or close than same. */
export function matchedShares(seen: Float64Array): Float64Array {
  const m = sharesOf(
    seen,
    matchBelief.map((share) => 10 * share),
  ).map((share, cell) => (1 - beliefWeight) * share + beliefWeight * (matchBelief[cell % levelCount] ?? 0));
  for (let first = 0; first < m.length; first += levelCount) {
    const rising = m.subarray(first + agreements.indexOf("similar"), first + missing);
    const [similar, close, same] = rising as unknown as [number, number, number];
    const upper = Math.max(same, (close + same) / 2, (similar + close + same) / 3);
    const lower = Math.min(similar, (similar + close) / 2, (similar + close + same) / 3);
    rising.set([lower, similar + close + same - lower - upper, upper]);
  }
  return m;
}

/** u: agreement of records that are not the same, out of random pairs. O(fields·50,000). */
export function unmatchedShares(
  fields: readonly LinkageField[],
  records: number,
  random: Random,
  split?: number,
): Float64Array {
  const agree = agreementOf(fields);
  const levels = new Uint8Array(fields.length);
  const seen = new Float64Array(fields.length * levelCount);
  const pick = (from: number, to: number) => from + Math.floor(random() * (to - from));
  for (let draws = Math.min(sampled.each * records, sampled.most); draws > 0; draws--) {
    const a = pick(0, split ?? records);
    const b = pick(split ?? 0, records);
    if (a === b) continue;
    agree(a, b, levels, 0);
    for (const [k, level] of levels.entries()) addTo(seen, k * levelCount + level, 1);
  }
  return sharesOf(seen, new Array<number>(missing).fill(0.5));
}

export function addTo(counts: Float64Array, cell: number, amount: number): void {
  counts[cell] = (counts[cell] as number) + amount;
}
