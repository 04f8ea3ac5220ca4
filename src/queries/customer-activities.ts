import type { View } from "#store.ts";
import { type CustomerSpan, sample as span } from "./customer-orders.ts";

export const sample: CustomerSpan = span;

/**
 * Calls, visits, mails and meetings with a customer, newest first, at most 200, each beside how many there were in the
 * period. Tasks are plans and contact nobody.
 */
export function customerActivities(view: View, { account, asOf, from, to }: CustomerSpan) {
  return view.select(
    `SELECT activities.external_id AS activity_id, activities.occurred_on AS occurred, activities.kind AS kind,
       activities.outcome AS outcome, owners.name AS owner,
       CAST(sum(CASE WHEN activities.occurred_on >= CAST($from AS DATE) AND activities.occurred_on < CAST($to AS DATE)
         THEN 1 ELSE 0 END) OVER () AS INTEGER) AS in_period
     FROM activities LEFT JOIN owners ON owners.id = activities.owner_id
     WHERE activities.account_id = $account AND activities.occurred_on <= CAST($asOf AS DATE)
       AND coalesce(activities.kind, '') <> 'task'
     ORDER BY occurred DESC, activity_id LIMIT 200`,
    { account, asOf, from, to },
    {
      activity_id: "text",
      occurred: "day",
      kind: "text?",
      outcome: "text?",
      owner: "text?",
      in_period: "integer",
    },
  );
}
