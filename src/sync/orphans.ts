import { references } from "./references.ts";
import { identifier } from "./sql.ts";
import { count, type Load, staged, stagedRows } from "./staging.ts";

/** Notes how many rows refer to rows that the source does not have; such a reference is left empty. */
export async function noteOrphans(load: Load): Promise<void> {
  const rows = await stagedRows(load.landing);
  for (const { table, column, to } of references().filter(({ table }) => rows.get(table) !== 0)) {
    const orphans = await count(
      load.landing,
      `SELECT count(*) AS n FROM ${staged(table)} WHERE ${identifier(column)} IS NOT NULL
       AND ${identifier(column)} NOT IN (SELECT external_id FROM ${staged(to)})`,
    );
    if (orphans > 0) load.note(`${table}.${column}: ${orphans} rows refer to ${to} that the source does not have`);
  }
}
