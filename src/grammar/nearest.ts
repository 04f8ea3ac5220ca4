import { distance } from "fastest-levenshtein";
import { key } from "./fold.ts";

/** How many letters of a word may be wrong: none of 1–2, one of 3–5, two of more. */
export function tolerance(word: string): number {
  return word.length <= 2 ? 0 : word.length <= 5 ? 1 : 2;
}

/** Edit distance regardless of case and width. */
export function editDistance(a: string, b: string): number {
  return distance(key(a).slice(0, 100), key(b).slice(0, 100));
}

/** The `count` candidates nearest to a word, nearest first; ties keep their order. Costs the product of the lengths each. */
export function nearest(word: string, candidates: readonly string[], count: number): string[] {
  const wanted = key(word).slice(0, 100);
  return [...new Set(candidates)]
    .map((candidate) => ({ candidate, far: distance(wanted, key(candidate).slice(0, 100)) }))
    .sort((a, b) => a.far - b.far)
    .slice(0, count)
    .map(({ candidate }) => candidate);
}
