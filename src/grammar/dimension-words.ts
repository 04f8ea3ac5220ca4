import type { Dimension } from "#model/dimensions.ts";
import { fold, isBoundary } from "./fold.ts";

export interface DimensionMatch {
  readonly name: string;
  readonly end: number;
}

interface Word {
  readonly text: string;
  readonly name: string;
}

const known = new WeakMap<readonly Dimension[], readonly Word[]>();

/** Every word for every dimension, longest first. */
function wordsOf(dimensions: readonly Dimension[]): readonly Word[] {
  const before = known.get(dimensions);
  if (before !== undefined) return before;
  const words = dimensions.flatMap(({ name, label, aliases }) =>
    [name, name.replaceAll("_", " "), label.en, label.zh, ...aliases].map((text) => ({ text: fold(text), name })),
  );
  words.sort((a, b) => b.text.length - a.text.length);
  known.set(dimensions, words);
  return words;
}

/** The dimension whose longest word stands at `index` of a folded text; null when none does. */
export function matchDimension(text: string, index: number, dimensions: readonly Dimension[]): DimensionMatch | null {
  for (const word of wordsOf(dimensions)) {
    const end = index + word.text.length;
    if (text.startsWith(word.text, index) && isBoundary(text, end)) return { name: word.name, end };
  }
  return null;
}

/** All words for dimensions, for finding the nearest to a misspelt one. */
export function dimensionWords(dimensions: readonly Dimension[]): string[] {
  return wordsOf(dimensions).map((word) => word.text);
}
