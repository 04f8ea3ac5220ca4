import type { TableName } from "#model/tables.ts";
import { mentions } from "./references.ts";
import { sequence } from "./sequence.ts";
import { slices } from "./slices.ts";
import { literal } from "./sql.ts";
import { type Load, staged, tableNames } from "./staging.ts";

/** Temporary table `place` (row of staging), `external_id`, `id`. */
export function keys(table: TableName): string {
  return `staged_keys_${table}`;
}

/**
 * Gives every staged row its integer key: the one it had at the last sync, else the next free one. In a partial load
 * also those that staged rows refer to have theirs, without a place. A whole load goes slice by slice, in the memory of
 * one, looking for the keys of each among all: O(rows × slices), the factor a few nanoseconds.
 */
export async function assignKeys(load: Load, aliased: Aliased = () => null): Promise<void> {
  if (load.partial) return assignSome(load, aliased);
  for (const table of tableNames) await assignAll(load, table);
}

async function assignAll({ landing, source }: Load, table: TableName): Promise<void> {
  const name = keys(table);
  const known = `FROM data.${table} WHERE source_system = ${literal(source)}`;
  await landing.run(`CREATE OR REPLACE TEMP TABLE ${name} (place BIGINT, external_id VARCHAR, id BIGINT)`);
  for (const slice of await slices(landing, table)) {
    await landing.run(
      `INSERT INTO ${name}
       WITH wanted AS (SELECT external_id FROM ${staged(table)} WHERE ${slice("rowid")}),
         k AS (SELECT external_id, any_value(id) AS id ${known} AND external_id IN (FROM wanted) GROUP BY 1)
       SELECT s.rowid, s.external_id, coalesce(k.id,
         greatest((SELECT coalesce(max(id), 0) ${known}), (SELECT coalesce(max(id), 0) FROM ${name})) + ${placeAmongNew(orderOf(table))})
       FROM ${staged(table)} s LEFT JOIN k ON k.external_id = s.external_id WHERE ${slice("s.rowid")}`,
    );
  }
}

function orderOf(table: TableName): string {
  return table in sequence ? `s.${sequence[table]}, s.rowid` : "s.rowid";
}

/** SQL: numbers those without a key from 1. A running count would say the same, but a window of it costs much more. */
function placeAmongNew(order: string): string {
  return `row_number() OVER (PARTITION BY k.id IS NULL ORDER BY ${order})`;
}

/** SQL of the name under which an erased row is kept, out of its external id; null where none of a table was erased. */
export type Aliased = (table: TableName, externalId: string) => string | null;

async function assignSome({ landing, source }: Load, aliased: Aliased): Promise<void> {
  for (const table of tableNames) {
    const alias = aliased(table, "w.external_id");
    const known = (name: string) =>
      `SELECT w.external_id, d.id FROM wanted w JOIN data.${table} d ON d.external_id = ${name} AND d.source_system = ${literal(source)}`;
    await landing.run(
      `CREATE OR REPLACE TEMP TABLE ${keys(table)} AS
       WITH wanted AS (SELECT external_id FROM ${staged(table)} UNION ${mentions(table)} UNION
           SELECT _merged_into FROM ${staged(table)} WHERE _merged_into IS NOT NULL),
         k AS (SELECT external_id, any_value(id) AS id FROM (${known("w.external_id")}${alias === null ? "" : ` UNION ALL ${known(alias)}`}) GROUP BY 1)
       SELECT s.rowid AS place, s.external_id, coalesce(k.id, (SELECT coalesce(max(id), 0) FROM data.${table})
           + ${placeAmongNew(orderOf(table))}) AS id
         FROM ${staged(table)} s LEFT JOIN k ON k.external_id = s.external_id
       UNION ALL
       SELECT NULL, external_id, id FROM k WHERE external_id NOT IN (SELECT external_id FROM ${staged(table)})`,
    );
  }
}
