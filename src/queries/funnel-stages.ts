import type { View } from "#store.ts";

export const sample = { pipeline: "" };

/** The stages of a pipeline that are not lost ones, in their order, under their display names. */
export async function funnelStages(
  view: View,
  parameters: { readonly pipeline: string },
): Promise<readonly { readonly stage: string; readonly won: boolean }[]> {
  return view.select(
    `SELECT coalesce(stages.name, stages.external_id) AS stage, coalesce(stages.is_won, false) AS won
FROM stages
WHERE coalesce(stages.pipeline, '') = $pipeline AND coalesce(stages.is_lost, false) = false
ORDER BY stages.sort_order, stages.id`,
    { ...parameters },
    { stage: "text", won: "flag" },
  );
}
