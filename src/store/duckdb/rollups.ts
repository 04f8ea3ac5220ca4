import type { Landing } from "#store.ts";
import { accountDays, gap, monthsOf } from "../derived.ts";
import type { Scope } from "../relations.ts";
import { orderTable } from "../sales.ts";

/** Orders that are summed, and days that are sorted, at a time, about: however many there are, it takes the memory of so many. */
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
  const parts = accounts === null ? await allAccounts(landing, scope) : [chosen];
  const months = parts.map((part) => monthsWhere(part, scope));
  for (const part of parts) {
    await landing.run(`INSERT INTO data.account_histories SELECT account_id, ordered_on, orders, net, returned,
${gap(scope.dialect)} AS gap FROM (${accountDays(scope)}) AS d WHERE ${part} ORDER BY account_id, ordered_on`);
  }
  for (const span of parts.length === 1 ? [chosen] : await spansOf(landing, "data.account_histories", "ordered_on")) {
    await landing.run(
      `INSERT INTO data.account_days SELECT * FROM data.account_histories WHERE ${span} ORDER BY ordered_on, account_id`,
    );
  }
  const [only = ""] = months;
  if (months.length === 1) return landing.run(`INSERT INTO data.account_months ${only} ORDER BY month, account_id`);
  await landing.run(`CREATE OR REPLACE TEMP TABLE months AS ${only} LIMIT 0`);
  for (const some of months) await landing.run(`INSERT INTO months ${some}`);
  for (const span of await spansOf(landing, "months", "month")) {
    await landing.run(`INSERT INTO data.account_months SELECT * FROM months WHERE ${span} ORDER BY month, account_id`);
  }
  await landing.run("DROP TABLE months");
}

/** SQL: the months of the accounts for which a condition holds. */
function monthsWhere(part: string, { dialect }: Scope): string {
  const days = `SELECT *, NULL AS group_1, NULL AS group_2 FROM data.account_histories WHERE ${part}`;
  return `SELECT account_id, month, orders, net, cohort FROM (${monthsOf(days, dialect)}) AS m`;
}

/** SQL: conditions on a date, each for rows of one span of time after the other, which together are all. */
async function spansOf(landing: Landing, table: string, date: string): Promise<string[]> {
  const found = await landing.rows(
    `SELECT CAST(${date} AS VARCHAR) AS day, count(*) AS n FROM ${table} GROUP BY ALL ORDER BY day`,
  );
  const begins: string[] = [];
  let held = most;
  for (const { day, n } of found) {
    if (held >= most) {
      begins.push(String(day));
      held = 0;
    }
    held += Number(n);
  }
  return begins.map((begin, index) => {
    const end = begins[index + 1];
    return `${date} >= DATE '${begin}'${end === undefined ? "" : ` AND ${date} < DATE '${end}'`}`;
  });
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
