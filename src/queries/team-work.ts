import type { View } from "#store.ts";
import { creditable, creditedTo, creditOf, sample as span, type TeamSpan, within } from "./team-credit.ts";

export const sample: TeamSpan = span;

/** Calls, meetings, visits … of the span by who did them. */
export function teamActivities(view: View, span: TeamSpan) {
  return view.select(
    `WITH ${creditable(span)}
SELECT ${creditOf(span)} AS credit, count(*) AS done
FROM activities ${creditedTo("activities.owner_id", span)}${within("activities.occurred_on")}
  AND activities.occurred_on <= CAST($asOf AS DATE)
GROUP BY ${creditOf(span)}
ORDER BY credit`,
    { from: span.from, to: span.to, asOf: span.asOf },
    { credit: "text?", done: "integer" },
  );
}

/** Median hours until leads created in the span were first answered, of those answered by the as-of day. */
export function teamResponses(view: View, span: TeamSpan) {
  const hours = "CAST(date_diff('second', leads.created_at, leads.first_response_at) AS DOUBLE) / 3600";
  return view.select(
    `WITH ${creditable(span)}
SELECT ${creditOf(span)} AS credit, ${view.dialect.median(hours)} AS hours
FROM leads ${creditedTo("leads.owner_id", span)}${within("leads.created_on")}
  AND leads.first_response_on <= CAST($asOf AS DATE)
GROUP BY ${creditOf(span)}
ORDER BY credit`,
    { from: span.from, to: span.to, asOf: span.asOf },
    { credit: "text?", hours: "double?" },
  );
}
