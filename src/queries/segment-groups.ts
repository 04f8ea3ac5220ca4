import type { View } from "#store.ts";
import { sample as span } from "./sales-span.ts";

/** Business days `[from, to)` with the instants at which they begin and end. */
export interface SegmentSpan {
  readonly from: string;
  readonly to: string;
  readonly start: Date;
  readonly end: Date;
}

export const sample: SegmentSpan = span;

/**
 * Customers with a valid order in a span by the question's groups: how many, how many of them with two orders and more,
 * their orders and what these brought. An account counts in each group in which it bought; without groups one row, none
 * where nobody bought.
 */
export function segmentGroups(view: View, { from, to, start, end }: SegmentSpan) {
  // Rollups answer where every dimension is the account's own.
  const [relation, within, bounds] = view.summarised
    ? ["account_days", "buys.ordered_on >= CAST($from AS DATE) AND buys.ordered_on < CAST($to AS DATE)", { from, to }]
    : ["sales", "buys.ordered_at >= $start AND buys.ordered_at < $end", { start, end }];
  return view.select(
    `WITH bought AS (
       SELECT buys.group_1 AS first_part, buys.group_2 AS second_part, buys.account_id AS buyer,
         sum(buys.orders) AS placed, sum(buys.net) AS sold
       FROM ${relation} AS buys
       WHERE buys.account_id IS NOT NULL AND ${within}
       GROUP BY buys.group_1, buys.group_2, buys.account_id
     )
     SELECT first_part, second_part, count(*) AS customers, sum(CASE WHEN placed >= 2 THEN 1 ELSE 0 END) AS repeaters,
       sum(placed) AS orders, sum(sold) AS net
     FROM bought GROUP BY first_part, second_part ORDER BY first_part, second_part`,
    bounds,
    {
      first_part: "text?",
      second_part: "text?",
      customers: "integer",
      repeaters: "integer",
      orders: "integer",
      net: "double",
    },
  );
}
