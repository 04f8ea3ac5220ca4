import { cents } from "../money.ts";
import type { Lifecycle, LifecycleStageName } from "./lifecycle.ts";
import type { LifecycleGroup } from "./lifecycle-groups.ts";

/** An account that slips: at risk, or lost in the period. */
export interface SlippingAccount {
  readonly account: string | null;
  readonly name: string | null;
  readonly owner: string | null;
  readonly stage: LifecycleStageName;
  readonly from: LifecycleStageName | null;
  /** Over the last 365 days. */
  readonly revenue: number;
  /** Days since the last order. */
  readonly silent: number;
  /** Usual days between orders. */
  readonly usual: number;
}

/** The JSON fields of a customer lifecycle: money to the cent. */
export function lifecycleResult(
  summary: Lifecycle,
  parts: {
    readonly period: { readonly from: string; readonly to: string };
    readonly previous: { readonly from: string; readonly to: string };
    readonly slipping: readonly SlippingAccount[];
    readonly groups: readonly LifecycleGroup[] | null;
    readonly excluded: readonly object[];
  },
) {
  const stages = (list: readonly { stage: string; customers: number; revenue: number }[]) =>
    list.map(({ stage, customers, revenue }) => ({ stage, customers, revenue: cents(revenue) }));
  return {
    n: summary.accounts,
    period: parts.period,
    stages: stages(summary.stages),
    transitions: summary.transitions.map(({ from, to, customers }) => ({ from, to, customers })),
    ...(parts.groups === null
      ? {}
      : {
          groups: parts.groups.map(({ group, summary: own }) => ({
            group,
            n: own.accounts,
            stages: stages(own.stages),
            transitions: own.transitions.map(({ from, to, customers }) => ({ from, to, customers })),
          })),
        }),
    slipping: parts.slipping.map((one) => ({
      account_id: one.account,
      name: one.name,
      owner: one.owner,
      from: one.from,
      stage: one.stage,
      revenue: cents(one.revenue),
      days_since_order: one.silent,
      usual_gap_days: one.usual,
    })),
    previous: { period: parts.previous, n: summary.previous.accounts, stages: stages(summary.previous.stages) },
    excluded: parts.excluded,
  };
}
