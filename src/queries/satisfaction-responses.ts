import type { View } from "#store.ts";
import { bounds, earlier, inSpans, type SatisfactionSpan, sample as spans } from "./satisfaction-spans.ts";

export const sample: SatisfactionSpan = spans;

/** Hours from a ticket's opening to its first answer. */
export const responseHours = "CAST(date_diff('second', tickets.opened_at, tickets.first_response_at) AS DOUBLE) / 3600";

/**
 * Tickets by span and the question's group: complaints, and how long the first answer took of those that had one
 * by the as-of. `waiting` are the others that have waited for more than 24 hours; `backwards` were answered before they
 * were opened and are among neither.
 */
export async function ticketService(view: View, span: SatisfactionSpan) {
  const { dialect } = view;
  return view.select(
    `WITH opened AS (
  SELECT ${earlier("tickets.opened_at")} AS side, tickets.group_1 AS part, tickets.kind AS kind, tickets.first_response_at AS first_at,
    CASE WHEN tickets.first_response_at >= tickets.opened_at AND tickets.first_response_at < $asOfEnd
      THEN ${responseHours} END AS hours,
    CASE WHEN tickets.opened_at < $dayBefore THEN 1 ELSE 0 END AS old,
    CASE WHEN tickets.first_response_at < tickets.opened_at THEN 1 ELSE 0 END AS backward
  FROM tickets
  WHERE ${inSpans("tickets.opened_at")}
)
SELECT side, part, count(*) AS tickets_opened, count(CASE WHEN kind = 'complaint' THEN 1 END) AS complaints,
  count(hours) AS answered, count(CASE WHEN hours > 24 THEN 1 END) AS slow,
  count(CASE WHEN hours IS NULL AND backward = 0 AND old = 1 THEN 1 END) AS waiting,
  sum(backward) AS backwards, ${dialect.median("hours")} AS middle, ${dialect.orderStatistic("hours", 9, 10)} AS late_decile
FROM opened
GROUP BY side, part
ORDER BY side, part`,
    { ...bounds(span), dayBefore: new Date(span.asOfEnd.getTime() - 86_400_000) },
    {
      side: "integer",
      part: "text?",
      tickets_opened: "integer",
      complaints: "integer",
      answered: "integer",
      slow: "integer",
      waiting: "integer",
      backwards: "integer",
      middle: "double?",
      late_decile: "double?",
    },
  );
}
