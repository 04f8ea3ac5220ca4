import type { Landing } from "#store.ts";
import { accountDays, gap, monthsOf } from "../derived.ts";
import type { Scope } from "../relations.ts";
import { orderTable } from "../sales.ts";

/** Orders that are summed at a time, about: however many there are, it takes the memory of so many. */
const most = 250_000;

/**
 * Renews the account rollups, of all accounts or of those with the given keys: histories sorted by account, days and
 * months by time, so that periods skip most of them.
 */
export async function renewRollups(landing: Landing, scope: Scope, accounts: readonly number[] | null): Promise<void> {
  if (accounts?.length === 0) return;
  // Keys are written out: DuckDB then reads no other account's orders.
  const chosen = accounts === null ? "true" : `account_id IN (${accounts.join(", ")})`;
  for (const table of ["account_histories", "account_days", "account_months"])
    await landing.run(`DELETE FROM data.${table} WHERE ${chosen}`);
  for (const part of accounts === null ? await allAccounts(landing, scope) : [chosen]) {
    await landing.run(`INSERT INTO data.account_histories SELECT account_id, ordered_on, orders, net, returned,
${gap(scope.dialect)} AS gap FROM (${accountDays(scope)}) AS d WHERE ${part} ORDER BY account_id, ordered_on`);
  }
  await landing.run(
    `INSERT INTO data.account_days SELECT * FROM data.account_histories WHERE ${chosen} ORDER BY ordered_on, account_id`,
  );
  const days = `SELECT *, NULL AS group_1, NULL AS group_2 FROM data.account_histories WHERE ${chosen}`;
  await landing.run(`INSERT INTO data.account_months SELECT account_id, month, orders, net, cohort
FROM (${monthsOf(days, scope.dialect)}) AS m ORDER BY month, account_id`);
}

/** SQL: conditions that hold for every account, each for one of them. */
async function allAccounts(landing: Landing, scope: Scope): Promise<string[]> {
  const count = Math.ceil((scope.statistics.rows[orderTable(scope)] ?? 0) / most);
  if (count <= 1) return ["true"];
  const [found] = await landing.rows("SELECT max(id) AS last FROM data.accounts");
  const from = (index: number): number => Math.ceil((index * Number(found?.last ?? 0)) / count);
  return Array.from({ length: count }, (_, index) => {
    const above = index === 0 ? [] : [`account_id >= ${from(index)}`];
    return [...above, ...(index === count - 1 ? [] : [`account_id < ${from(index + 1)}`])].join(" AND ");
  });
}
