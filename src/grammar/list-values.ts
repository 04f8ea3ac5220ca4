import { knownAt } from "./value-index.ts";

/** A value in quotes, with its escapes. */
export const quoted = /"((?:[^"\\]|\\.)*)"/y;

const bare = /[^\s,"]+/y;

/** What stands between the values or dimensions of a list. */
export const and = /\s*(?:,|，|&|\band\b|和|与)\s*/y;

/** Matches a sticky pattern at a place. */
export function at(pattern: RegExp, text: string, index: number): RegExpExecArray | null {
  pattern.lastIndex = index;
  return pattern.exec(text);
}

/** A value as it was said, and where it ends. */
export interface Item {
  readonly value: string;
  readonly end: number;
}

/** A value in quotes, a known one, or one bare word. */
export function valueAt(
  text: string,
  folded: string,
  index: number,
  lists: readonly (readonly string[])[],
): Item | null {
  const inQuotes = at(quoted, folded, index);
  if (inQuotes !== null) {
    const end = index + inQuotes[0].length;
    return { value: text.slice(index + 1, end - 1).replace(/\\(.)/g, "$1"), end };
  }
  const known = knownAt(text, folded, index, lists);
  if (known !== null) return { value: known, end: index + known.length };
  const word = at(bare, folded, index);
  return word === null ? null : { value: text.slice(index, index + word[0].length), end: index + word[0].length };
}

/** Values with commas or `and` between them. */
export function valuesAt(text: string, folded: string, index: number, lists: readonly (readonly string[])[]) {
  const values: string[] = [];
  let end = index;
  for (let item = valueAt(text, folded, index, lists); item !== null; ) {
    values.push(item.value);
    end = item.end;
    const comma = /\s*,\s*/y;
    const next = at(comma, folded, end);
    item = next === null ? null : valueAt(text, folded, end + next[0].length, lists);
  }
  return values.length === 0 ? null : { values, end };
}

/** A free value: several are one when nothing but a comma parts them, as in `accept=C001,C002`. */
export function textAt(text: string, folded: string, index: number) {
  const values: string[] = [];
  let end = index;
  for (let item = valueAt(text, folded, index, []); item !== null; ) {
    values.push(item.value);
    end = item.end;
    item = folded[end] === "," && folded[end + 1] !== " " ? valueAt(text, folded, end + 1, []) : null;
  }
  return values.length === 0 ? null : { value: values.join(","), end };
}
