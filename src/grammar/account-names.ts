import { fold, isBoundary } from "./fold.ts";
import { editDistance } from "./nearest.ts";

/** A customer's name as it stands in a text. */
export interface NameSaid {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** What is left of a name where one speaks of it in short, each a part of the whole name. */
function shortForms(name: string): string[] {
  return name.split(/[()（）,，/|]+|(?<=\p{Script=Han})\s+(?=[a-z])/u).flatMap((part) => {
    const bare = part.trim();
    const legal = bare.replace(
      /(?:股份|责任)?有限(?:责任)?公司$|集团$|[\s.]+(?:inc|ltd|llc|gmbh|co|corp|group|plc|sarl)\.?$/,
      "",
    );
    return [bare, legal, legal.replace(/^\p{Script=Han}{2}(?=\p{Script=Han}{4})/u, "")];
  });
}

/** May a form be known anywhere in a sentence: two words, four ideographs, or a whole name of fewer? */
function tells(form: string, name: string): boolean {
  if (/\p{Script=Han}/u.test(form)) return form.length >= 4 || (form.length >= 3 && form === name);
  return /[a-z]{3,} [a-z]{2,}/.test(form);
}

type Index = ReadonlyMap<string, readonly string[]>;

const indexes = new WeakMap<readonly string[], Index>();

/** Folded forms of names by their first two characters, longest first; kept as long as the list itself. */
function indexOf(names: readonly string[]): Index {
  const before = indexes.get(names);
  if (before !== undefined) return before;
  const index = new Map<string, Set<string>>();
  for (const each of names) {
    const name = fold(each);
    for (const form of [name, ...shortForms(name)]) {
      if (!tells(form, name)) continue;
      const lead = form.slice(0, 2);
      const same = index.get(lead);
      if (same === undefined) index.set(lead, new Set([form]));
      else same.add(form);
    }
  }
  const sorted = new Map([...index].map(([lead, forms]) => [lead, [...forms].sort((a, b) => b.length - a.length)]));
  indexes.set(names, sorted);
  return sorted;
}

/**
 * Where a text names customers, by a whole name or the part of one that people say (珞宸度假酒店 of
 * 合肥珞宸度假酒店有限公司, `Northwind Trading` of `Northwind Trading Ltd, Chicago`). Costs the text's characters times the
 * names that begin with the same two, once the names are indexed.
 */
export function namesIn(text: string, names: readonly string[]): NameSaid[] {
  const index = indexOf(names);
  const folded = fold(text);
  const said: NameSaid[] = [];
  for (let start = 0; start < folded.length; start++) {
    if (!isBoundary(folded, start)) continue;
    const form = index
      .get(folded.slice(start, start + 2))
      ?.find((each) => folded.startsWith(each, start) && isBoundary(folded, start + each.length));
    if (form === undefined) continue;
    const end = start + form.length;
    said.push({ text: text.slice(start, end), start, end });
    start = end - 1;
  }
  return said;
}

/** How many letters of a Latin name of so many may be wrong. */
const slips = (length: number) => (length >= 12 ? 2 : length >= 7 ? 1 : 0);

/**
 * What customers are called whose name a folded text begins, or is but for a slip: each by the shortest form that people
 * say. Costs the names that begin with the same two characters.
 */
export function namesBegun(folded: string, names: readonly string[]): string[] {
  if (folded.length < (/\p{Script=Han}/u.test(folded) ? 2 : 5)) return [];
  const near = indexOf(names).get(folded.slice(0, 2)) ?? [];
  const begun = near.filter((form) => form.startsWith(folded));
  const meant =
    begun.length > 0 || /\p{Script=Han}/u.test(folded)
      ? begun
      : near.filter((form) => editDistance(form, folded) <= slips(folded.length));
  const shortest = meant.toSorted((a, b) => a.length - b.length);
  return shortest.filter((form, at) => !shortest.slice(0, at).some((shorter) => form.startsWith(shorter)));
}

/** All that customers are called by, folded: whole names, and the parts of them that people say. */
export function wholeForms(names: readonly string[]): string[] {
  return [...indexOf(names).values()].flat();
}
