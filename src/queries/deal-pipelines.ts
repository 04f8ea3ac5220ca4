import type { View } from "#store.ts";
import { anchorDay, sample as cohort, type DealCohort } from "./funnel-deals.ts";

type Parameters = Omit<DealCohort, "pipeline" | "seen"> & { readonly seen?: string };
export const sample: Parameters = cohort;

/** A last day that counts for those who watch without end. */
const never = "2199-12-31";

/**
 * Pipelines by the number of their deals in a cohort, most first, then by name; `undated` counts deals that have no
 * creation time, whenever they were. A deal that names no pipeline has its stage's.
 */
export async function dealPipelines(
  view: View,
  { from, to, anchor, seen = never }: Parameters,
): Promise<readonly { readonly pipeline: string; readonly deals: number; readonly undated: number }[]> {
  return view.select(
    `WITH deals AS (
  SELECT
    coalesce(opportunities.pipeline, placed.pipeline, '') AS line, opportunities.created_on AS born_on,
    ${anchorDay} AS dated
  FROM opportunities
  LEFT JOIN stages AS placed ON placed.id = opportunities.stage_id
)
SELECT
  line AS pipeline,
  count(CASE WHEN dated >= CAST($from AS DATE) AND dated < CAST($to AS DATE) THEN 1 END) AS deals,
  count(CASE WHEN born_on IS NULL THEN 1 END) AS undated
FROM deals
GROUP BY line
ORDER BY deals DESC, pipeline`,
    { from, to, anchor, seen },
    { pipeline: "text", deals: "integer", undated: "integer" },
  );
}
