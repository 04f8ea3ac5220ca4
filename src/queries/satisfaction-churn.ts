import type { View } from "#store.ts";
import { responseHours } from "./satisfaction-responses.ts";

/** Tickets opened on the days `[from, to)`, watched for `horizon` days. */
export interface WatchedTickets {
  readonly from: string;
  readonly to: string;
  readonly horizon: number;
}

export const sample: WatchedTickets = { from: "2025-08-01", to: "2026-08-01", horizon: 90 };

/** Median days between two order days of an account; null where nobody has come back. */
export async function usualGap(view: View): Promise<number | null> {
  const [row] = await view.select(
    `SELECT ${view.dialect.median("account_gaps.gap", "integer")} AS usual FROM account_gaps`,
    {},
    { usual: "double?" },
  );
  return row?.usual ?? null;
}

/**
 * Customers with answered tickets, by whether the first answer to their first ticket took more than 24 hours: how many
 * there are that had ordered within two horizons before, and how many of them did not order within the horizon after.
 */
export async function churnByResponse(view: View, { from, to, horizon }: WatchedTickets) {
  return view.select(
    `WITH answered AS (
  SELECT tickets.account_id AS asker, tickets.opened_on AS since, CASE WHEN ${responseHours} > 24 THEN 1 ELSE 0 END AS slowly,
    row_number() OVER (PARTITION BY tickets.account_id ORDER BY tickets.opened_at, tickets.id) AS place
  FROM tickets
  WHERE tickets.account_id IS NOT NULL AND tickets.opened_on >= CAST($from AS DATE) AND tickets.opened_on < CAST($to AS DATE)
    AND tickets.first_response_at >= tickets.opened_at
),
visits AS (
  SELECT answered.asker AS asker, answered.slowly AS slowly, ${view.dialect.daysBetween("answered.since", "account_days.ordered_on")} AS later
  FROM answered JOIN account_days ON account_days.account_id = answered.asker
  WHERE answered.place = 1
),
watched AS (
  SELECT asker, slowly, count(CASE WHEN later <= 0 AND later > -2 * $horizon THEN 1 END) AS earlier,
    count(CASE WHEN later > 0 AND later <= $horizon THEN 1 END) AS again
  FROM visits GROUP BY asker, slowly
)
SELECT slowly, count(*) AS customers, count(CASE WHEN again = 0 THEN 1 END) AS churned
FROM watched WHERE earlier > 0
GROUP BY slowly
ORDER BY slowly`,
    { from, to, horizon },
    { slowly: "integer", customers: "integer", churned: "integer" },
  );
}
