import { commonBeginning, jaroWinkler } from "./jaro-winkler.ts";
import type { LinkageField } from "./linkage-field.ts";

/**
 * Compares values of a text field by their numbers: close at a Jaro–Winkler similarity of 0.92, where one holds the
 * other or they share four fifths of their words by how telling these are (Dice); similar at 0.84 or three fifths.
 * O(length + words²) a pair.
 */
export function textAgreement({
  values,
  words,
  wordsOf,
}: LinkageField): (a: number, b: number) => "different" | "similar" | "close" {
  const letters = Int32Array.from(values, lettersOf);
  const wordLetters = Int32Array.from(words, lettersOf);
  const weights = telling(words.length, wordsOf);
  const total = Float64Array.from(wordsOf, (own) => own.reduce((sum, word) => sum + (weights[word] as number), 0));
  /** Word → the comparison that last saw it on the right. */
  const stamped = new Int32Array(words.length);
  let stamp = 0;
  /** A misspelt word counts as far as it is alike. */
  const likeOneOf = (word: number, others: readonly number[]): number => {
    const text = words[word] as string;
    if (text.length <= 3) return 0;
    const own = wordLetters[word] as number;
    let best = 0;
    for (const other of others) {
      const likeness = likenessFrom(0.9, text, words[other] as string, own, wordLetters[other] as number);
      if (likeness > best) best = likeness;
    }
    return best < 0.9 ? 0 : best;
  };
  return (a, b) => {
    const [textA, textB] = [values[a] as string, values[b] as string];
    const [lettersA, lettersB] = [letters[a] as number, letters[b] as number];
    const likeness = likenessFrom(0.84, textA, textB, lettersA, lettersB);
    if (likeness >= 0.92) return "close";
    const [ofA, ofB] = [wordsOf[a] as number[], wordsOf[b] as number[]];
    const alike = likeness >= 0.84 ? "similar" : "different";
    if (ofA.length < 2 && ofB.length < 2) return alike;
    if (contains(textA, textB, lettersA, lettersB)) return "close";
    stamp++;
    for (const word of ofB) stamped[word] = stamp;
    const all = (total[a] as number) + (total[b] as number);
    let [both, open] = [0, 0];
    for (const word of ofA) {
      if (stamped[word] === stamp) both += weights[word] as number;
      else if ((words[word] as string).length > 3) open += weights[word] as number;
    }
    const least = alike === "similar" ? 0.8 : 0.6;
    if (2 * (both + open) < least * all) return alike;
    if (open > 0) {
      for (const word of ofA) if (stamped[word] !== stamp) both += likeOneOf(word, ofB) * (weights[word] as number);
    }
    const shared = (2 * both) / all;
    return shared >= 0.8 ? "close" : shared >= 0.6 ? "similar" : alike;
  };
}

/** Word → how telling it is, (1 + ln(values / values with it))². */
function telling(count: number, wordsOf: LinkageField["wordsOf"]): Float64Array {
  const having = new Float64Array(count);
  for (const words of wordsOf) for (const word of words) having[word] = (having[word] as number) + 1;
  return having.map((values) => (1 + Math.log(wordsOf.length / values)) ** 2);
}

function contains(a: string, b: string, lettersA: number, lettersB: number): boolean {
  if (Math.min(a.length, b.length) < 4) return false;
  if (a.length < b.length) return (lettersA & ~lettersB) === 0 && b.includes(a);
  return (lettersB & ~lettersA) === 0 && a.includes(b);
}

/** Which of 32 groups of characters occur, a bit each. */
function lettersOf(text: string): number {
  let letters = 0;
  for (let at = 0; at < text.length; at++) letters |= 1 << (text.charCodeAt(at) & 31);
  return letters;
}

function bits(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Jaro–Winkler similarity, or 0 where letters that only one of them has already keep it below `least`. */
function likenessFrom(least: number, a: string, b: string, lettersA: number, lettersB: number): number {
  const common = Math.min(a.length - bits(lettersA & ~lettersB), b.length - bits(lettersB & ~lettersA));
  const most = (common / a.length + common / b.length + 1) / 3;
  if (0.6 * most + 0.4 < least || most + commonBeginning(a, b) * 0.1 * (1 - most) < least) return 0;
  return jaroWinkler(a, b);
}
