import { type TableName, tables } from "#model/tables.ts";
import { literal } from "./sql.ts";
import { count, type Load, staged, tableNames } from "./staging.ts";

/** Temporary table `currency`, `day`, `rate` into the reporting currency (null: unknown), for what staging needs. */
export const rates = "staged_rates";

/** When each table's money moved: the day whose rate converts it. SQL over a staged row. */
const moments: Readonly<Partial<Record<TableName, string>>> = {
  orders: "ordered_at",
  returns: "returned_at",
  payments: "paid_at",
  contracts: "coalesce(signed_at, starts_on::TIMESTAMP)",
  receivable_plans: "due_on",
  opportunities: "coalesce(closed_at, created_at)",
  campaigns: "starts_at",
  campaign_costs: "spent_on",
  targets: "period_start",
};

/** SQL: the day whose rate converts a staged row's money. */
export function rateDay(table: TableName, alias: string, zone: string): string {
  const moment = (moments[table] ?? "NULL").replace(/\b([a-z]+_(?:at|on)|period_start)\b/g, `${alias}.$1`);
  const isDay = ["due_on", "spent_on", "period_start"].includes(moments[table] ?? "");
  return isDay ? moment : `CAST(timezone(${literal(zone)}, timezone('UTC', ${moment})) AS DATE)`;
}

/** Tables that carry a currency of their own beside their money. */
export const currencyTables: readonly TableName[] = tableNames.filter(
  (table) => moments[table] !== undefined && tables[table].columns.currency,
);

/**
 * Finds the rate of each foreign currency and day that staging mentions: the latest on or before that day, direct or
 * inverse, else through one currency between. A rate that nothing tells stays null and is noted. Returns whether there
 * is any foreign currency.
 */
export async function findRates(load: Load): Promise<boolean> {
  const { landing, currency, zone } = load;
  const foreign = `currency <> ${literal(currency)}`;
  const wanted = currencyTables.map(
    (table) => `SELECT DISTINCT currency, ${rateDay(table, "s", zone)} AS day FROM ${staged(table)} s WHERE ${foreign}`,
  );
  const leg = "max_by(rate, direct) AS rate";
  await landing.run(
    `CREATE OR REPLACE TEMP TABLE ${rates} AS
     WITH wanted AS (${wanted.join(" UNION ")}),
     legs AS (SELECT source, target, rate_on, ${leg} FROM (
         SELECT upper(from_currency) AS source, upper(to_currency) AS target, rate_on, rate, 1 AS direct FROM ${staged("fx_rates")} WHERE rate > 0
         UNION ALL SELECT upper(to_currency), upper(from_currency), rate_on, 1 / rate, 0 FROM ${staged("fx_rates")} WHERE rate > 0) GROUP BY ALL),
     home AS (SELECT source, rate_on, rate FROM legs WHERE target = ${literal(currency)}),
     straight AS (SELECT w.currency, w.day, h.rate FROM wanted w ASOF LEFT JOIN home h ON w.currency = h.source AND w.day >= h.rate_on),
     between_currencies AS (SELECT DISTINCT source, target FROM legs WHERE target <> ${literal(currency)}),
     first_leg AS (SELECT s.currency, s.day, s.target, l.rate, l.rate_on
       FROM (SELECT s.currency, s.day, b.target FROM straight s JOIN between_currencies b ON b.source = s.currency WHERE s.rate IS NULL) s
       ASOF JOIN legs l ON s.currency = l.source AND s.target = l.target AND s.day >= l.rate_on),
     crossed AS (SELECT f.currency, f.day, max_by(f.rate * h.rate, (least(f.rate_on, h.rate_on), f.target)) AS rate
       FROM first_leg f ASOF JOIN home h ON f.target = h.source AND f.day >= h.rate_on GROUP BY ALL)
     SELECT s.currency, s.day, coalesce(s.rate, c.rate) AS rate
     FROM straight s LEFT JOIN crossed c ON c.currency = s.currency AND c.day IS NOT DISTINCT FROM s.day`,
  );
  for (const row of await landing.rows(
    `SELECT currency, count(*) AS days, CAST(min(day) AS VARCHAR) AS first, CAST(max(day) AS VARCHAR) AS last FROM ${rates} WHERE rate IS NULL GROUP BY 1 ORDER BY 1`,
  )) {
    const span = row.first === null ? "without a date" : `between ${row.first} and ${row.last}`;
    load.note(
      `no rate from ${row.currency} to ${currency} for ${row.days} days ${span}: those amounts are left out of totals`,
    );
  }
  return (await count(landing, `SELECT count(*) AS n FROM ${rates}`)) > 0;
}
