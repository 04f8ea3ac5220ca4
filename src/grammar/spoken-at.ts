import { isBoundary } from "./fold.ts";

/** Where a word stands in a folded text as a word of its own, from `from` on; −1 when nowhere. */
export function spokenAt(folded: string, word: string, from = 0): number {
  for (let start = folded.indexOf(word, from); start >= 0 && word !== ""; start = folded.indexOf(word, start + 1)) {
    if (isBoundary(folded, start) && isBoundary(folded, start + word.length)) return start;
  }
  return -1;
}
