import type { LinkageField } from "./linkage-field.ts";

/** Numbers of the keys by which records come together. */
export interface BlockingKeys {
  /** Field → value → keys that make blocks by themselves, 0..fineCount − 1. */
  readonly fine: readonly (readonly Int32Array[])[];
  readonly fineCount: number;
  /** Field → value → coarser key, two of which make a block. */
  readonly coarse: readonly Int32Array[];
}

/** Keys of each value, found once. O(distinct words and values). */
export function blockingKeys(fields: readonly LinkageField[]): BlockingKeys {
  const numbers = new Map<string, number>();
  const fine = fields.map(({ kind, column, values, words, wordsOf }) => {
    if (kind === "digits") {
      return values.map((digits) => Int32Array.from(digitKeys(digits, column), (key) => numberOf(numbers, key)));
    }
    const keys = words.map((word) => wordKeys(word).map((key) => numberOf(numbers, key)));
    return wordsOf.map((own) => Int32Array.from(own.flatMap((word) => keys[word] ?? [])));
  });
  const coarse = fields.map(({ kind, values }) => {
    const own = new Map<string, number>();
    return Int32Array.from(values, (value) => numberOf(own, kind === "digits" ? value.slice(-4) : sound(value)));
  });
  return { fine, fineCount: numbers.size, coarse };
}

/** Number of a key, the next free one when it is new. */
function numberOf(numbers: Map<string, number>, key: string): number {
  const known = numbers.get(key);
  if (known !== undefined) return known;
  numbers.set(key, numbers.size);
  return numbers.size - 1;
}

function digitKeys(digits: string, column: string): string[] {
  const half = Math.ceil(digits.length / 2);
  if (digits.length < 5) return [`${column}=${digits}`];
  return [`=${digits}`, `${column}<${digits.slice(0, half)}`, `${column}>${digits.slice(-half)}`];
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
