import type { View } from "#store.ts";
import { sample as cohort, funnelDays } from "./funnel-days.ts";
import { type DealCohort, funnelDeals } from "./funnel-deals.ts";
import { funnelLeads } from "./funnel-leads.ts";
import { lostReasons } from "./lost-reasons.ts";
import { stageHistory } from "./stage-history.ts";

export const sample: DealCohort & { rungs: number; withLeads: boolean } = { ...cohort, withLeads: true };

/** A cohort's deals by how far they came, and its leads where they are part of the funnel. */
export async function funnelCohort(
  view: View,
  parameters: DealCohort & { readonly rungs: number; readonly withLeads: boolean },
) {
  const { withLeads, ...deals } = parameters;
  const [cells, leads] = await Promise.all([
    funnelDeals(view, deals),
    withLeads ? funnelLeads(view, { from: deals.from, to: deals.to, seen: deals.seen }) : [],
  ]);
  return { cells, leads, undatedLeads: leads.reduce((sum, row) => sum + row.undated, 0) };
}

/** What only the cohort in question is asked: days between stages, reasons of losing, where the history comes from. */
export async function funnelDetails(view: View, parameters: DealCohort & { readonly rungs: number }) {
  const [days, reasons, origins] = await Promise.all([
    funnelDays(view, parameters),
    lostReasons(view, parameters),
    stageHistory(view, parameters),
  ]);
  return { days, reasons, history: origins[0]?.origin ?? "inferred" };
}
