import type { View } from "#store.ts";

export const sample = {};

/** All stages by pipeline and in their order; `ends` for those that end a deal. */
export function pipelineStages(view: View) {
  return view.select(
    `SELECT stages.id AS stage_key, coalesce(stages.pipeline, '') AS line, coalesce(stages.name, stages.external_id) AS stage,
  coalesce(stages.is_won, false) OR coalesce(stages.is_lost, false) AS ends
FROM stages ORDER BY line, stages.sort_order, stage_key`,
    {},
    { stage_key: "integer", line: "text", stage: "text", ends: "flag" },
  );
}
