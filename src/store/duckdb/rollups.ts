import type { Landing } from "#store.ts";
import { accountDays, gap, monthsOf } from "../derived.ts";
import type { Scope } from "../relations.ts";

/**
 * Renews the account rollups of the whole company: days and months sorted by time, so that periods skip most of them,
 * histories by account.
 */
export async function renewRollups(landing: Landing, scope: Scope): Promise<void> {
  await landing.run("DELETE FROM data.account_days");
  await landing.run("DELETE FROM data.account_histories");
  await landing.run("DELETE FROM data.account_months");
  await landing.run(`INSERT INTO data.account_days SELECT account_id, ordered_on, orders, net, returned,
${gap(scope.dialect)} AS gap FROM (${accountDays(scope)}) AS d ORDER BY ordered_on, account_id`);
  await landing.run(
    "INSERT INTO data.account_histories SELECT * FROM data.account_days ORDER BY account_id, ordered_on",
  );
  const days = "SELECT *, NULL AS group_1, NULL AS group_2 FROM data.account_days";
  await landing.run(`INSERT INTO data.account_months SELECT account_id, month, orders, net, cohort
FROM (${monthsOf(days, scope.dialect)}) AS m ORDER BY month, account_id`);
}
