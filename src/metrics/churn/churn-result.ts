import { cents } from "../money.ts";
import type { ChurnDriver } from "./churn-drivers.ts";
import type { ChurnAccount, ChurnFindings, ChurnSum } from "./churn-findings.ts";
import type { ChurnBasis } from "./churn-population.ts";
import type { ChurnTraining } from "./churn-training.ts";

/** An account in words. */
export interface ToldChurn {
  readonly account: string | null;
  readonly name: string | null;
  readonly owner: string | null;
  readonly found: ChurnAccount;
  readonly reasons: readonly string[];
  /** Null for an account that is not at risk. */
  readonly action: string | null;
  readonly opener: string | null;
}

/** The JSON fields of a churn reply: money to the cent, shares 0..1. */
export function churnResult(
  found: ChurnFindings,
  parts: {
    readonly basis: ChurnBasis;
    readonly horizon: number;
    readonly asOf: string;
    readonly period: { readonly from: string; readonly to: string };
    readonly quality: ChurnTraining["quality"];
    readonly lacking: ChurnTraining["lacking"];
    readonly learnedAt: Date;
    readonly drivers: readonly ChurnDriver[];
    readonly accounts: readonly ToldChurn[];
    readonly grouped: boolean;
    readonly previous: (ChurnSum & { readonly asOf: string }) | null;
    readonly excluded: readonly object[];
  },
) {
  const { basis, horizon, period, quality, lacking, previous } = parts;
  return {
    n: found.customers,
    basis,
    horizon,
    as_of: parts.asOf,
    period: { from: period.from, to: period.to },
    ...sums(found),
    model: quality,
    lacking,
    learned_at: parts.learnedAt.toISOString(),
    drivers: parts.drivers.filter(({ effect }) => effect !== 0),
    accounts: parts.accounts.map(
      ({ account, name, owner, found: { risk, value, atRisk }, reasons, action, opener }) => ({
        account_id: account,
        name,
        owner,
        risk,
        value_at_risk: cents(value),
        at_risk: atRisk,
        reasons,
        suggested_action: action,
        opener,
      }),
    ),
    ...(parts.grouped
      ? { groups: found.groups.map((group) => ({ group: group.group, n: group.customers, ...sums(group) })) }
      : {}),
    previous: previous === null ? null : { as_of: previous.asOf, n: previous.customers, ...sums(previous) },
    excluded: parts.excluded,
  };
}

function sums({ atRisk, valueAtRisk, expectedLoss, expectedLeavers }: ChurnSum) {
  return {
    at_risk: atRisk,
    value_at_risk: cents(valueAtRisk),
    expected_loss: cents(expectedLoss),
    expected_leavers: expectedLeavers,
  };
}
