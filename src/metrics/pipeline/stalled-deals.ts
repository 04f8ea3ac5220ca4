import { inCents } from "./pipeline-changes.ts";
import type { PipelineDeals } from "./pipeline-deals.ts";
import { dayQuantile, type WonDays } from "./stage-days.ts";

/** Longer than this share of the won deals is stalled. */
export const usualShare = 0.75;

export interface StalledDeal {
  readonly deal: number;
  readonly stage: number | null;
  readonly amount: number | null;
  /** Days in its stage, or since its creation where no history tells how long won deals stayed in that stage. */
  readonly days: number;
  readonly basis: "stage" | "cycle";
  /** 75th percentile of the same of won deals. */
  readonly usual: number;
}

/**
 * Stalled deals (停滞商机): open deals that have been in their stage for longer than the 75th percentile of the days that
 * won deals spent in it; where no history tells of any stage, those older than 75 % of the won deals were when they ended.
 * `arrived` is the day on which each came into its stage, by key, `asOf` the day of today. Largest amount first, then by
 * key. O(n log n).
 */
export function stalledDeals(
  { length, columns }: PipelineDeals,
  { won, arrived, asOf }: { won: WonDays; arrived: ReadonlyMap<number, number>; asOf: number },
): StalledDeal[] {
  const usual = new Map([...won.stages].map(([stage, counts]) => [stage, dayQuantile(counts, usualShare)]));
  const cycle = won.stages.size === 0 ? dayQuantile(won.cycle, usualShare) : null;
  const found: StalledDeal[] = [];
  for (let row = 0; row < length; row++) {
    if (columns.open_now[row] !== 1) continue;
    const deal = columns.deal[row] as number;
    const stage = known(columns.stage[row]);
    const inStage = stage === null ? null : (usual.get(stage) ?? null);
    const since = arrived.get(deal) ?? columns.born[row] ?? Number.NaN;
    const start = inStage === null ? (columns.born[row] as number) : since;
    const days = asOf - start;
    const most = inStage ?? cycle;
    if (most === null || !(days > most)) continue;
    const basis = inStage === null ? "cycle" : "stage";
    found.push({ deal, stage, amount: known(columns.worth_now[row]), days, basis, usual: most });
  }
  return found.sort((a, b) => inCents(b.amount ?? 0) - inCents(a.amount ?? 0) || a.deal - b.deal);
}

/** The number, or null where it is not known. */
export function known(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}
