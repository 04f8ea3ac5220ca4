import type { Field } from "#connector.ts";
import type { TableName } from "#model/tables.ts";
import type { Landing } from "#store.ts";
import { fieldsTable, unreadable } from "./mirror.ts";
import type { Row } from "./stage-pages.ts";
import { type Load, stagedColumns } from "./staging.ts";

/** Says of a field that no mapping knows that it is kept nevertheless. */
export const unmapped = "is not mapped; kept in custom";

/** Moves what rows hold besides the model's columns into `custom`, and reports each such field once. */
export async function keepUnknown(landing: Landing, table: TableName, rows: readonly Row[]): Promise<readonly Row[]> {
  const known = new Set(["id", ...Object.keys(stagedColumns(table))]);
  const found = new Map<string, Row>();
  const kept = rows.map((row) => {
    const names = Object.keys(row).filter((name) => !known.has(name));
    const strange = names.map((name) => [name, row[name] ?? null] as const).filter(([, value]) => value !== null);
    if (strange.length === 0) return row;
    for (const [name] of strange) if (!found.has(name)) found.set(name, row);
    const before = typeof row.custom === "string" ? (JSON.parse(row.custom) as object) : {};
    return { ...row, custom: JSON.stringify({ ...Object.fromEntries(strange), ...before }) };
  });
  for (const [field, row] of found) {
    await landing.run(
      `DELETE FROM ${unreadable} WHERE "table" = $table AND column_name = $field AND reason = $unmapped`,
      {
        ...{ table, field, unmapped },
      },
    );
    await landing.run(`INSERT INTO ${unreadable} VALUES ($table, $table, $id, $field, $value, $unmapped)`, {
      ...{ table, field, unmapped, id: String(row.id), value: String(row[field]).slice(0, 200) },
    });
  }
  return kept;
}

/** Compares the fields of a table's records with those that the source had when they were last described. */
export async function noteFields(load: Load, table: TableName, fields: readonly Field[]): Promise<void> {
  const { landing } = load;
  const now = fields.map(({ name }) => name);
  const rows = await landing.rows(`SELECT field FROM ${fieldsTable} WHERE table_name = $table`, { table });
  const before = rows.map(({ field }) => String(field));
  const added = now.filter((name) => !before.includes(name));
  const gone = before.filter((name) => !now.includes(name));
  if (added.length + gone.length === 0) return;
  if (before.length > 0 && added.length > 0) load.note(`${table}: the source has new fields: ${added.join(", ")}`);
  if (gone.length > 0) load.note(`${table}: fields that the source has no longer: ${gone.join(", ")}`);
  await landing.run(`DELETE FROM ${fieldsTable} WHERE table_name = $table`, { table });
  if (now.length > 0) {
    await landing.run(`INSERT INTO ${fieldsTable} SELECT $table, unnest($now)`, { table, now });
  }
}
