import { inCents } from "./pipeline-changes.ts";
import type { PipelineDeals } from "./pipeline-deals.ts";
import type { PipelineGroup, PipelineStage } from "./pipeline-result.ts";
import { type OpenDeals, openDealsBy } from "./pipeline-stages.ts";
import { known } from "./stalled-deals.ts";

/** A stage as it is read, in the order of its pipeline. */
export interface ReadStage {
  readonly stage_key: number;
  /** Its pipeline. */
  readonly line: string;
  readonly stage: string;
  /** Does it end a deal? */
  readonly ends: boolean;
}

/** Stages in their order: those that end no deal, of pipelines that have open deals, and any other that holds some. */
export function stageRows(deals: PipelineDeals, stages: readonly ReadStage[]): PipelineStage[] {
  const sums = openDealsBy(deals, (row) => known(deals.columns.stage[row]));
  const used = new Set(stages.flatMap(({ stage_key, line }) => (sums.has(stage_key) ? [line] : [])));
  const rows = stages
    .filter(({ stage_key, line, ends }) => sums.has(stage_key) || (!ends && used.has(line)))
    .map(({ stage_key, line, stage }) => {
      const open = sums.get(stage_key) ?? { deals: 0, amount: 0, weighted: 0 };
      return { stage, pipeline: used.size > 1 ? line : null, ...open };
    });
  const nowhere = sums.get(null);
  return nowhere === undefined ? rows : [...rows, { stage: null, pipeline: null, ...nowhere }];
}

/** Open deals by the question's group, largest amount first, then by name. */
export function groupRows(deals: PipelineDeals): PipelineGroup[] {
  return [...openDealsBy(deals, (row) => deals.columns.part[row] ?? null)]
    .map(([key, open]) => ({ key, ...open }))
    .sort((a, b) => b.amount - a.amount || b.deals - a.deals || (String(a.key) < String(b.key) ? -1 : 1));
}

/** Deals of a list together. */
export function together(deals: readonly { readonly amount: number | null }[]): OpenDeals {
  const cents = deals.reduce((sum, { amount }) => sum + inCents(amount ?? 0), 0);
  return { deals: deals.length, amount: cents / 100, weighted: null };
}
