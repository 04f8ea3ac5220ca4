import { type Segment, textTerms } from "./text-terms.ts";

/** Which terms each text holds, in numbers: text `t` holds `terms[offsets[t]] … terms[offsets[t + 1] - 1]`. */
export interface TermIndex {
  readonly vocabulary: readonly string[];
  /** 1 for terms of two words. */
  readonly paired: Uint8Array;
  readonly offsets: Int32Array;
  readonly terms: Int32Array;
}

/**
 * Index of the terms of texts. A term that stands twice in a text is there twice. Terms that fewer than `fewest` texts hold are
 * no themes and are left out. O(characters).
 */
export function termIndex(texts: readonly string[], segment: Segment, fewest = 3): TermIndex {
  const names = new Map<string, number>();
  const paired: number[] = [];
  const holders: number[] = [];
  const lastText: number[] = [];
  const known = new Map<string, Int32Array>();
  const number = (name: string, pair: 0 | 1): number => {
    const key = pair === 1 ? `\n${name}` : name;
    const found = names.get(key);
    if (found !== undefined) return found;
    names.set(key, names.size);
    paired.push(pair);
    holders.push(0);
    lastText.push(-1);
    return names.size - 1;
  };
  // Customers write the same few words again and again.
  const rows = texts.map((text, at) => {
    let row = known.get(text);
    if (row === undefined) {
      const { words, pairs } = textTerms(text, segment);
      row = Int32Array.from([...words.map((word) => number(word, 0)), ...pairs.map((pair) => number(pair, 1))]);
      known.set(text, row);
    }
    for (const term of row) {
      if (lastText[term] !== at) holders[term] = (holders[term] as number) + 1;
      lastText[term] = at;
    }
    return row;
  });
  const place = new Int32Array(names.size).fill(-1);
  const vocabulary: string[] = [];
  const keptPairs: number[] = [];
  for (const [key, term] of names) {
    if ((holders[term] as number) < fewest) continue;
    place[term] = vocabulary.length;
    vocabulary.push(key.replace(/^\n/, ""));
    keptPairs.push(paired[term] as number);
  }
  const offsets = new Int32Array(texts.length + 1);
  const terms: number[] = [];
  for (const [at, row] of rows.entries()) {
    for (const term of row) if ((place[term] as number) >= 0) terms.push(place[term] as number);
    offsets[at + 1] = terms.length;
  }
  return { vocabulary, paired: Uint8Array.from(keptPairs), offsets, terms: Int32Array.from(terms) };
}
