import { fold, isBoundary } from "./fold.ts";
import { otherForms } from "./value-forms.ts";

type Index = ReadonlyMap<string, readonly string[]>;

const indexes = new WeakMap<readonly string[], Index>();

/** Folded values and other words for them by their first character, longest first; kept as long as the list itself. */
function indexOf(values: readonly string[]): Index {
  const before = indexes.get(values);
  if (before !== undefined) return before;
  const index = new Map<string, string[]>();
  for (const folded of [...values.map(fold), ...otherForms(values).keys()]) {
    const first = folded[0];
    if (first === undefined) continue;
    const same = index.get(first);
    if (same === undefined) index.set(first, [folded]);
    else same.push(folded);
  }
  for (const same of index.values()) same.sort((a, b) => b.length - a.length);
  indexes.set(values, index);
  return index;
}

/** The longest known value that stands at `index` of a folded text, as the text has it; null when none does. */
export function knownAt(
  text: string,
  folded: string,
  index: number,
  lists: readonly (readonly string[])[],
): string | null {
  let longest = 0;
  for (const values of lists) {
    const found = indexOf(values)
      .get(folded[index] ?? "")
      ?.find((value) => folded.startsWith(value, index) && isBoundary(folded, index + value.length));
    if (found !== undefined && found.length > longest) longest = found.length;
  }
  return longest === 0 ? null : text.slice(index, index + longest);
}
