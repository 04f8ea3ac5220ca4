import type { View } from "#store.ts";

export const sample = { closing: "2026-12-31" };

/**
 * `arrivals`: when the deals `meant` came into another stage by the end of `$closing`, in order; only of deals whose
 * history is more than inferred. SQL to be put before a query, after that of `meant`.
 */
const arrivals = `, told AS (
  SELECT DISTINCT opportunity_stage_events.opportunity_id AS deal FROM opportunity_stage_events
  WHERE coalesce(opportunity_stage_events.origin, 'native') <> 'inferred'
    AND opportunity_stage_events.opportunity_id IN (SELECT deal FROM meant)
), moves AS (
  SELECT opportunity_stage_events.opportunity_id AS deal, opportunity_stage_events.to_stage_id AS stage_key,
    opportunity_stage_events.entered_on AS arrived, opportunity_stage_events.entered_at AS entered_at,
    coalesce(opportunity_stage_events.seq, 0) AS nth, opportunity_stage_events.id AS move_key,
    lag(opportunity_stage_events.to_stage_id) OVER (PARTITION BY opportunity_stage_events.opportunity_id
      ORDER BY opportunity_stage_events.entered_at, coalesce(opportunity_stage_events.seq, 0),
        opportunity_stage_events.id) AS left_key
  FROM opportunity_stage_events
  WHERE opportunity_stage_events.opportunity_id IN (SELECT deal FROM told)
    AND opportunity_stage_events.to_stage_id IS NOT NULL
    AND opportunity_stage_events.entered_on <= CAST($closing AS DATE)
), arrivals AS (
  SELECT moves.deal AS deal, moves.stage_key AS stage_key, moves.arrived AS arrived,
    lead(moves.arrived) OVER (PARTITION BY moves.deal ORDER BY moves.entered_at, moves.nth, moves.move_key) AS left_on
  FROM moves WHERE moves.left_key IS NULL OR moves.left_key <> moves.stage_key
)`;

/** The day, counted from 1970-01-01, on which deals that are open at the end of `closing` came into their stage. */
export async function stageArrivals(view: View, parameters: { readonly closing: string }) {
  const { columns } = await view.columns(
    `WITH meant AS (
  SELECT opportunities.id AS deal FROM opportunities
  WHERE coalesce(opportunities.status, 'open') = 'open' OR opportunities.closed_on > CAST($closing AS DATE)
)${arrivals}
SELECT arrivals.deal AS deal,
  CAST(max(${view.dialect.daysBetween("CAST('1970-01-01' AS DATE)", "arrivals.arrived")}) AS INTEGER) AS arrived
FROM arrivals
GROUP BY arrivals.deal ORDER BY deal`,
    { ...parameters },
    { deal: "integer", arrived: "integer" },
  );
  return columns;
}

/**
 * How many won deals spent how many days in each stage, each stay counted, of deals won by the end of `closing`; `stage`
 * is null for the whole way from creation to the end.
 */
export function wonStageDays(view: View, parameters: { readonly closing: string }) {
  const { daysBetween } = view.dialect;
  return view.select(
    `WITH meant AS (
  SELECT opportunities.id AS deal, opportunities.created_on AS born_on, opportunities.closed_on AS ended_on FROM opportunities
  WHERE opportunities.status = 'won' AND opportunities.closed_on <= CAST($closing AS DATE)
)${arrivals}, stays AS (
  SELECT arrivals.stage_key AS stage_key,
    CAST(${daysBetween("arrivals.arrived", "coalesce(arrivals.left_on, meant.ended_on)")} AS INTEGER) AS days
  FROM arrivals
  JOIN meant ON meant.deal = arrivals.deal
  JOIN stages ON stages.id = arrivals.stage_key
  WHERE coalesce(stages.is_won, false) = false AND coalesce(stages.is_lost, false) = false
  UNION ALL
  SELECT NULL AS stage_key, CAST(${daysBetween("meant.born_on", "meant.ended_on")} AS INTEGER) AS days
  FROM meant WHERE meant.born_on IS NOT NULL
)
SELECT stage_key AS stage, days, count(*) AS deals FROM stays WHERE days >= 0 GROUP BY stage_key, days ORDER BY stage, days`,
    { ...parameters },
    { stage: "integer?", days: "integer", deals: "integer" },
  );
}
