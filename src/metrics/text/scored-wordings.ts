import { stratifiedFolds } from "../classification/stratified-folds.ts";

/** Different wordings of scored comments, with the side that most of those who wrote them are on. */
export interface ScoredWordings {
  readonly texts: readonly string[];
  /** 1 of who is content, 0 of who is not. */
  readonly labels: Uint8Array;
  /** How many comments are worded so, on the wording's side and on the other. */
  readonly agreeing: Int32Array;
  readonly others: Int32Array;
}

/** Fewer comments, or fewer wordings of a side, teach nothing. */
const fewestComments = 100;
const fewestWordings = 10;

/**
 * Wordings to learn from: comments that read alike are one, or it would be tested on what it has learned. `sides` are 1 and
 * -1, others are not looked at; a wording that is on both sides equally often is left out. At most `most`, the first in
 * the order given. Null where there are too few. O(characters).
 */
export function scoredWordings(
  texts: readonly string[],
  sides: ArrayLike<number>,
  most = 1_000,
): ScoredWordings | null {
  const counts = new Map<string, [low: number, high: number]>();
  let comments = 0;
  for (const [at, text] of texts.entries()) {
    const side = sides[at] as number;
    if (side !== 1 && side !== -1) continue;
    const wording = wordingOf(text);
    const count = counts.get(wording);
    if (count === undefined && counts.size >= most) continue;
    comments++;
    counts.set(wording, [(count?.[0] ?? 0) + Number(side === -1), (count?.[1] ?? 0) + Number(side === 1)]);
  }
  const decided = [...counts].filter(([wording, [low, high]]) => low !== high && wording !== "");
  const labels = Uint8Array.from(decided, ([, [low, high]]) => Number(high > low));
  const contented = labels.reduce((sum, label) => sum + label, 0);
  if (comments < fewestComments || Math.min(contented, labels.length - contented) < fewestWordings) return null;
  return {
    texts: decided.map(([wording]) => wording),
    labels,
    agreeing: Int32Array.from(decided, ([, [low, high]]) => Math.max(low, high)),
    others: Int32Array.from(decided, ([, [low, high]]) => Math.min(low, high)),
  };
}

/** A text as it is compared with others: without differences in width, case and space. */
export function wordingOf(text: string): string {
  return text.normalize("NFKC").toLowerCase().replaceAll(/\s+/gu, " ").trim();
}

/** Wordings in five parts, seeded, each with the sides in proportion; a wording is learned from or tested on, never both. */
export function wordingFolds({ labels }: ScoredWordings): Uint8Array {
  return Uint8Array.from(stratifiedFolds(labels, folds, { seed: 1 }));
}
export const folds = 5;

/** How well sides are told. */
export interface SentimentQuality {
  /** Share of comments whose side is told right, by what was learned from other wordings. */
  readonly accuracy: number;
  /** The same for always saying the more frequent side. */
  readonly baseline: number;
  readonly comments: number;
  readonly wordings: number;
}

/** Accuracy of probabilities of being content told out of fold, by comments. O(wordings). */
export function sentimentQuality(
  { labels, agreeing, others }: ScoredWordings,
  probability: ArrayLike<number>,
): SentimentQuality {
  let [right, contented, comments] = [0, 0, 0];
  for (const [at, label] of labels.entries()) {
    const [own, opposite] = [agreeing[at] as number, others[at] as number];
    comments += own + opposite;
    contented += label === 1 ? own : opposite;
    right += Number((probability[at] as number) > 0.5) === label ? own : opposite;
  }
  const baseline = Math.max(contented, comments - contented) / comments;
  return { accuracy: right / comments, baseline, comments, wordings: labels.length };
}
