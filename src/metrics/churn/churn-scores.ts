import { type FeatureMatrix, selectRows } from "../classification/feature-matrix.ts";
import type { RiskModel } from "../classification/risk-model.ts";
import { riskContributions, scoreRisk } from "../classification/risk-scores.ts";
import { type ChurnDriver, churnDrivers } from "./churn-drivers.ts";
import type { ChurnEvents } from "./churn-events.ts";
import { churnFeatureNames, churnFeatures, sourcesOf } from "./churn-features.ts";
import { type ChurnBasis, churnPopulation } from "./churn-population.ts";
import { mostReasons, silenceAlone, strongestReasons } from "./churn-reasons.ts";
import { silentBeyondRule } from "./churn-rule.ts";
import { type AccountMargins, churnValues } from "./churn-value.ts";

/** Every active account as of a day, ascending by key; arrays are parallel. */
export interface ChurnScores {
  readonly accounts: Int32Array;
  /** Chance of leaving within the horizon, 0..1; NaN where a rule stands in for a model. */
  readonly risk: Float64Array;
  /** Margin expected over the horizon. */
  readonly value: Float64Array;
  /** 1: more likely to leave than to stay, or beyond the rule. */
  readonly atRisk: Uint8Array;
  /** Three per account at risk, see `strongestReasons`; −1 for the others. */
  readonly reasons: Int8Array;
  /** Features, row after row, as `names` says. */
  readonly facts: Float32Array;
  readonly names: readonly string[];
  readonly drivers: readonly ChurnDriver[];
  /** What told who is at risk; nothing, when there are too few gaps between orders for the rule. */
  readonly judgedBy: "model" | "rule" | "nothing";
}

/** From this chance on an account counts as at risk: it is likelier to leave than to stay. */
export const riskLimit = 0.5;

/**
 * Scores the accounts active on a day by a model, or by the rule when there is none. O(accounts · trees · depth).
 */
export function scoreChurn(
  events: ChurnEvents,
  {
    model,
    margins,
    ...when
  }: { model: RiskModel | null; margins: AccountMargins | null; basis: ChurnBasis; asOf: number; horizon: number },
): ChurnScores {
  const { basis, asOf, horizon } = when;
  const population = churnPopulation(events, { basis, snapshot: asOf, horizon });
  const features = churnFeatures(events, population, horizon);
  const names = churnFeatureNames(sourcesOf(events));
  const scored = {
    accounts: Int32Array.from(population.accounts),
    value: churnValues(events, population, { basis, horizon, margins }),
    facts: Float32Array.from(features.values),
    names,
  };
  if (model === null) {
    const silent = silentBeyondRule(events, population);
    const atRisk = silent ?? new Uint8Array(features.rows);
    const risk = new Float64Array(features.rows).fill(Number.NaN);
    const judgedBy = silent === null ? "nothing" : "rule";
    return { ...scored, risk, atRisk, reasons: silenceAlone(names, features, atRisk), drivers: [], judgedBy };
  }
  const risk = scoreRisk(model, features);
  const atRisk = Uint8Array.from(risk, (chance) => (chance >= riskLimit ? 1 : 0));
  const reasons = new Int8Array(features.rows * mostReasons).fill(-1);
  const explained = Uint32Array.from(risk.keys()).filter((row) => atRisk[row] === 1);
  const own = selectRows(features, explained);
  const found = strongestReasons(names, own, riskContributions(model, own).contributions, horizon);
  for (const [place, row] of explained.entries()) {
    reasons.set(found.subarray(place * mostReasons, (place + 1) * mostReasons), row * mostReasons);
  }
  return {
    ...scored,
    risk,
    atRisk,
    reasons,
    drivers: driversOf(model, names, features),
    judgedBy: "model",
  };
}

/** Accounts that tell what drives the risk of all. */
const mostForDrivers = 5_000;

function driversOf(model: RiskModel, names: readonly string[], features: FeatureMatrix): ChurnDriver[] {
  const step = Math.ceil(features.rows / mostForDrivers) || 1;
  const some = selectRows(
    features,
    Array.from({ length: Math.ceil(features.rows / step) }, (_, place) => place * step),
  );
  return churnDrivers(names, some, riskContributions(model, some).contributions);
}
