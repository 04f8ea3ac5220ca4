import { isStopWord } from "./stop-words.ts";

/** Cuts a run of Chinese characters into words. */
export type Segment = (text: string) => readonly string[];

/** Terms of a text in their order. */
export interface TextTerms {
  readonly words: readonly string[];
  /** Neighbouring words, and words with the negation before them: "late delivery", "不新鲜". */
  readonly pairs: readonly string[];
}

const negation =
  /^(?:not|no|never|nobody|nothing|cannot|without|\p{L}+n't|不|没|没有|没人|无|未|别|不够|不太|从未|毫无|无法)$/u;
const pieces = /\p{Script=Han}+|[\p{L}\p{N}]+(?:['-][\p{L}\p{N}]+)*|[^\p{L}\p{N}\s'-]+/gu;
const particles = new Set(["的", "了", "地", "得"]);
const isHan = /^\p{Script=Han}/u;
const addresses = /(?:https?:\/\/|www\.)\S+|\S+@\S+\.\S+|[@#][\p{L}\p{N}_]+|\d{5,}/gu;

/**
 * Words of a text that may be its themes, and pairs of them: English and other languages with spaces as they are
 * written, in lower case, Chinese as `segment` cuts it; stop words, numbers, addresses and single Chinese characters
 * that are no negation are left out. Pairs do not reach over punctuation. O(length).
 */
export function textTerms(text: string, segment: Segment): TextTerms {
  const words: string[] = [];
  const pairs: string[] = [];
  let before: string | null = null;
  const add = (word: string) => {
    const denies = negation.test(word);
    const tells = denies || !(isStopWord(word) || [...word].length === 1);
    if (!tells) {
      // "承诺的日期" is one theme; other words between two part them.
      if (!particles.has(word)) before = null;
      return;
    }
    if (before !== null && !denies) {
      pairs.push(isHan.test(before) && isHan.test(word) ? before + word : `${before} ${word}`);
    }
    if (!denies) words.push(word);
    before = word;
  };
  for (const [piece] of text
    .normalize("NFKC")
    .replaceAll("’", "'")
    .toLowerCase()
    .replaceAll(addresses, " . ")
    .matchAll(pieces)) {
    if (isHan.test(piece)) for (const word of segment(piece)) add(word);
    else if (/^[\p{L}\p{N}]/u.test(piece)) add(piece);
    else before = null;
  }
  return { words, pairs };
}
