import type { View } from "#store.ts";
import { bounds, earlier, inSpans, type SatisfactionSpan, sample as spans } from "./satisfaction-spans.ts";
import { answeredAt, rankedAnswers } from "./satisfaction-surveys.ts";

export const sample: SatisfactionSpan = spans;

/** Was an order delivered after the promised time? Null while one of them is not known. */
const late = `CASE WHEN orders.delivered_at > orders.promised_at THEN 1
    WHEN orders.delivered_at <= orders.promised_at THEN 0 END`;

/**
 * Respondents' latest NPS answers by span, the question's group, and whether the order that they name came late: null where
 * it names none, or orders cannot honour the question.
 */
export async function satisfactionVotes(view: View, span: SatisfactionSpan) {
  const deliveries = view.has("orders") && view.covers("orders");
  return view.select(
    `WITH ranked AS (${rankedAnswers(earlier(answeredAt), inSpans(answeredAt))})${
      deliveries
        ? `,
deliveries AS (SELECT DISTINCT orders.id AS delivery, ${late} AS late FROM orders WHERE orders.promised_at IS NOT NULL)`
        : ""
    }
SELECT ranked.slot AS side, ranked.part AS part, ${deliveries ? "deliveries.late" : "NULL"} AS late, count(*) AS respondents,
  count(CASE WHEN ranked.vote = 1 THEN 1 END) AS promoters, count(CASE WHEN ranked.vote = -1 THEN 1 END) AS detractors
FROM ranked ${deliveries ? "LEFT JOIN deliveries ON deliveries.delivery = ranked.order_id" : ""}
WHERE ranked.newest = 1
GROUP BY ranked.slot, ranked.part${deliveries ? ", deliveries.late" : ""}
ORDER BY side, part, late`,
    bounds(span),
    {
      side: "integer",
      part: "text?",
      late: "integer?",
      respondents: "integer",
      promoters: "integer",
      detractors: "integer",
    },
  );
}
