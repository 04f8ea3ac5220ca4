import type { View } from "#store.ts";

export const sample: { readonly pipeline: string | null } = { pipeline: null };

/** Deals that ended on no known day, and can be placed in no pipeline of the past; deals without a day of creation. */
export async function pipelineGaps(view: View, { pipeline }: { readonly pipeline: string | null }) {
  const [row] = await view.ungrouped.select(
    `SELECT
  count(CASE WHEN coalesce(opportunities.status, 'open') <> 'open' AND opportunities.closed_on IS NULL THEN 1 END) AS unended,
  count(CASE WHEN coalesce(opportunities.status, 'open') = 'open' AND opportunities.created_on IS NULL THEN 1 END) AS unborn
FROM opportunities LEFT JOIN stages AS placed ON placed.id = opportunities.stage_id
WHERE $pipeline = '' OR coalesce(opportunities.pipeline, placed.pipeline, '') = $pipeline`,
    { pipeline: pipeline ?? "" },
    { unended: "integer", unborn: "integer" },
  );
  return row ?? { unended: 0, unborn: 0 };
}
