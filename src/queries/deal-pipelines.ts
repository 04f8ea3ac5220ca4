import type { View } from "#store.ts";

export const sample = { from: "2020-01-01", to: "2027-01-01", anchor: "created" as const };

/**
 * Pipelines by the number of their deals created (or closed) in `[from, to)`, most first, then by name; `undated`
 * counts deals that have no creation time, whenever they were. Only won and lost deals have closed. A deal that names no pipeline has its stage's.
 */
export async function dealPipelines(
  view: View,
  parameters: { readonly from: string; readonly to: string; readonly anchor: "created" | "closed" },
): Promise<readonly { readonly pipeline: string; readonly deals: number; readonly undated: number }[]> {
  return view.select(
    `WITH deals AS (
  SELECT
    coalesce(opportunities.pipeline, placed.pipeline, '') AS line, opportunities.created_on AS born_on,
    CASE WHEN $anchor = 'created' THEN opportunities.created_on
      WHEN opportunities.status IN ('won', 'lost') THEN opportunities.closed_on END AS dated
  FROM opportunities
  LEFT JOIN stages AS placed ON placed.id = opportunities.stage_id
)
SELECT
  line AS pipeline,
  count(CASE WHEN born_on IS NOT NULL AND dated >= CAST($from AS DATE) AND dated < CAST($to AS DATE) THEN 1 END) AS deals,
  count(CASE WHEN born_on IS NULL THEN 1 END) AS undated
FROM deals
GROUP BY line
ORDER BY deals DESC, pipeline`,
    { ...parameters },
    { pipeline: "text", deals: "integer", undated: "integer" },
  );
}
