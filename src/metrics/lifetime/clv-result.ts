import { cents } from "../money.ts";
import type { ClvFindings } from "./clv-findings.ts";
import type { ClvHorizon } from "./clv-horizon.ts";
import type { LifetimeModel } from "./lifetime-model.ts";

/** The JSON fields of lifetime value: money to the cent, chances and expected purchases unrounded. */
export function clvResult(
  { purchases, value, valueMissing, holdout, scores }: LifetimeModel,
  parts: {
    readonly found: ClvFindings;
    readonly horizon: ClvHorizon;
    readonly period: { readonly from: string; readonly to: string };
    readonly grouped: boolean;
    readonly excluded: readonly object[];
    readonly named: (row: number) => {
      readonly account: string | null;
      readonly name: string | null;
      readonly owner: string | null;
    };
  },
) {
  const { found, horizon, period, grouped, excluded, named } = parts;
  const { r, alpha, a, b } = purchases.parameters;
  const { p, q, v } = value?.parameters ?? { p: null, q: null, v: null };
  const { count, unit, yearlyDiscount } = horizon;
  return {
    n: found.customers,
    period: { from: period.from, to: period.to },
    horizon: { count, unit, yearly_discount: yearlyDiscount },
    params: { r, alpha, a, b, p, q, v },
    undetermined: [...purchases.undetermined, ...(value?.undetermined ?? [])],
    log_likelihood: purchases.logLikelihood,
    value_log_likelihood: value?.logLikelihood ?? null,
    value_missing: valueMissing,
    expected_purchases: found.expectedPurchases,
    clv: value === null ? null : cents(found.clv),
    customers: [...found.listed].map((row) => {
      const { account, name, owner } = named(row);
      return {
        account_id: account,
        name,
        owner,
        expected_purchases: scores.expectedPurchases[row] as number,
        expected_value: known(scores.expectedValue[row]),
        p_alive: scores.pAlive[row] as number,
        clv: known(scores.clv[row]),
      };
    }),
    ...(grouped
      ? {
          groups: found.groups.map((group) => ({
            group: group.group,
            customers: group.customers,
            share: group.customers / found.customers,
            expected_purchases: group.expectedPurchases,
            clv: value === null ? null : cents(group.clv),
            mean_clv: value === null ? null : cents(group.clv / group.customers),
          })),
        }
      : {}),
    holdout: holdout && {
      mae: holdout.mae,
      naive_mae: holdout.naiveMae,
      spearman: holdout.spearman,
      naive_spearman: holdout.naiveSpearman,
      days: holdout.days,
      expected_mean: holdout.expectedMean,
      actual_mean: holdout.actualMean,
    },
    previous: null,
    excluded: [...excluded, ...(found.prospects > 0 ? [{ reason: "no_orders", rows: found.prospects }] : [])],
  };
}

/** The same fields where nothing could be learned. */
export function nothingLearned({
  horizon: { count, unit, yearlyDiscount },
  period,
  grouped,
  excluded,
}: Pick<Parameters<typeof clvResult>[1], "horizon" | "period" | "grouped" | "excluded">) {
  return {
    n: 0,
    period: { from: period.from, to: period.to },
    horizon: { count, unit, yearly_discount: yearlyDiscount },
    params: null,
    log_likelihood: null,
    customers: [],
    ...(grouped ? { groups: [] } : {}),
    holdout: null,
    previous: null,
    excluded,
  };
}

/** Money by row; null for what is not known. */
function known(money: number | undefined): number | null {
  return cents(money !== undefined && Number.isFinite(money) ? money : null);
}
