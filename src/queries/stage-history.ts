import type { View } from "#store.ts";
import { sample as cohort, type DealCohort, dealCohort } from "./funnel-deals.ts";

export const sample: DealCohort = cohort;

/** Where the cohort's stage history comes from (native, log, snapshot, inferred), by deals, most first. */
export async function stageHistory(
  view: View,
  parameters: DealCohort,
): Promise<readonly { readonly origin: string; readonly deals: number }[]> {
  const { pipeline, from, to, anchor, seen } = parameters;
  const rows = await view.select(
    `${dealCohort(view)}
SELECT coalesce(moves.origin, 'native') AS rung, count(DISTINCT moves.opportunity_id) AS deals
FROM opportunity_stage_events AS moves
JOIN cohort ON cohort.deal = moves.opportunity_id
GROUP BY coalesce(moves.origin, 'native')
ORDER BY deals DESC, rung`,
    { pipeline, from, to, anchor, seen },
    { rung: "text", deals: "integer" },
  );
  return rows.map(({ rung, deals }) => ({ origin: rung, deals }));
}
