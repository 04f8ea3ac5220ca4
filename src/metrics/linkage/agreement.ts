import { distance } from "fastest-levenshtein";
import { jaroWinkler } from "./jaro-winkler.ts";
import type { LinkageField } from "./linkage-field.ts";

/** How far two records agree in a field, from least to most; `elsewhere`: the value stands in another field. */
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
  const moved = (a: number, b: number, field: number): boolean => {
    const ids = shared[field] as Int32Array;
    const [ofA, ofB] = [ids[a] as number, ids[b] as number];
    for (let k = 0; k < fields.length; k++) {
      if (k === field || fields[k]?.kind !== fields[field]?.kind) continue;
      const other = shared[k] as Int32Array;
      if (other[a] !== other[b] && (other[b] === ofA || other[a] === ofB)) return true;
    }
    return false;
  };
  return (a, b, levels, at) => {
    for (const [k, field] of fields.entries()) {
      const [ofA, ofB] = [field.ids[a] as number, field.ids[b] as number];
      let level: number;
      if (ofA < 0 || ofB < 0) level = missing;
      else if (ofA === ofB) level = same;
      else level = field.kind === "text" ? textAgreement(field, ofA, ofB) : digitsAgreement(field, ofA, ofB);
      levels[at + k] = level === different && moved(a, b, k) ? elsewhere : level;
    }
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

function textAgreement(field: LinkageField, a: number, b: number): number {
  const likeness = jaroWinkler(field.values[a] as string, field.values[b] as string);
  if (likeness >= 0.92) return close;
  const [ofA, ofB] = [field.tokens[a] as string[], field.tokens[b] as string[]];
  const words = ofA.length > 1 || ofB.length > 1 ? sharedWords(field.tokenWeight, ofA, ofB) : 0;
  if (words >= 0.8) return close;
  return likeness >= 0.84 || words >= 0.6 ? similar : different;
}

/** Dice coefficient of two sets of words by their weights; a misspelt word counts as far as it is alike. */
function sharedWords(weights: ReadonlyMap<string, number>, a: readonly string[], b: readonly string[]): number {
  let [all, both] = [0, 0];
  for (const word of b) all += weights.get(word) as number;
  for (const word of a) {
    const weight = weights.get(word) as number;
    all += weight;
    let best = b.includes(word) ? 1 : 0;
    if (best === 0 && word.length > 3) for (const other of b) best = Math.max(best, jaroWinkler(word, other));
    if (best >= 0.9) both += best * weight;
  }
  return (2 * both) / all;
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
