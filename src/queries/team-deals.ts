import type { Row, View } from "#store.ts";
import { creditable, creditedTo, creditOf, sample as span, type TeamSpan, within } from "./team-credit.ts";

export const sample: TeamSpan = span;

const shape = {
  credit: "text?",
  won: "integer",
  lost: "integer",
  voided: "integer",
  priced: "integer",
  won_amount: "double?",
  lost_amount: "double?",
  timed: "integer",
  seconds: "double?",
  median_days: "double?",
  open_deals: "integer",
  open_amount: "double?",
  undated: "integer",
} as const;

/**
 * Deals by who is credited: won, lost and void ones closed in the span with their money (`priced` won ones have an
 * amount), how long won ones took from creation (`timed` ones, elapsed time), and what was open at the end of the as-of
 * day. `undated` ones are closed on no known day and counted nowhere.
 */
export async function teamDeals(view: View, span: TeamSpan): Promise<Row<typeof shape>[]> {
  const { from, to, asOf } = span;
  return view.select(
    `WITH ${creditable(span)}, deals AS (
  SELECT ${creditOf(span)} AS credit, opportunities.amount AS worth, opportunities.created_at AS begun,
    opportunities.closed_at AS ended, coalesce(opportunities.status, 'open') AS outcome,
    CASE WHEN ${within("opportunities.closed_on")} THEN 1 ELSE 0 END AS closed,
    CASE WHEN (coalesce(opportunities.status, 'open') = 'open' OR opportunities.closed_on > CAST($asOf AS DATE))
      AND (opportunities.created_on IS NULL OR opportunities.created_on <= CAST($asOf AS DATE)) THEN 1 ELSE 0 END AS is_open,
    CASE WHEN coalesce(opportunities.status, 'open') IN ('won', 'lost') AND opportunities.closed_on IS NULL
      THEN 1 ELSE 0 END AS is_undated
  FROM opportunities ${creditedTo("opportunities.owner_id", span)} 1 = 1
), marked AS (
  SELECT deals.*,
    CASE WHEN closed = 1 AND outcome = 'won' THEN 1 ELSE 0 END AS is_won,
    CASE WHEN closed = 1 AND outcome = 'lost' THEN 1 ELSE 0 END AS is_lost,
    CASE WHEN closed = 1 AND outcome = 'won' THEN date_diff('second', begun, ended) END AS took
  FROM deals
)
SELECT credit, sum(is_won) AS won, sum(is_lost) AS lost,
  sum(CASE WHEN closed = 1 AND outcome = 'void' THEN 1 ELSE 0 END) AS voided,
  count(CASE WHEN is_won = 1 THEN worth END) AS priced,
  sum(CASE WHEN is_won = 1 THEN worth END) AS won_amount, sum(CASE WHEN is_lost = 1 THEN worth END) AS lost_amount,
  count(took) AS timed, sum(took) AS seconds, ${view.dialect.median("CAST(took AS DOUBLE) / 86400")} AS median_days,
  sum(is_open) AS open_deals, sum(CASE WHEN is_open = 1 THEN worth END) AS open_amount, sum(is_undated) AS undated
FROM marked
GROUP BY credit
ORDER BY credit`,
    { from, to, asOf },
    shape,
  );
}
