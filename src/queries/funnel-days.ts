import type { View } from "#store.ts";
import { sample as cohort, type DealCohort, dealCohort } from "./funnel-deals.ts";

export const sample: DealCohort & { rungs: number } = { ...cohort, rungs: 5 };

/**
 * Median days that deals of a cohort took from first entering one stage to first entering the next, by the rung
 * entered; of deals whose both entries are known by the end of day `seen`. A deal enters the first rung when it is
 * created, and the last, `rungs`, when it is won, unless an entry is recorded.
 */
export async function funnelDays(
  view: View,
  parameters: DealCohort & { readonly rungs: number },
): Promise<ReadonlyMap<number, number>> {
  const rows = await view.select(
    `${dealCohort(view)}, dated AS (
  SELECT deal, rung, first_on FROM entries
  UNION ALL
  SELECT deal, 1 AS rung, born_on AS first_on FROM cohort
  UNION ALL
  SELECT deal, $rungs AS rung, ended_on AS first_on FROM cohort WHERE is_won = 1 AND ended_on IS NOT NULL
), entered AS (
  SELECT deal, rung, min(first_on) AS entered_day FROM dated GROUP BY deal, rung
)
SELECT later.rung AS stage, ${view.dialect.median(view.dialect.daysBetween("earlier.entered_day", "later.entered_day"))} AS days
FROM entered AS later
JOIN entered AS earlier ON earlier.deal = later.deal AND earlier.rung + 1 = later.rung
WHERE later.entered_day >= earlier.entered_day AND later.entered_day <= CAST($seen AS DATE)
GROUP BY later.rung
ORDER BY later.rung`,
    { ...parameters },
    { stage: "integer", days: "double" },
  );
  return new Map(rows.map(({ stage, days }) => [stage, days]));
}
