import { seededRandom } from "../random.ts";
import type { BoostedTrees } from "./boosted-trees.ts";
import { crossValidateRounds } from "./boosting-rounds.ts";
import { averageLogits, selectEnsemble } from "./ensemble-selection.ts";
import { binFeatures, quantileCuts } from "./feature-bins.ts";
import { type FeatureMatrix, selectRows } from "./feature-matrix.ts";
import { fitLogisticRegression, type LogisticRegression, logisticScores } from "./logistic-regression.ts";
import { type PlattScaling, plattScaling } from "./platt-scaling.ts";
import { shuffle, stratifiedFolds } from "./stratified-folds.ts";
import { type BoostingOptions, TreeBooster } from "./tree-booster.ts";

/** A fitted risk model; plain data that survives structured cloning. Log odds = intercept + slope · weighted mean. */
export interface RiskModel {
  readonly names: readonly string[];
  readonly logistic: { readonly weight: number; readonly model: LogisticRegression };
  readonly trees: readonly { readonly weight: number; readonly model: BoostedTrees }[];
  readonly calibration: PlattScaling;
  /** Rows learnt from: all, or a sample of them. */
  readonly rowsUsed: number;
}

export interface RiskTraining {
  readonly features: FeatureMatrix;
  /** One per column, to speak of it. */
  readonly names: readonly string[];
  /** 1: it happened (the account was lost). */
  readonly labels: Uint8Array;
  /** Rows of one account, which are never on both sides of an inner split. */
  readonly groups?: Int32Array;
}

/** How much is tried, so that large data do not take longer than they need to. */
interface Effort {
  readonly depths: readonly number[];
  readonly rate: number;
  readonly mostRounds: number;
  readonly folds: number;
  /** Ensembles per depth, differing by seed, whose log odds are averaged. */
  readonly repeats: number;
}

const thorough: Effort = { depths: [1, 2, 3], rate: 0.08, mostRounds: 300, folds: 5, repeats: 3 };
const quick: Effort = { depths: [4], rate: 0.15, mostRounds: 100, folds: 3, repeats: 1 };
const thoroughRows = 7000;
const fewestOfEachLabel = 10;

/**
 * Probability of a yes/no outcome such as churn (流失风险): a ridge logistic regression and gradient-boosted trees of
 * several depths. How many trees, and the weight of every model in the mean of log odds, are chosen by cross-validation
 * inside the rows given; Platt's scaling on the same held-out log odds calibrates the mean. A missing value (NaN) is its
 * column's mean to the regression, a value of its own to the trees. More than `mostRows` rows are sampled by seed.
 * O(rows · columns · trees + rows · columns²).
 * Throws unless every row has a label, every column a name, and each label occurs in at least 10 of the rows learnt from.
 * Sources: those of the parts.
 */
export function trainRiskModel(
  training: RiskTraining,
  { seed, mostRows = 40_000 }: { readonly seed: number; readonly mostRows?: number },
): RiskModel {
  check(training);
  const { features, labels, groups } = sampled(training, seed, mostRows);
  const positives = labels.reduce((sum, label) => sum + label, 0);
  if (Math.min(positives, labels.length - positives) < fewestOfEachLabel)
    throw new Error(`trainRiskModel requires at least ${fewestOfEachLabel} rows of each label`);
  const effort = features.rows <= thoroughRows ? thorough : quick;
  const folds = stratifiedFolds(labels, effort.folds, { seed, groups });
  const binned = binFeatures(features, quantileCuts(features, 63));
  const plans = effort.depths.map((depth) => {
    const options = boosting(depth, features.columns, effort, seed);
    return { options, ...crossValidateRounds(binned, labels, folds, options, effort.mostRounds) };
  });
  const heldOut = [heldOutLogistic(features, labels, folds), ...plans.map(({ logits }) => logits)];
  const weights = selectEnsemble(heldOut, labels);
  const all = Uint32Array.from(labels, (_, row) => row);
  const trees = plans.flatMap(({ options, rounds }, index) => {
    const weight = (weights[index + 1] as number) / effort.repeats;
    return Array.from({ length: effort.repeats }, (_, repeat) => {
      const booster = new TreeBooster(binned, labels, all, { ...options, seed: seed + repeat });
      for (let tree = 0; tree < rounds; tree++) booster.grow();
      return { weight, model: booster.model() };
    });
  });
  return {
    names: training.names,
    logistic: { weight: weights[0] as number, model: fitLogisticRegression(features, labels) },
    trees,
    calibration: plattScaling(averageLogits(heldOut, weights), labels),
    rowsUsed: features.rows,
  };
}

function check({ features, names, labels, groups }: RiskTraining): void {
  if (labels.length !== features.rows) throw new Error("trainRiskModel requires a label for each row");
  if (groups && groups.length !== features.rows) throw new Error("trainRiskModel requires a group for each row");
  if (names.length !== features.columns) throw new Error("trainRiskModel requires a name for each column");
}

function sampled(
  { features, labels, groups }: RiskTraining,
  seed: number,
  mostRows: number,
): Omit<RiskTraining, "names"> {
  if (features.rows <= mostRows) return { features, labels, ...(groups && { groups }) };
  const drawn = shuffle([...labels.keys()], seededRandom(seed)).slice(0, mostRows);
  const rows = Uint32Array.from(drawn).sort();
  return {
    features: selectRows(features, rows),
    labels: Uint8Array.from(rows, (row) => labels[row] as number),
    ...(groups && { groups: Int32Array.from(rows, (row) => groups[row] as number) }),
  };
}

function boosting(depth: number, columns: number, { rate }: Effort, seed: number): BoostingOptions {
  // A third of many columns makes trees differ; of few columns, all may be needed to see how they act together.
  const columnsPerTree = Math.max(8, Math.ceil(columns / 3));
  return { depth, rate, columnsPerTree, ridge: 3, leastWeight: 3, seed };
}

/** Log odds of each row by a regression on the other folds. */
function heldOutLogistic(features: FeatureMatrix, labels: Uint8Array, folds: Uint8Array): Float64Array {
  const logits = new Float64Array(features.rows);
  const all = Uint32Array.from(folds, (_, row) => row);
  for (const fold of new Set(folds)) {
    const rows = all.filter((row) => folds[row] !== fold);
    const held = all.filter((row) => folds[row] === fold);
    const model = fitLogisticRegression(
      selectRows(features, rows),
      rows.map((row) => labels[row] as number),
    );
    for (const [at, logit] of logisticScores(model, selectRows(features, held)).entries())
      logits[held[at] as number] = logit;
  }
  return logits;
}
