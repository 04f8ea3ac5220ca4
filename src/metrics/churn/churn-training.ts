import {
  areaUnderCurve,
  brierScore,
  expectedCalibrationError,
  topDecileLift,
} from "../classification/classification-quality.ts";
import type { FeatureMatrix } from "../classification/feature-matrix.ts";
import { type RiskModel, trainRiskModel } from "../classification/risk-model.ts";
import { scoreRisk } from "../classification/risk-scores.ts";
import type { ChurnEvents } from "./churn-events.ts";
import { churnFeatureNames, churnFeatures, sourcesOf } from "./churn-features.ts";
import { type ChurnBasis, type ChurnPopulation, churnPopulation } from "./churn-population.ts";
import { churnSnapshots } from "./churn-snapshots.ts";

/** How well a model foretold who left after the newest snapshot whose horizon is over, none of which it was shown. */
export interface ChurnQuality {
  readonly auc: number;
  readonly brier: number;
  readonly ece: number;
  readonly lift_top_decile: number;
  /** Share of the held-out accounts that left. */
  readonly base_rate: number;
  /** Accounts × snapshots learned from; accounts held out. */
  readonly n_train: number;
  readonly n_valid: number;
  /** What ranking by days since the last order alone achieves. */
  readonly baseline_auc_recency: number;
}

/** A model and its quality, or what the data lack for one. */
export type ChurnTraining =
  | { readonly model: RiskModel; readonly quality: ChurnQuality; readonly lacking: null }
  | { readonly model: null; readonly quality: null; readonly lacking: "history" | "accounts" | "churners" };

/** Below these numbers of accounts, or of accounts that left, a model would learn chance. */
export const fewestAccounts = 200;
export const fewestChurners = 30;
const fewestHeldOut = 10;

/**
 * Learns who leaves from several past snapshots, and measures it on the newest one whose horizon is over, which is held
 * out: no snapshot learned from knows anything of what happened after the validation day. Which models are mixed, and
 * how, is decided inside the training part. O(what `trainRiskModel` takes).
 */
export function trainChurn(
  events: ChurnEvents,
  { basis, asOf, horizon, seed }: { basis: ChurnBasis; asOf: number; horizon: number; seed: number },
): ChurnTraining {
  const firstDay = events.orders.day.reduce((first, day) => Math.min(first, day), Number.POSITIVE_INFINITY);
  const days = churnSnapshots(asOf, horizon, firstDay);
  if (days.training.length === 0) return { model: null, quality: null, lacking: "history" };
  const at = (snapshot: number) => churnPopulation(events, { basis, snapshot, horizon });
  const training = days.training.map(at);
  const validation = at(days.validation);
  const lacking = lackingOf(training) ?? (measurable(validation) ? null : "churners");
  if (lacking !== null) return { model: null, quality: null, lacking };
  const names = churnFeatureNames(sourcesOf(events));
  const features = stacked(training.map((population) => churnFeatures(events, population, horizon)));
  const groups = Int32Array.from(training.flatMap(({ accounts }) => [...accounts]));
  const model = trainRiskModel({ features, names, labels: labelsOf(training), groups }, { seed });
  const held = churnFeatures(events, validation, horizon);
  const risk = scoreRisk(model, held);
  const { labels } = validation;
  const silence = names.indexOf("silence_days");
  const quality = {
    auc: areaUnderCurve(risk, labels),
    brier: brierScore(risk, labels),
    ece: expectedCalibrationError(risk, labels),
    lift_top_decile: topDecileLift(risk, labels),
    base_rate: sumOf(labels) / labels.length,
    n_train: model.rowsUsed,
    n_valid: labels.length,
    baseline_auc_recency: areaUnderCurve(
      Float64Array.from(labels, (_, row) => {
        const days = held.values[row * held.columns + silence] as number;
        // An account under contract may never have ordered.
        return Number.isNaN(days) ? Number.POSITIVE_INFINITY : days;
      }),
      labels,
    ),
  };
  return { model, quality, lacking: null };
}

/** Are there enough on either side to tell how good a model is? */
function measurable({ labels }: ChurnPopulation): boolean {
  const left = sumOf(labels);
  return left >= fewestHeldOut && labels.length - left >= fewestHeldOut;
}

function lackingOf(populations: readonly ChurnPopulation[]): "accounts" | "churners" | null {
  const [all, left] = [new Set<number>(), new Set<number>()];
  for (const { accounts, labels } of populations) {
    for (const [i, account] of accounts.entries()) {
      all.add(account);
      if (labels[i] === 1) left.add(account);
    }
  }
  if (all.size < fewestAccounts) return "accounts";
  return left.size < fewestChurners || all.size === left.size ? "churners" : null;
}

function labelsOf(populations: readonly ChurnPopulation[]): Uint8Array {
  return Uint8Array.from(populations.flatMap(({ labels }) => [...labels]));
}

function stacked(parts: readonly FeatureMatrix[]): FeatureMatrix {
  const rows = parts.reduce((sum, part) => sum + part.rows, 0);
  const columns = parts[0]?.columns ?? 0;
  const values = new Float64Array(rows * columns);
  let at = 0;
  for (const part of parts) {
    values.set(part.values, at);
    at += part.values.length;
  }
  return { values, rows, columns };
}

function sumOf(labels: Uint8Array): number {
  return labels.reduce((sum, label) => sum + label, 0);
}
