import { logitLoss } from "../classification/classification-quality.ts";
import { logistic } from "../classification/logistic-regression.ts";
import { type SparseRow, score, sparseLogistic } from "../classification/sparse-logistic.ts";
import { stratifiedFolds } from "../classification/stratified-folds.ts";
import { type TextFeatures, textFeatures } from "./text-features.ts";

/** A trained model; plain data that can be stored or sent. */
export interface SentimentModel {
  /** Word or run of characters → its column. */
  readonly columns: ReadonlyMap<string, number>;
  /** Column → how much more often it stands in one label than in the other, |ln ratio|. */
  readonly ratios: Float64Array;
  /** Of the columns, then of praise, complaint and which is more, then the constant. */
  readonly weights: Float64Array;
  /** Inverse strength of the penalty, the one of `costs` that foretold held-out texts best. */
  readonly cost: number;
}

const costs = [1, 3, 10, 30];
/** Scale of praise and complaint against the words and characters, which have length 1 each. */
const opinionScale = 0.5;
/** Praise, complaint, which is more; the constant. */
const furtherColumns = 4;
/** With fewer texts of a label, nothing can be chosen by holding some out. */
const fewestToChoose = 10;

/**
 * Learns to tell texts labelled 1 from texts labelled 0, such as contented comments from discontented ones: logistic
 * regression on words, pairs of them and runs of characters, scaled by naive Bayes log-count ratios, and on general words
 * of praise and complaint, which carry it beyond what it has seen. The penalty is chosen by 5-fold cross-validation
 * within these texts. English, Chinese and other languages written with spaces. O(characters·passes).
 * Throws unless both labels occur.
 * Source: Wang & Manning, Baselines and bigrams: simple, good sentiment and topic classification, ACL (2012).
 */
export function trainSentiment(texts: readonly string[], labels: ArrayLike<number>): SentimentModel {
  if (texts.length !== labels.length) throw new Error("trainSentiment requires a label for each text");
  const outcomes = Uint8Array.from(labels);
  const positives = outcomes.reduce((sum, label) => sum + label, 0);
  if (positives === 0 || positives === texts.length) throw new Error("trainSentiment requires texts of both labels");
  const features = texts.map(textFeatures);
  const choose = Math.min(positives, texts.length - positives) >= fewestToChoose;
  return modelOf(features, outcomes, choose ? bestCost(features, outcomes) : 1);
}

/** Probability that a text is labelled 1, 0..1. O(characters). */
export function sentimentOf(model: SentimentModel, text: string): number {
  return logistic(score(model.weights, rowOf(model, textFeatures(text))));
}

function bestCost(features: readonly TextFeatures[], labels: Uint8Array): number {
  const folds = stratifiedFolds(labels, 5, { seed: 1 });
  const logits = costs.map(() => new Float64Array(labels.length));
  for (let fold = 0; fold < 5; fold++) {
    const known = features.filter((_, at) => folds[at] !== fold);
    const outcomes = labels.filter((_, at) => folds[at] !== fold);
    for (const [index, cost] of costs.entries()) {
      const model = modelOf(known, outcomes, cost);
      for (const [at, own] of features.entries()) {
        if (folds[at] === fold) (logits[index] as Float64Array)[at] = score(model.weights, rowOf(model, own));
      }
    }
  }
  const losses = logits.map((own) => logitLoss(own, labels));
  return costs[losses.indexOf(Math.min(...losses))] as number;
}

function modelOf(features: readonly TextFeatures[], labels: Uint8Array, cost: number): SentimentModel {
  const columns = new Map<string, number>();
  const counts: [number, number][] = [];
  const totals: [number, number] = [0, 0];
  for (const [at, own] of features.entries()) {
    const label = labels[at] as 0 | 1;
    totals[label]++;
    for (const name of namesOf(own).flat()) {
      const column = columns.get(name) ?? columns.size;
      columns.set(name, column);
      const count = counts[column] ?? [0, 0];
      count[label]++;
      counts[column] = count;
    }
  }
  const ratio = ([zeros, ones]: [number, number]) =>
    Math.abs(Math.log((ones + 1) / (totals[1] + 2)) - Math.log((zeros + 1) / (totals[0] + 2)));
  const shape = { columns, ratios: Float64Array.from(counts, ratio) };
  const rows = features.map((own) => rowOf(shape, own));
  return { ...shape, weights: sparseLogistic(rows, labels, columns.size + furtherColumns, cost), cost };
}

function rowOf({ columns, ratios }: Pick<SentimentModel, "columns" | "ratios">, features: TextFeatures): SparseRow {
  const { praise, complaint } = features;
  const own: number[] = [];
  const values: number[] = [];
  for (const names of namesOf(features)) {
    const found = names.flatMap((name) => columns.get(name) ?? []);
    const length = Math.sqrt(found.reduce((sum, column) => sum + (ratios[column] as number) ** 2, 0)) || 1;
    for (const column of found) {
      own.push(column);
      values.push((ratios[column] as number) / length);
    }
  }
  const opinion = [Math.log1p(praise), Math.log1p(complaint), Math.sign(praise - complaint)];
  for (const [at, value] of [...opinion.map((amount) => opinionScale * amount), 1].entries()) {
    own.push(columns.size + at);
    values.push(value);
  }
  return { columns: Int32Array.from(own), values: Float64Array.from(values) };
}

/** Words and runs of characters, which may be written alike, under names of their own. */
function namesOf({ words, characters }: TextFeatures): (readonly string[])[] {
  return [words, characters.map((run) => `~${run}`)];
}
