import { distance } from "fastest-levenshtein";
import { jaroWinkler } from "./jaro-winkler.ts";
import type { LinkageField } from "./linkage-field.ts";

/** How far two records agree in a field, from least to most; `elsewhere`: the value of the
 * first stands in another field of the second. */
export const agreements = ["different", "elsewhere", "similar", "close", "same", "missing"] as const;
export type Agreement = (typeof agreements)[number];

const [different, elsewhere, similar, close, same, missing] = [0, 1, 2, 3, 4, 5] as const;

/**
 * Compares two records field by field: a function that writes one index into `agreements` per field from `at` on.
 * Text by Jaro–Winkler (0.92 close, 0.84 similar) or by the words they share; digits by edits (one, or day and month
 * exchanged, close; two of at least six similar). O(fields²) a pair at worst, where values moved to other fields.
 */
export function agreementOf(
  fields: readonly LinkageField[],
): (a: number, b: number, levels: Uint8Array, at: number) => void {
  const shared = sharedIds(fields);
  const prepared = fields.map(prepare);
  const moved = (a: number, b: number, field: number): boolean => {
    const ids = shared[field] as Int32Array;
    const ofA = ids[a] as number;
    for (let k = 0; k < fields.length; k++) {
      if (k === field || fields[k]?.kind !== fields[field]?.kind) continue;
      const other = shared[k] as Int32Array;
      if (other[b] === ofA && other[a] !== ofA) return true;
    }
    return false;
  };
  return (a, b, levels, at) => {
    for (const [k, field] of fields.entries()) {
      const [ofA, ofB] = [field.ids[a] as number, field.ids[b] as number];
      let level: number;
      if (ofA < 0 || ofB < 0) level = missing;
      else if (ofA === ofB) level = same;
      else
        level =
          field.kind === "text" ? textAgreement(prepared[k] as Prepared, ofA, ofB) : digitsAgreement(field, ofA, ofB);
      levels[at + k] = level === different && moved(a, b, k) ? elsewhere : level;
    }
  };
}

interface Prepared {
  readonly field: LinkageField;
  readonly letters: Int32Array;
  readonly wordLetters: Int32Array;
  /** Word → how telling it is, (1 + ln(values / values with it))². */
  readonly weights: Float64Array;
}

function prepare(field: LinkageField): Prepared {
  const having = new Float64Array(field.words.length);
  for (const words of field.wordsOf) for (const word of words) having[word] = (having[word] as number) + 1;
  return {
    field,
    letters: Int32Array.from(field.values, lettersOf),
    wordLetters: Int32Array.from(field.words, lettersOf),
    weights: having.map((count) => (1 + Math.log(field.values.length / count)) ** 2),
  };
}

/** Record → number of its value among the values of all fields, by field; below zero where there is none. */
function sharedIds(fields: readonly LinkageField[]): Int32Array[] {
  const numbers = new Map<string, number>();
  return fields.map(({ ids, values }, k) => {
    const number = values.map((value) => {
      numbers.set(value, numbers.get(value) ?? numbers.size);
      return numbers.get(value) as number;
    });
    return ids.map((id, record) => (id < 0 ? -1 - k - fields.length * record : (number[id] as number)));
  });
}

function textAgreement({ field, letters, wordLetters, weights }: Prepared, a: number, b: number): number {
  const likeness = likenessFrom(
    0.84,
    field.values[a] as string,
    field.values[b] as string,
    letters[a] as number,
    letters[b] as number,
  );
  if (likeness >= 0.92) return close;
  const [ofA, ofB] = [field.wordsOf[a] as number[], field.wordsOf[b] as number[]];
  if (ofA.length < 2 && ofB.length < 2) return likeness >= 0.84 ? similar : different;
  if (contains(field.values[a] as string, field.values[b] as string)) return close;
  // Dice coefficient of the words by how telling they are; a misspelt word counts as far as it is alike.
  let [all, both] = [0, 0];
  for (const word of ofB) all += weights[word] as number;
  for (const word of ofA) {
    const weight = weights[word] as number;
    all += weight;
    let best = ofB.includes(word) ? 1 : 0;
    const text = field.words[word] as string;
    if (best === 0 && text.length > 3) {
      for (const other of ofB) {
        const own = likenessFrom(
          0.9,
          text,
          field.words[other] as string,
          wordLetters[word] as number,
          wordLetters[other] as number,
        );
        if (own > best) best = own;
      }
    }
    if (best >= 0.9) both += best * weight;
  }
  const shared = (2 * both) / all;
  if (shared >= 0.8) return close;
  return likeness >= 0.84 || shared >= 0.6 ? similar : different;
}

function contains(a: string, b: string): boolean {
  return Math.min(a.length, b.length) >= 4 && (a.includes(b) || b.includes(a));
}

/** Which of 32 groups of characters occur, a bit each. */
function lettersOf(text: string): number {
  let letters = 0;
  for (let at = 0; at < text.length; at++) letters |= 1 << (text.charCodeAt(at) & 31);
  return letters;
}

function bits(word: number): number {
  let count = 0;
  for (let rest = word; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** Jaro–Winkler similarity, or 0 where the letters that only one of them has already keep it below `least`. */
function likenessFrom(least: number, a: string, b: string, lettersA: number, lettersB: number): number {
  const inA = (a.length - bits(lettersA & ~lettersB)) / a.length;
  const inB = (b.length - bits(lettersB & ~lettersA)) / b.length;
  // Similarity s with its common beginning of four is s + 0.4(1 - s), and s is at most the mean of these and 1.
  return 0.4 + 0.2 * (inA + inB + 1) < least ? 0 : jaroWinkler(a, b);
}

function digitsAgreement(field: LinkageField, a: number, b: number): number {
  const [x, y] = [field.values[a] as string, field.values[b] as string];
  if (oneEdit(x, y) || dayAndMonthExchanged(x, y) || endsAlike(x, y)) return close;
  return Math.min(x.length, y.length) >= 6 && distance(x, y) <= 2 ? similar : different;
}

/** Are they one character more, one less, one other, or two neighbours exchanged apart? */
function oneEdit(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let [start, endA, endB] = [0, a.length, b.length];
  while (start < endA && start < endB && a[start] === b[start]) start++;
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA--;
    endB--;
  }
  if (Math.max(endA, endB) - start <= 1) return true;
  return endA - start === 2 && endB - start === 2 && a[start] === b[start + 1] && a[start + 1] === b[start];
}

function dayAndMonthExchanged(a: string, b: string): boolean {
  if (a.length !== 8 || b.length !== 8 || a.slice(0, 4) !== b.slice(0, 4)) return false;
  return a.slice(4, 6) === b.slice(6) && a.slice(6) === b.slice(4, 6);
}

/** A telephone number with and without its country or area. */
function endsAlike(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= 7 && long.endsWith(short.replace(/^0/, ""));
}
