import type { View } from "#store.ts";

export const sample = { from: "2020-01-01", to: "2027-01-01" };

/** Deals won or lost that spent so many days in a stage. */
export interface ClosedStay {
  /** Null for the whole way from creation to the end. */
  readonly stage: number | null;
  readonly days: number;
  readonly won: boolean;
  readonly deals: number;
}

/** How long the deals won and lost on days `[from, to)` had been in each stage, each stay counted. */
export async function closedStays(
  view: View,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<ClosedStay[]> {
  const { daysBetween } = view.dialect;
  return view.select(
    `WITH ended AS (
  SELECT opportunities.id AS deal, opportunities.status = 'won' AS won, opportunities.created_on AS born_on,
    opportunities.closed_on AS ended_on
  FROM opportunities
  WHERE opportunities.status IN ('won', 'lost') AND opportunities.closed_on >= CAST($from AS DATE)
    AND opportunities.closed_on < CAST($to AS DATE)
), moves AS (
  SELECT moves.opportunity_id AS deal, moves.to_stage_id AS stage, moves.entered_on AS arrived,
    row_number() OVER (PARTITION BY moves.opportunity_id ORDER BY moves.entered_at, coalesce(moves.seq, 0), moves.id) AS place
  FROM opportunity_stage_events AS moves
  WHERE moves.opportunity_id IN (SELECT deal FROM ended) AND moves.to_stage_id IS NOT NULL
), stays AS (
  SELECT moves.stage AS stage, ended.won AS won,
    CAST(${daysBetween("moves.arrived", "coalesce(following.arrived, ended.ended_on)")} AS INTEGER) AS days
  FROM moves
  JOIN ended ON ended.deal = moves.deal
  LEFT JOIN moves AS following ON following.deal = moves.deal AND following.place = moves.place + 1
  UNION ALL
  SELECT NULL AS stage, ended.won AS won, CAST(${daysBetween("ended.born_on", "ended.ended_on")} AS INTEGER) AS days
  FROM ended WHERE ended.born_on IS NOT NULL
)
SELECT stage, days, won, count(*) AS deals FROM stays WHERE days >= 0
GROUP BY stage, days, won ORDER BY stage, days, won`,
    { from, to },
    { stage: "integer?", days: "integer", won: "flag", deals: "integer" },
  );
}

/** Days within which a won deal's order is expected. */
const orderDays = 90;

/**
 * Won deals of days `[from, to)` that have neither an amount nor an order of their account since, in 90 days; of those that
 * have an amount the mean, and the share whose account did order in that time.
 */
export async function wonWithoutAmount(view: View, { from, to }: { readonly from: string; readonly to: string }) {
  const rows = await view.ungrouped.select(
    `WITH won AS (
  SELECT opportunities.id AS deal_key, opportunities.external_id AS record, opportunities.name AS deal,
    opportunities.account_id AS account_key, opportunities.owner_id AS owner_key, opportunities.closed_on AS closed,
    CAST(coalesce(opportunities.amount, 0) AS DOUBLE) AS amount
  FROM opportunities
  WHERE opportunities.status = 'won' AND opportunities.closed_on >= CAST($from AS DATE)
    AND opportunities.closed_on < CAST($to AS DATE)
), ordered AS (
  SELECT DISTINCT won.deal_key AS deal_key
  FROM won JOIN account_days ON account_days.account_id = won.account_key
  WHERE account_days.ordered_on >= CAST($from AS DATE)
    AND account_days.ordered_on >= won.closed AND account_days.ordered_on < won.closed + ${orderDays}
), judged AS (
  SELECT won.*, CASE WHEN won.deal_key IN (SELECT deal_key FROM ordered) THEN 1 ELSE 0 END AS has_order FROM won
), usual AS (
  SELECT avg(amount) AS usual, CAST(sum(has_order) AS DOUBLE) / count(*) AS ordered FROM judged WHERE amount > 0
)
SELECT judged.record AS record, judged.deal AS deal, accounts.external_id AS account, accounts.name AS name,
  owners.name AS owner, judged.closed AS closed, usual.usual AS usual, usual.ordered AS ordered
FROM judged
CROSS JOIN usual
LEFT JOIN accounts ON accounts.id = judged.account_key
LEFT JOIN owners ON owners.id = judged.owner_key
WHERE judged.amount = 0 AND judged.has_order = 0
ORDER BY record LIMIT 2000`,
    { from, to },
    {
      ...{ record: "text", deal: "text?", account: "text?", name: "text?", owner: "text?", closed: "day" },
      ...{ usual: "double?", ordered: "double?" },
    },
  );
  return { deals: rows, usual: rows[0]?.usual ?? 0, ordered: rows[0]?.ordered ?? 0 };
}
