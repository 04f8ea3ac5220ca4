import { treeContributions, treeScores } from "./boosted-trees.ts";
import { averageLogits } from "./ensemble-selection.ts";
import type { FeatureMatrix } from "./feature-matrix.ts";
import { logistic, logisticScores } from "./logistic-regression.ts";
import type { RiskModel } from "./risk-model.ts";

/** Probability for each row, 0..1. O(rows · trees · depth). Throws when the columns are not as many as the model's. */
export function scoreRisk(model: RiskModel, features: FeatureMatrix): Float64Array {
  checkColumns("scoreRisk", model, features);
  const members = [
    { weight: model.logistic.weight, logits: logisticScores(model.logistic.model, features) },
    ...model.trees.map(({ weight, model: trees }) => ({ weight, logits: treeScores(trees, features) })),
  ];
  const average = averageLogits(
    members.map(({ logits }) => logits),
    members.map(({ weight }) => weight),
  );
  const { intercept, slope } = model.calibration;
  return average.map((logit) => logistic(intercept + slope * logit));
}

/**
 * Why a row has its risk: what each feature adds to its log odds, rows × columns, row after row. `baseline` (nearly that
 * of an average account) and the contributions of a row add up to the log odds of its probability. Meant for the rows
 * that are shown. O(rows · trees · depth). Throws as `scoreRisk`.
 */
export function riskContributions(
  model: RiskModel,
  features: FeatureMatrix,
): { baseline: number; contributions: Float64Array } {
  checkColumns("riskContributions", model, features);
  const { intercept, slope } = model.calibration;
  const { weight, model: regression } = model.logistic;
  let baseline = intercept + slope * weight * regression.intercept;
  const contributions = features.values.map((value, at) => {
    const column = at % features.columns;
    const distance = Number.isNaN(value) ? 0 : value - (regression.means[column] as number);
    return slope * weight * (regression.coefficients[column] as number) * distance;
  });
  for (const { weight: share, model: trees } of model.trees) {
    const own = treeContributions(trees, features);
    baseline += slope * share * own.baseline;
    for (let at = 0; at < contributions.length; at++)
      contributions[at] = (contributions[at] as number) + slope * share * (own.contributions[at] as number);
  }
  return { baseline, contributions };
}

function checkColumns(caller: string, model: RiskModel, features: FeatureMatrix): void {
  if (features.columns !== model.names.length) throw new Error(`${caller} requires ${model.names.length} columns`);
}
