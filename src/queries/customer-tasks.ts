import type { View } from "#store.ts";
import type { OfAccount } from "./customer-account.ts";

export const sample: OfAccount = { account: 128, asOf: "2026-05-10" };

/** Tasks about a customer of the last 14 days, newest first, at most three: what somebody means to do. */
export function customerTasks(view: View, { account, asOf }: OfAccount) {
  return view.select(
    `SELECT activities.external_id AS task, activities.occurred_on AS noted, activities.outcome AS title, owners.name AS owner
     FROM activities LEFT JOIN owners ON owners.id = activities.owner_id
     WHERE activities.account_id = $account AND activities.kind = 'task' AND activities.outcome IS NOT NULL
       AND activities.occurred_on <= CAST($asOf AS DATE) AND activities.occurred_on > CAST($asOf AS DATE) - 14
     ORDER BY noted DESC, task LIMIT 3`,
    { account, asOf },
    { task: "text", noted: "day", title: "text?", owner: "text?" },
  );
}
