import { fold } from "#grammar/fold.ts";

/** A text with what is personal in it replaced, and the way back. */
export interface Masked {
  readonly text: string;
  /** Puts back what was replaced, in double quotes. */
  restore(text: string): string;
}

const email = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+/gu;
/** Seven digits or more with what may stand between them: telephone, identity and card numbers. */
const longNumber = /(?<!\d)\+?\d(?:[\s().-]?\d){6,}(?!\d)/g;
const isoDates = /^\d{4}-\d{2}-\d{2}(?:\s*\d{4}-\d{2}-\d{2})?$/;
/** Full-width letters, digits and signs made narrow: a number is as telling in them. */
const narrow = (text: string): string =>
  text.replace(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
/** Letters of a name that give it away: three of Chinese, a word of four or more elsewhere. */
const leastIdeographs = 3;
const leastLetters = 4;
const ideographs = /\p{Script=Han}+/gu;
const latinWords = /[\p{Script=Latin}\p{N}][\p{Script=Latin}\p{N}&'.-]*/gu;

/** Stretches of a text by which a name would be known: where to look for names that hold one. O(length). */
export function telltales(text: string): string[] {
  const folded = fold(text);
  const found = new Set<string>();
  for (const [run] of folded.matchAll(ideographs)) {
    for (let at = 0; at + leastIdeographs <= run.length; at++) found.add(run.slice(at, at + leastIdeographs));
  }
  for (const [word] of folded.matchAll(latinWords)) {
    if (word.length >= leastLetters) found.add(word);
  }
  return [...found];
}

/** Parts of a name that the text has: the whole of it, or else its longest stretches. */
function partsIn(folded: string, name: string): string[] {
  const whole = fold(name).trim();
  if (whole.length >= 2 && folded.includes(whole)) return [whole];
  const parts: string[] = [];
  for (const [run] of whole.matchAll(ideographs)) {
    for (let at = 0; at + leastIdeographs <= run.length; ) {
      let end = at + leastIdeographs;
      if (!folded.includes(run.slice(at, end))) {
        at++;
        continue;
      }
      while (end < run.length && folded.includes(run.slice(at, end + 1))) end++;
      parts.push(run.slice(at, end));
      at = end;
    }
  }
  const words = new Set(folded.match(latinWords) ?? []);
  for (const [word] of whole.matchAll(latinWords)) {
    if (word.length >= leastLetters && words.has(word)) parts.push(word);
  }
  return parts;
}

/** Replaces e-mail addresses, long numbers and every name, or part of one, that is known: `[1]`, `[2]`, … */
export function mask(text: string, names: readonly string[]): Masked {
  const kept: string[] = [];
  const put = (original: string): string => `[${kept.push(original)}]`;
  const plain = narrow(text).replace(/[[\]]/g, " ");
  let masked = plain
    .replace(email, put)
    .replace(longNumber, (digits) => (isoDates.test(digits) ? digits : put(digits)));
  const parts = [...new Set(names.flatMap((name) => partsIn(fold(plain), name)))].sort((a, b) => b.length - a.length);
  for (const part of parts) {
    for (let at = fold(masked).indexOf(part); at >= 0; at = fold(masked).indexOf(part, at + 1)) {
      const inside = /\[\d*$/.test(masked.slice(0, at));
      if (!inside)
        masked = masked.slice(0, at) + put(masked.slice(at, at + part.length)) + masked.slice(at + part.length);
    }
  }
  return {
    text: masked,
    restore: (said) =>
      said.replace(/"?\[(\d+)\]"?/g, (all, number: string) => {
        const original = kept[Number(number) - 1];
        return original === undefined ? all : `"${original.replace(/["\\]/g, "\\$&")}"`;
      }),
  };
}
