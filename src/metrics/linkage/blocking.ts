import { blockingKeys } from "./blocking-keys.ts";
import type { LinkageField } from "./linkage-field.ts";
import { largestBlock, type RecordBlocks, recordBlocks } from "./record-blocks.ts";

/** Pairs of record numbers worth comparing, a[i] < b[i], in order, each once. */
export interface CandidatePairs {
  readonly a: Int32Array;
  readonly b: Int32Array;
}

/** Place of a pair, a < b, among the candidates, below zero when it is none. O(log pairs). */
export function pairNumber({ a, b }: CandidatePairs, first: number, second: number): number {
  let [low, high] = [0, a.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const before = (a[middle] as number) - first || (b[middle] as number) - second;
    if (before === 0) return middle;
    if (before < 0) low = middle + 1;
    else high = middle;
  }
  return -1;
}

/** Fields whose keys are also taken two by two. */
const combined = 12;
/** Most pairs a record, in all, and a record of very many. */
const budget = { each: 200, most: 2_500_000, least: 4 };

/**
 * Blocking: which pairs are worth comparing, out of n²? Records share a block when they share a word, the beginning,
 * end or consonants of one in any text field, all or half of the digits of a number, or two coarser keys of different
 * fields at once. Blocks are taken smallest first, as rare keys tell most, until the budget of pairs is spent
 * (200 a record, at most 2.5 million or four a record): no key need be named, and common ones cost nothing. With `split`, only pairs of a
 * record before it and one from it on. O(keys + budget·log budget).
 * Source: Christen, A survey of indexing techniques for scalable record linkage, IEEE TKDE (2012).
 */
export function candidatePairs(fields: readonly LinkageField[], records: number, split?: number): CandidatePairs {
  const { fine, fineCount, coarse } = blockingKeys(fields);
  const found: RecordBlocks[] = [
    recordBlocks(records, fineCount, (record, take) => {
      for (const [k, field] of fields.entries()) {
        const id = field.ids[record] as number;
        if (id < 0) continue;
        for (const key of fine[k]?.[id] ?? []) take(key);
      }
    }),
  ];
  const telling = fields
    .map((field, k) => ({ k, repeats: repeats(field) }))
    .sort((x, y) => x.repeats - y.repeats || x.k - y.k)
    .slice(0, combined);
  for (const [at, { k: first }] of telling.entries()) {
    for (const { k: second } of telling.slice(at + 1)) {
      const both = paired(fields, coarse, first, second, records);
      found.push(
        recordBlocks(records, both.count, (record, take) => {
          const key = both.keys[record] as number;
          if (key >= 0) take(key);
        }),
      );
    }
  }
  return pairsOf(found, records, split);
}

/** Record → number of what it has in two fields at once, below zero where it lacks one. */
function paired(
  fields: readonly LinkageField[],
  coarse: readonly Int32Array[],
  first: number,
  second: number,
  records: number,
): { keys: Int32Array; count: number } {
  const [x, y] = [coarse[first] as Int32Array, coarse[second] as Int32Array];
  const [idsX, idsY] = [fields[first]?.ids as Int32Array, fields[second]?.ids as Int32Array];
  const size = y.reduce((most, key) => Math.max(most, key), 0) + 1;
  const numbers = new Map<number, number>();
  const keys = new Int32Array(records).fill(-1);
  for (let record = 0; record < records; record++) {
    const [ofX, ofY] = [idsX[record] as number, idsY[record] as number];
    if (ofX < 0 || ofY < 0) continue;
    const key = (x[ofX] as number) * size + (y[ofY] as number);
    let number = numbers.get(key);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(key, number);
    }
    keys[record] = number;
  }
  return { keys, count: numbers.size };
}

/** Chance that two records agree. */
function repeats({ counts, ids }: LinkageField): number {
  const given = ids.reduce((sum, id) => sum + (id < 0 ? 0 : 1), 0);
  return counts.reduce((sum, count) => sum + count * count, 0) / (given * ids.length);
}

function pairsOf(found: readonly RecordBlocks[], records: number, split?: number): CandidatePairs {
  const most = Math.min(budget.each * records, Math.max(budget.most, budget.least * records));
  const codes = new Float64Array(most);
  let filled = 0;
  taking: for (let size = 2; size <= largestBlock; size++) {
    for (const blocks of found) {
      for (const start of blocks.bySize(size)) {
        if (filled + (size * (size - 1)) / 2 > most) break taking;
        for (let at = start; at < start + size; at++) {
          const a = blocks.members[at] as number;
          for (let next = at + 1; next < start + size; next++) {
            const b = blocks.members[next] as number;
            if (split === undefined || (a < split && b >= split)) codes[filled++] = a * records + b;
          }
        }
      }
    }
  }
  const sorted = codes.subarray(0, filled).sort();
  let pairs = 0;
  for (let at = 0; at < filled; at++)
    if (at === 0 || sorted[at] !== sorted[pairs - 1]) sorted[pairs++] = sorted[at] as number;
  const [a, b] = [new Int32Array(pairs), new Int32Array(pairs)];
  for (let at = 0; at < pairs; at++) {
    const first = Math.floor((sorted[at] as number) / records);
    a[at] = first;
    b[at] = (sorted[at] as number) - first * records;
  }
  return { a, b };
}
