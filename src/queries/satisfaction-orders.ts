import type { View } from "#store.ts";
import { bounds, earlier, inSpans, type SatisfactionSpan, sample as spans } from "./satisfaction-spans.ts";

export const sample: SatisfactionSpan = spans;

/**
 * Valid orders by span and the question's group and their distinct customers; of those delivered by the as-of with a
 * promised time, how many came after it. `overdue` are promised and not delivered yet. Deliveries are null where
 * orders cannot honour the question.
 */
export async function servedOrders(view: View, span: SatisfactionSpan) {
  const whole = view.covers("valid_orders");
  const delivered = "promised_at IS NOT NULL AND delivered_at IS NOT NULL AND delivered_at < $asOfEnd";
  const deliveries = whole
    ? `count(CASE WHEN ${delivered} THEN 1 END) AS delivered,
  count(CASE WHEN ${delivered} AND delivered_at > promised_at THEN 1 END) AS late,
  count(CASE WHEN promised_at < $asOfEnd AND (delivered_at IS NULL OR delivered_at >= $asOfEnd) THEN 1 END) AS overdue`
    : "NULL AS delivered, NULL AS late, NULL AS overdue";
  return view.select(
    `SELECT ${earlier("ordered_at")} AS side, group_1 AS part, ${whole ? "count(*)" : "sum(orders)"} AS placed, count(DISTINCT account_id) AS customers,
  ${deliveries}
FROM ${whole ? "valid_orders" : "sales"}
WHERE ${inSpans("ordered_at")}
GROUP BY side, part
ORDER BY side, part`,
    bounds(span),
    {
      side: "integer",
      part: "text?",
      placed: "integer",
      customers: "integer",
      delivered: "integer?",
      late: "integer?",
      overdue: "integer?",
    },
  );
}

/** Returns by span and the question's group. */
export async function returnsMade(view: View, span: SatisfactionSpan) {
  return view.select(
    `SELECT ${earlier("returns.returned_at")} AS side, returns.group_1 AS part, count(*) AS returned FROM returns
WHERE ${inSpans("returns.returned_at")}
GROUP BY side, part
ORDER BY side, part`,
    bounds(span),
    { side: "integer", part: "text?", returned: "integer" },
  );
}
