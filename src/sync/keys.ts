import type { TableName } from "#model/tables.ts";
import { literal } from "./sql.ts";
import { count, type Load, staged, tableNames } from "./staging.ts";

/** Temporary table `place` (row of staging), `external_id`, `id`. */
export function keys(table: TableName): string {
  return `staged_keys_${table}`;
}

/** Facts in the order of their time make scans of a period touch few blocks. */
const sequence: Readonly<Partial<Record<TableName, string>>> = {
  orders: "ordered_at, s.rowid",
  activities: "occurred_at, s.rowid",
  opportunities: "created_at, s.rowid",
};

/** Gives every staged row its integer key: the one it had at the last sync, else the next free one. */
export async function assignKeys(load: Load): Promise<void> {
  const { landing, source } = load;
  for (const table of tableNames) {
    const order = sequence[table] ?? "s.rowid";
    const known = `FROM data.${table} WHERE source_system = ${literal(source)}`;
    const resync = (await count(landing, `SELECT count(*) AS n ${known}`)) > 0;
    await landing.run(
      resync
        ? `CREATE OR REPLACE TEMP TABLE ${keys(table)} AS
           WITH k AS (SELECT external_id, any_value(id) AS id ${known} GROUP BY 1), top AS (SELECT max(id) AS id FROM k)
           SELECT s.rowid AS place, s.external_id, coalesce(k.id, (SELECT id FROM top)
             + count(*) FILTER (k.id IS NULL) OVER (ORDER BY ${order} ROWS UNBOUNDED PRECEDING)) AS id
           FROM ${staged(table)} s LEFT JOIN k ON k.external_id = s.external_id`
        : `CREATE OR REPLACE TEMP TABLE ${keys(table)} AS
           SELECT s.rowid AS place, s.external_id, row_number() OVER (ORDER BY ${order}) AS id FROM ${staged(table)} s`,
    );
  }
}
