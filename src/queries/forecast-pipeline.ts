import type { Grain } from "#calendar.ts";
import type { View } from "#store.ts";

export const sample: { readonly asOf: string; readonly grain: Grain } = { asOf: "2026-11-22", grain: "month" };

/**
 * Deals that were open at the end of a day, by the bucket of their expected close (null where that is past or not
 * given): how many, their money, and that weighted by each deal's probability, or its stage's, of those that have one.
 */
export async function forecastPipeline(view: View, { asOf, grain }: { readonly asOf: string; readonly grain: Grain }) {
  const { ungrouped } = view;
  if (!view.has("opportunities") || !ungrouped.covers("opportunities")) return null;
  const bucket = view.dialect.bucket("open_deals.close_on", grain);
  // Some CRMs count probability in percent.
  return ungrouped.select(
    `WITH open_deals AS (
  SELECT CAST(opportunities.amount AS DOUBLE) AS worth,
    CASE WHEN opportunities.expected_close_on > CAST($as_of AS DATE) THEN opportunities.expected_close_on END AS close_on,
    CAST(coalesce(opportunities.probability, stages.probability) AS DOUBLE) AS chance
  FROM opportunities
  LEFT JOIN stages ON stages.id = opportunities.stage_id
  WHERE (opportunities.created_on IS NULL OR opportunities.created_on <= CAST($as_of AS DATE))
    AND (opportunities.status = 'open' OR opportunities.closed_on > CAST($as_of AS DATE))
)
SELECT ${bucket} AS start, count(*) AS deals, coalesce(sum(open_deals.worth), 0) AS amount,
  coalesce(sum(open_deals.worth * CASE WHEN open_deals.chance > 1 THEN open_deals.chance / 100 ELSE open_deals.chance END), 0)
    AS weighted,
  sum(CASE WHEN open_deals.chance IS NULL OR open_deals.worth IS NULL THEN 1 ELSE 0 END) AS unweighted
FROM open_deals
GROUP BY ${bucket}
ORDER BY ${bucket}`,
    { as_of: asOf },
    { start: "day?", deals: "integer", amount: "double", weighted: "double", unweighted: "integer" },
  );
}
