import { isBoundary, key } from "#grammar/fold.ts";
import { nearest } from "#grammar/nearest.ts";

/** Something that goes by several names. */
export interface Nameable {
  readonly names: readonly string[];
}

/** For comparing names: regardless of case and width; `per_buyer` and `per-buyer` are two words. */
export function plainName(text: string): string {
  return key(text).replace(/[\s_-]+/g, " ");
}

/**
 * What a text names, alone or within a phrase (销售额下降, "revenue drop"): the longest name found counts, of equally long ones
 * the first in the text, then the first given. Null when it names none. Costs the names times the text's length.
 */
export function namedWithin<One extends Nameable>(text: string, all: readonly One[]): One | null {
  const phrase = plainName(text);
  const found = all.flatMap((one) =>
    one.names.flatMap((name) => {
      const at = placeOf(plainName(name), phrase);
      return at < 0 ? [] : [{ one, length: plainName(name).length, at }];
    }),
  );
  const [first] = found.sort((a, b) => b.length - a.length || a.at - b.at);
  return first?.one ?? null;
}

/** The titles of the nearest by spelling, nearest first, at most three. */
export function nearestTitles<One extends Nameable & { readonly title: string }>(
  text: string,
  all: readonly One[],
): string[] {
  const titled = new Map(all.flatMap(({ names, title }) => names.map((name) => [name, title])));
  const close = nearest(text.trim().slice(0, 80), [...titled.keys()], 12);
  return [...new Set(close.map((name) => titled.get(name) ?? name))].slice(0, 3);
}

/** Where a name stands in a phrase as whole words; −1 where it does not. */
function placeOf(name: string, phrase: string): number {
  for (let at = phrase.indexOf(name); at >= 0 && name !== ""; at = phrase.indexOf(name, at + 1)) {
    if (isBoundary(phrase, at) && isBoundary(phrase, at + name.length)) return at;
  }
  return -1;
}
