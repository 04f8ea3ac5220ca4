import type { LinkageField } from "./linkage-field.ts";

/** Pairs of record numbers worth comparing, a[i] < b[i], in order, each once. */
export interface CandidatePairs {
  readonly a: Int32Array;
  readonly b: Int32Array;
}

/** Fields whose keys are also taken two by two. */
const combined = 12;
const largestBlock = 400;

/**
 * Blocking: which pairs are worth comparing, out of n²? Records share a block when they share a word, the beginning,
 * end or consonants of one in any text field, all or half of the digits of a number, or two coarser keys of different
 * fields at once. Blocks are taken smallest first, as rare keys tell most, until the budget of pairs is spent
 * (200 a record, at most 4 million): no key need be named, and common ones cost nothing. With `split`, only pairs of a
 * record before it and one from it on. O(keys + budget·log budget).
 * Source: Christen, A survey of indexing techniques for scalable record linkage, IEEE TKDE (2012).
 */
export function candidatePairs(fields: readonly LinkageField[], records: number, split?: number): CandidatePairs {
  const blocks: Int32Array[] = [];
  const keys = fields.map(keysOf);
  const collect = (keysOfRecord: (record: number) => Iterable<string>) => {
    const members = new Map<string, number[]>();
    for (let record = 0; record < records; record++) {
      for (const key of keysOfRecord(record)) {
        const block = members.get(key);
        if (!block) members.set(key, [record]);
        else if (block.length <= largestBlock && block.at(-1) !== record) block.push(record);
      }
    }
    for (const block of members.values()) {
      if (block.length > 1 && block.length <= largestBlock) blocks.push(Int32Array.from(block));
    }
  };
  collect((record) => keys.flatMap(({ fine }, k) => fine[fields[k]?.ids[record] ?? -1] ?? []));
  const telling = fields
    .map((field, k) => ({ k, repeats: repeats(field) }))
    .sort((x, y) => x.repeats - y.repeats || x.k - y.k)
    .slice(0, combined);
  for (const [at, { k: first }] of telling.entries()) {
    for (const { k: second } of telling.slice(at + 1)) {
      collect((record) => {
        const x = keys[first]?.coarse[fields[first]?.ids[record] ?? -1];
        const y = keys[second]?.coarse[fields[second]?.ids[record] ?? -1];
        return x === undefined || y === undefined ? [] : [`${x} ${y}`];
      });
    }
  }
  blocks.sort((x, y) => x.length - y.length);
  return pairsOf(blocks, records, split);
}

/** Keys of each value of a field: `fine` ones make blocks by themselves, `coarse` ones two by two. */
function keysOf({ kind, values, words, wordsOf, column }: LinkageField): { fine: string[][]; coarse: string[] } {
  if (kind === "text") {
    const keys = words.map(wordKeys);
    return { fine: wordsOf.map((own) => own.flatMap((word) => keys[word] ?? [])), coarse: values.map(sound) };
  }
  const fine = values.map((digits) => {
    const half = Math.ceil(digits.length / 2);
    if (digits.length < 5) return [`${column}=${digits}`];
    return [`=${digits}`, `${column}<${digits.slice(0, half)}`, `${column}>${digits.slice(-half)}`];
  });
  return { fine, coarse: values.map((digits) => digits.slice(-4)) };
}

/** Words go without their column, as values are entered in the wrong field. */
function wordKeys(word: string): string[] {
  if (word.length < 4) return [word];
  return [word, `${word.slice(0, 4)}-`, `-${word.slice(-4)}`, `~${consonants(word)}`];
}

/** First letter and the consonants behind it, doubled ones once: what survives most misspellings. */
function consonants(word: string): string {
  return (word.slice(0, 1) + word.slice(1).replace(/[aeiouyhw]/g, "")).replace(/(.)\1+/g, "$1");
}

function sound(value: string): string {
  return consonants(value).slice(0, 3);
}

/** Chance that two records agree. */
function repeats({ counts, ids }: LinkageField): number {
  const given = ids.reduce((sum, id) => sum + (id < 0 ? 0 : 1), 0);
  return counts.reduce((sum, count) => sum + count * count, 0) / (given * ids.length);
}

function pairsOf(blocks: readonly Int32Array[], records: number, split?: number): CandidatePairs {
  const budget = Math.min(200 * records, 4_000_000);
  const codes = new Float64Array(budget);
  let found = 0;
  for (const block of blocks) {
    if (found + (block.length * (block.length - 1)) / 2 > budget) break;
    for (const [at, a] of block.entries()) {
      for (let next = at + 1; next < block.length; next++) {
        const b = block[next] as number;
        if (split === undefined || (a < split && b >= split)) codes[found++] = a * records + b;
      }
    }
  }
  const sorted = codes
    .subarray(0, found)
    .sort()
    .filter((code, at, all) => at === 0 || code !== all[at - 1]);
  const a = Int32Array.from(sorted, (code) => Math.floor(code / records));
  return { a, b: Int32Array.from(sorted, (code, at) => code - (a[at] as number) * records) };
}
