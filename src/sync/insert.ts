import { reportingColumn } from "#model/table.ts";
import { type TableName, tables } from "#model/tables.ts";
import type { Landing } from "#store.ts";
import { lineSums } from "./fill-trade.ts";
import { keys } from "./keys.ts";
import { currencyTables, rateDay, rates } from "./rates.ts";
import { slices } from "./slices.ts";
import { identifier, literal } from "./sql.ts";
import { type Load, staged, stagedRows } from "./staging.ts";

/**
 * Replaces a table's rows, or in a partial load those that are staged, by the staged ones: references become keys, money gets its reporting amount beside it.
 * `foreign` says whether any money is in another currency than the reporting one. Returns the number of rows.
 */
export async function insertRows(load: Load, table: TableName, foreign: boolean): Promise<number> {
  const { landing, source, zone, currency } = load;
  const replaced = load.partial ? ` WHERE id IN (SELECT id FROM ${keys(table)} WHERE place IS NOT NULL)` : "";
  await landing.run(`DELETE FROM data.${table}${replaced}`);
  const filled = await filledColumns(landing, table);
  if (filled === null) return 0;
  const target: Record<string, string> = {
    id: "k.id",
    source_system: literal(source),
    external_id: "s.external_id",
    source_created_at: "s.source_created_at",
    source_updated_at: "s.source_updated_at",
    synced_at: `TIMESTAMP ${literal(load.now.toISOString().replace("T", " ").replace("Z", ""))}`,
    deleted_at: "s._deleted_at",
    custom: "s.custom",
  };
  const joins: string[] = [];
  if (filled.has("_merged_into")) {
    joins.push(`LEFT JOIN ${keys(table)} survivor ON survivor.external_id = s._merged_into`);
    target.merged_into_id = "survivor.id";
  }
  let rate = "1";
  const hasMoney = foreign && Object.values(tables[table].columns).some((column) => column.kind === "money");
  if (hasMoney && currencyTables.includes(table)) {
    joins.push(`LEFT JOIN ${rates} f ON f.currency = s.currency AND f.day = ${rateDay(table, "s", zone)}`);
    rate = `CASE WHEN s.currency = ${literal(currency)} THEN 1 ELSE f.rate END`;
  } else if (hasMoney) {
    // Lines are in their order's currency, what a deal once was in the deal's, at the same rate: only changes show.
    const [owner, reference] =
      table === "order_lines" ? (["orders", "order_id"] as const) : (["opportunities", "opportunity_id"] as const);
    joins.push(
      `LEFT JOIN (SELECT o.external_id, o.currency, r.rate FROM ${staged(owner)} o LEFT JOIN ${rates} r
         ON r.currency = o.currency AND r.day = ${rateDay(owner, "o", zone)} WHERE o.currency <> ${literal(currency)}) f ON f.external_id = s.${reference}`,
    );
    rate = "CASE WHEN f.currency IS NULL THEN 1 ELSE f.rate END";
  }
  for (const [name, column] of Object.entries(tables[table].columns).filter(([name]) => filled.has(name))) {
    const own = `s.${identifier(name)}`;
    if (column.kind === "reference") {
      const alias = identifier(`to_${name}`);
      joins.push(`LEFT JOIN ${keys(column.references as TableName)} ${alias} ON ${alias}.external_id = ${own}`);
      target[name] = `${alias}.id`;
    } else target[name] = own;
    if (column.kind === "money") {
      target[reportingColumn(name)] =
        `CASE WHEN (${rate}) = 1 THEN ${own} ELSE TRY_CAST(${own} * (${rate}) AS DECIMAL(18,4)) END`;
    }
  }
  if (table === "orders") {
    joins.push(`LEFT JOIN ${lineSums} l ON l.order_id = s.external_id`);
    target.units = "l.units";
  }
  const order = table === "orders" ? "s.ordered_at, k.id" : "k.id";
  for (const slice of await slices(landing, table)) {
    await landing.run(
      `INSERT INTO data.${table} (${Object.keys(target).map(identifier).join(", ")})
       SELECT ${Object.values(target).join(", ")} FROM ${staged(table)} s JOIN ${keys(table)} k ON k.place = s.rowid
       ${joins.join("\n       ")} WHERE ${slice("s.rowid")} AND ${slice("k.place")} ORDER BY ${order}`,
    );
  }
  return (await stagedRows(landing, [table])).get(table) ?? 0;
}

/** The columns that any staged row fills, null without rows: sorting and joining empty ones takes time and memory too. */
async function filledColumns(landing: Landing, table: TableName): Promise<ReadonlySet<string> | null> {
  const names = [...Object.keys(tables[table].columns), "_merged_into"];
  const looks = names.map((name) => `count(${identifier(name)}) > 0 AS ${identifier(name)}`);
  const [found] = await landing.rows(`SELECT count(*) AS "rows of it", ${looks.join(", ")} FROM ${staged(table)}`);
  if (Number(found?.["rows of it"]) === 0) return null;
  return new Set(names.filter((name) => found?.[name] === true));
}
