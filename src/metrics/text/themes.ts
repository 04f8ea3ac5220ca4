import { logOddsZ } from "./log-odds.ts";
import type { TermIndex } from "./term-index.ts";

/** A term that stands out among the texts of one side. */
export interface Theme {
  readonly term: string;
  readonly side: "low" | "high";
  /** How far it stands out, in standard deviations; below 0 for low. */
  readonly z: number;
  /** How many texts of its side hold it. */
  readonly texts: number;
  /** Places of texts that hold it, the clearest first: those with most of the side's themes. */
  readonly examples: readonly number[];
}

/** Weight of the prior: what is usual in all texts counts as much as a tenth of them, 500 words at most, read on either side. */
const priorShare = 0.1;
const mostPrior = 500;
/** Two-sided 5 %. */
const clear = 1.96;
const fewestTexts = 3;
/** A term most of whose texts speak of a theme already told is the same theme in other words. */
const sameTheme = 0.5;
const mostExamples = 3;

/**
 * Themes of low- against high-scoring texts. `rows` are places in the index, `sides` -1 for low, 1 for high, 0 or NaN for
 * neither, which count as background alone. Words and pairs of words are compared each among their own, with what is usual in all of the rows as
 * prior. A pair tells more than its words: it goes before a word of the same texts. At most `most` a side, the clearest
 * first, equal ones by term; none that holds a `hidden` word, such as a name. O(terms of the rows + candidates · texts).
 */
export function themes(
  index: TermIndex,
  rows: ArrayLike<number>,
  sides: ArrayLike<number>,
  { most = 10, hidden = [] }: { readonly most?: number; readonly hidden?: readonly string[] } = {},
): readonly Theme[] {
  const [low, high, all] = [0, 1, 2].map(() => new Float64Array(index.vocabulary.length)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const holders = new Map<number, Set<number>>();
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] as number;
    const side = sides[at] as number;
    for (let place = index.offsets[row] as number; place < (index.offsets[row + 1] as number); place++) {
      const term = index.terms[place] as number;
      all[term] = (all[term] as number) + 1;
      if (side === -1) low[term] = (low[term] as number) + 1;
      if (side === 1) high[term] = (high[term] as number) + 1;
      if (side === -1 || side === 1) holders.set(term, (holders.get(term) ?? new Set()).add(at));
    }
  }
  const z = new Float64Array(all.length);
  for (const pair of [0, 1]) {
    const family = [...all.keys()].filter((term) => index.paired[term] === pair && (all[term] as number) > 0);
    const of = (counts: Float64Array) => family.map((term) => counts[term] as number);
    const total = of(all).reduce((sum, count) => sum + count, 0);
    const weight = Math.min(mostPrior / Math.max(1, total), priorShare);
    const prior = of(all).map((count) => weight * count);
    for (const [at, score] of logOddsZ(of(high), of(low), prior).entries()) z[family[at] as number] = score;
  }
  return ([-1, 1] as const).flatMap((side) => {
    const candidates = [...holders].flatMap(([term, texts]) => {
      if (hidden.some((word) => index.vocabulary[term]?.includes(word))) return [];
      const own = [...texts].filter((at) => sides[at] === side);
      const score = z[term] as number;
      return score * side >= clear && own.length >= fewestTexts ? [{ term, own, score }] : [];
    });
    return chosen(index, candidates, side, most);
  });
}

interface Candidate {
  readonly term: number;
  readonly own: readonly number[];
  readonly score: number;
}

function chosen(index: TermIndex, candidates: readonly Candidate[], side: -1 | 1, most: number): Theme[] {
  const name = ({ term }: Candidate) => index.vocabulary[term] ?? "";
  const rank = ({ term, score }: Candidate) => Math.abs(score) * (index.paired[term] === 1 ? pairBonus : 1);
  const ordered = candidates.toSorted((a, b) => rank(b) - rank(a) || (name(a) < name(b) ? -1 : 1));
  const told = new Set<number>();
  const found: Candidate[] = [];
  for (const candidate of ordered) {
    if (found.length === most) break;
    const again = candidate.own.filter((at) => told.has(at)).length;
    if (again > sameTheme * candidate.own.length) continue;
    found.push(candidate);
    for (const at of candidate.own) told.add(at);
  }
  const weight = new Map<number, number>();
  for (const { own, score } of candidates) {
    for (const at of own) weight.set(at, (weight.get(at) ?? 0) + Math.abs(score));
  }
  return found
    .map((candidate) => ({
      term: name(candidate),
      side: side === -1 ? ("low" as const) : ("high" as const),
      z: candidate.score,
      texts: candidate.own.length,
      examples: candidate.own
        .toSorted((a, b) => (weight.get(b) ?? 0) - (weight.get(a) ?? 0) || a - b)
        .slice(0, mostExamples),
    }))
    .toSorted((a, b) => Math.abs(b.z) - Math.abs(a.z) || (a.term < b.term ? -1 : 1));
}

/** How much clearer a word must be than a pair of words of the same texts to go before it. */
const pairBonus = 1.1;
