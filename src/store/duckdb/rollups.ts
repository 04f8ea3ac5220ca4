import type { Landing } from "#store.ts";
import { accountDays, gap, monthsOf } from "../derived.ts";
import type { Scope } from "../relations.ts";

/**
 * Renews the two account rollups of the whole company, sorted by day so that periods skip most of them; or the rows of
 * some accounts, whose keys are written out, because DuckDB then reads no other account's orders.
 */
export async function renewRollups(landing: Landing, scope: Scope, accounts: readonly number[] | null): Promise<void> {
  if (accounts?.length === 0) return;
  const some = accounts === null ? "" : `WHERE account_id IN (${accounts.join(", ")})`;
  await landing.run(`DELETE FROM data.account_days ${some}`);
  await landing.run(`DELETE FROM data.account_months ${some}`);
  await landing.run(`INSERT INTO data.account_days SELECT account_id, ordered_on, orders, net, returned,
${gap(scope.dialect)} AS gap FROM (${accountDays(scope)}) AS d ${some} ORDER BY ordered_on, account_id`);
  const days = `SELECT *, NULL AS group_1, NULL AS group_2 FROM data.account_days ${some}`;
  await landing.run(`INSERT INTO data.account_months SELECT account_id, month, orders, net, cohort
FROM (${monthsOf(days, scope.dialect)}) AS m ORDER BY month, account_id`);
}
