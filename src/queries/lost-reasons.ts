import type { View } from "#store.ts";
import { sample as cohort, type DealCohort, dealCohort } from "./funnel-deals.ts";

export const sample: DealCohort = cohort;

export interface LostReason {
  readonly reason: string | null;
  readonly deals: number;
  readonly amount: number | null;
}

/** Why the cohort's deals were lost by the end of day `seen`, most frequent first; deals without a reason are a row. */
export async function lostReasons(view: View, parameters: DealCohort): Promise<readonly LostReason[]> {
  const { pipeline, from, to, anchor, seen } = parameters;
  return view.select(
    `${dealCohort(view)}
SELECT reason, count(*) AS deals, sum(worth) AS amount
FROM cohort
WHERE is_lost = 1
GROUP BY reason
ORDER BY deals DESC, reason`,
    { pipeline, from, to, anchor, seen },
    { reason: "text?", deals: "integer", amount: "double?" },
  );
}
