import { key } from "./fold.ts";
import { editDistance, tolerance } from "./nearest.ts";
import { otherForms } from "./value-forms.ts";

/** Known values of dimensions, by dimension name. */
export type KnownValues = ReadonlyMap<string, readonly string[]>;

/** One meaning of a word: a dimension and the values it stands for (spellings that differ only by case). */
export interface Meaning {
  readonly dimension: string;
  readonly values: readonly string[];
}

function exact(word: string, known: KnownValues): Meaning[] {
  const meanings: Meaning[] = [];
  for (const [dimension, values] of known) {
    if (values.includes(word)) {
      meanings.push({ dimension, values: [word] });
      continue;
    }
    const same = values.filter((value) => key(value) === key(word));
    if (same.length > 0) meanings.push({ dimension, values: same });
  }
  return meanings;
}

function matching(known: KnownValues, holds: (value: string) => boolean): Meaning[] {
  return [...known].flatMap(([dimension, values]) =>
    values.filter((value) => holds(key(value))).map((value) => ({ dimension, values: [value] })),
  );
}

function nearlySame(word: string, known: KnownValues): Meaning[] {
  let allowed = tolerance(word);
  let found: Meaning[] = [];
  for (const [dimension, values] of known) {
    for (const value of values) {
      if (Math.abs(value.length - word.length) > allowed) continue;
      const far = editDistance(word, value);
      if (far > allowed || far === 0) continue;
      if (far < allowed) found = [];
      allowed = far;
      found.push({ dimension, values: [value] });
    }
  }
  return found;
}

/**
 * What a word can mean among known values: those it spells regardless of case, else those another word for it spells,
 * else those it begins, else those one
 * of whose words it begins, else the nearest by edit distance. Several meanings are ambiguous; none is unknown.
 */
export function meaningsOf(word: string, known: KnownValues): Meaning[] {
  const wanted = key(word);
  if (wanted === "") return [];
  const spelled = exact(word, known);
  if (spelled.length > 0) return spelled;
  const translated = [...known].flatMap(([dimension, values]) =>
    (otherForms(values).get(wanted) ?? []).map((value) => ({ dimension, values: [value] })),
  );
  if (translated.length > 0) return translated;
  const begun = matching(known, (value) => value.startsWith(wanted));
  if (begun.length > 0) return begun;
  const inner = matching(known, (value) => value.split(/[\s,./()（）-]+/).some((part) => part.startsWith(wanted)));
  return inner.length > 0 ? inner : nearlySame(wanted, known);
}
