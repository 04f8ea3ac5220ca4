import { addDays, dayText } from "../days.ts";
import type { PipelineMovement } from "./pipeline-changes.ts";
import type { PipelineCoverage } from "./pipeline-coverage.ts";
import { type PipelineDeals, type Rung, rungs } from "./pipeline-deals.ts";
import type { OpenDeals } from "./pipeline-stages.ts";
import type { SlippedDeal } from "./slipped-deals.ts";
import type { StalledDeal } from "./stalled-deals.ts";

/** A stage or a group with its open deals. */
export interface PipelineStage extends OpenDeals {
  readonly stage: string | null;
  /** Null where there is only one pipeline. */
  readonly pipeline: string | null;
}

export interface PipelineGroup extends OpenDeals {
  readonly key: string | null;
}

/** What a deal is called; nulls where it is not known. */
export interface DealNamed {
  readonly id: string;
  readonly deal: string | null;
  readonly account: string | null;
  readonly customer: string | null;
  readonly owner: string | null;
  readonly stageName: string | null;
}

export interface PipelineFound {
  readonly asOf: string;
  readonly period: { readonly from: string; readonly to: string };
  readonly now: OpenDeals;
  readonly before: OpenDeals;
  readonly stages: readonly PipelineStage[];
  readonly groups: readonly PipelineGroup[] | null;
  readonly stalled: readonly (StalledDeal & DealNamed)[];
  readonly slipped: readonly (SlippedDeal & DealNamed)[];
  /** How many there are of each in all. */
  readonly stalledTotal: OpenDeals;
  readonly slippedTotal: OpenDeals;
  readonly overdueTotal: OpenDeals;
  readonly coverage: PipelineCoverage | null;
  readonly horizon: { readonly from: string; readonly to: string } | null;
  readonly movement: PipelineMovement;
  readonly history: Rung;
  readonly excluded: readonly { readonly reason: string; readonly rows: number }[];
}

/** The fields of `/pipeline`'s JSON contract. */
export function pipelineResult(found: PipelineFound) {
  const { now, before, movement, period } = found;
  const deal = ({ id, deal, account, customer, owner, stageName, amount }: DealNamed & { amount: number | null }) => ({
    ...{ opportunity_id: id, name: deal, account_id: account, account: customer, owner, stage: stageName, amount },
  });
  return {
    n: now.deals,
    period,
    previous: { as_of: addDays(period.from, -1), n: before.deals, amount: before.amount },
    excluded: found.excluded,
    as_of: found.asOf,
    amount: now.amount,
    weighted: now.weighted,
    stages: found.stages.map(({ stage, deals, amount, weighted, pipeline }) => ({
      ...{ stage, deals, amount, weighted },
      ...(pipeline === null ? {} : { pipeline }),
    })),
    ...(found.groups === null ? {} : { groups: found.groups }),
    stalled: found.stalled.map((row) => ({
      ...deal(row),
      ...{ days_in_stage: row.days, p75_days: row.usual, basis: row.basis },
    })),
    stalled_deals: found.stalledTotal.deals,
    slipped: found.slipped.map((row) => ({
      ...deal(row),
      ...{ expected_close_on: dayText(row.expected), first_expected_on: dayText(row.first) },
      ...{ overdue_days: row.overdue, pushed_days: row.pushed },
    })),
    slipped_deals: found.slippedTotal.deals,
    coverage: found.coverage,
    horizon: found.horizon,
    changes: movement.money,
    changes_deals: movement.deals,
    voided: { deals: movement.voided.deals, amount: movement.voided.money },
    close_dates: {
      earlier: { deals: movement.earlier.deals, amount: movement.earlier.money },
      later: { deals: movement.later.deals, amount: movement.later.money },
    },
    history: found.history,
  };
}

/** The rung of the ladder that told where most deals stood; of equals the better. */
export function usualRung({ length, columns }: PipelineDeals): Rung {
  const counts = rungs.map(() => 0);
  for (let row = 0; row < length; row++) {
    const place = (columns.rung[row] as number) - 1;
    counts[place] = (counts[place] ?? 0) + 1;
  }
  const most = counts.indexOf(Math.max(...counts));
  return length === 0 ? "inferred" : (rungs[most] as Rung);
}
