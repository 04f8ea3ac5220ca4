import type { View } from "#store.ts";

export const sample = { pipeline: "" };

/**
 * SQL: what orders the stages of `$pipeline`. One that only a deal names has no place of its own: it comes before the won
 * one, for whoever stands in it has not won.
 */
export const stageOrder = `coalesce(stages.sort_order, (SELECT min(won.sort_order) FROM stages AS won
    WHERE won.is_won = true AND coalesce(won.pipeline, '') = $pipeline)), coalesce(stages.is_won, false), stages.id`;

/** The stages of a pipeline that are not lost ones, in their order, under their display names. */
export async function funnelStages(
  view: View,
  parameters: { readonly pipeline: string },
): Promise<readonly { readonly stage: string; readonly won: boolean }[]> {
  return view.select(
    `SELECT coalesce(stages.name, stages.external_id) AS stage, coalesce(stages.is_won, false) AS won
FROM stages
WHERE coalesce(stages.pipeline, '') = $pipeline AND coalesce(stages.is_lost, false) = false
ORDER BY ${stageOrder}`,
    { ...parameters },
    { stage: "text", won: "flag" },
  );
}
