import { type TableName, tables } from "#model/tables.ts";
import type { Landing } from "#store.ts";
import { emptied, kept, type Mark, type Peopled, peopled, removedWith } from "./erasure.ts";
import { forgetMirrored } from "./privacy-mirror.ts";
import { literal } from "./sql.ts";

/** Where free text may name anybody. */
export const freeText: readonly (readonly [TableName, string])[] = [
  ["tickets", "subject"],
  ["tickets", "body"],
  ["surveys", "comment"],
  ["mentions", "text"],
  ["opportunities", "name"],
];

/** Name of the source of rows that Parley adds itself. */
const own = "parley";

/** Keys of the rows with these pseudonyms, and what names them. */
async function found(
  landing: Landing,
  table: Peopled,
  pepper: string,
  pseudonyms: readonly string[],
): Promise<{ ids: number[]; named: string[]; pseudonymOf: Map<number, string> }> {
  if (pseudonyms.length === 0) return { ids: [], named: [], pseudonymOf: new Map() };
  const naming = ["name", ...(table === "leads" ? [] : ["email", "phone"])];
  const rows = await landing.rows(
    `SELECT * FROM (SELECT id, external_id, ${naming.join(", ")}, sha256($pepper || ':${table}:' || external_id) AS pseudonym
       FROM data.${table}) WHERE pseudonym IN (SELECT unnest($pseudonyms)) ORDER BY id`,
    { pepper, pseudonyms },
  );
  return {
    ids: rows.map(({ id }) => Number(id)),
    named: rows.flatMap((row) => [row.external_id, ...naming.map((name) => row[name])].flatMap(telling)),
    pseudonymOf: new Map(rows.map(({ id, pseudonym }) => [Number(id), String(pseudonym)])),
  };
}

/** A text that can tell a person; one character cannot. */
function telling(value: unknown): string[] {
  return typeof value === "string" && value.trim().length > 1 ? [value.trim()] : [];
}

/**
 * Applies what was decided about people's data to the raw tables: erases, corrects, leaves out of scoring. Doing it twice
 * changes nothing. O(rows of the tables of people), and nothing without marks.
 */
export async function applyPrivacy(landing: Landing, marks: readonly Mark[], pepper: string): Promise<void> {
  await landing.run(`DELETE FROM data.consents WHERE source_system = '${own}'`);
  for (const table of peopled) {
    const pseudonyms = marks.filter(({ kind, field }) => kind === "erase" && field === table);
    const rows = await found(
      landing,
      table,
      pepper,
      pseudonyms.map((mark) => mark.pseudonym),
    );
    if (rows.ids.length > 0) await erase(landing, table, rows);
  }
  await forgetMirrored(landing, marks, pepper);
  for (const { field, pseudonym, value } of marks.filter(({ kind }) => kind === "correct")) {
    const [table = "", column = ""] = field.split(".");
    if (!isPeopled(table) || !(column in tables[table].columns)) continue;
    const { ids } = await found(landing, table, pepper, [pseudonym]);
    if (ids.length > 0) {
      await landing.run(`UPDATE data.${table} SET ${column} = $value WHERE id IN (SELECT unnest($ids))`, {
        value,
        ids,
      });
    }
  }
  const unscored = marks.filter(({ kind }) => kind === "no_profiling").map(({ pseudonym }) => pseudonym);
  const { ids } = await found(landing, "accounts", pepper, unscored);
  if (ids.length === 0) return;
  await landing.run(
    `INSERT INTO data.consents (id, source_system, external_id, synced_at, account_id, purpose, status)
     SELECT (SELECT coalesce(max(id), 0) FROM data.consents) + row_number() OVER (ORDER BY account), '${own}',
       '${own}-' || account, now()::TIMESTAMP, account, 'profiling', 'withdrawn' FROM (SELECT unnest($ids) AS account)`,
    { ids },
  );
}

/** SQL of what a row would be called if it were erased, out of its external id; null when none of its table was. */
export function aliasIn(
  table: TableName,
  externalId: string,
  { marks, pepper }: { readonly marks: readonly Mark[]; readonly pepper: string },
): string | null {
  if (!isPeopled(table) || !marks.some(({ kind, field }) => kind === "erase" && field === table)) return null;
  return `'erased-' || left(sha256(${literal(`${pepper}:${table}:`)} || ${externalId}), 12)`;
}

/** What an erased row is called. */
const aliasOf = (pseudonym: string): string => `erased-${pseudonym.slice(0, 12)}`;

const isPeopled = (table: string): table is Peopled => (peopled as readonly string[]).includes(table);

async function erase(
  landing: Landing,
  table: Peopled,
  { ids, named, pseudonymOf }: Awaited<ReturnType<typeof found>>,
): Promise<void> {
  if (table === "contacts") {
    await landing.run(
      "UPDATE data.surveys SET contact_id = NULL, comment = NULL WHERE contact_id IN (SELECT unnest($ids))",
      {
        ids,
      },
    );
    await landing.run("DELETE FROM data.consents WHERE contact_id IN (SELECT unnest($ids))", { ids });
    await landing.run("DELETE FROM data.contacts WHERE id IN (SELECT unnest($ids))", { ids });
  }
  if (table === "accounts") await emptyRowsOf(landing, ids);
  if (table !== "contacts") {
    const nothing = Object.keys(tables[table].columns).filter((column) =>
      table === "accounts" ? !kept.has(column) : column === "name",
    );
    const emptying = [...nothing, "custom"].map((column) => `${column} = NULL`).join(", ");
    for (const [id, pseudonym] of pseudonymOf) {
      await landing.run(`UPDATE data.${table} SET ${emptying}, external_id = $alias WHERE id = $id`, {
        id,
        alias: aliasOf(pseudonym),
      });
    }
  }
  const [rejected] = await landing.rows(
    "SELECT count(*) AS n FROM information_schema.tables WHERE table_schema = 'data' AND table_name = 'rejected_rows'",
  );
  if (Number(rejected?.n ?? 0) > 0 && named.length > 0) {
    await landing.run(
      `DELETE FROM data.rejected_rows WHERE EXISTS (FROM (SELECT unnest($named) AS name) AS names WHERE contains("value", name))`,
      { named },
    );
  }
}

async function emptyRowsOf(landing: Landing, ids: readonly number[]): Promise<void> {
  for (const table of removedWith) {
    await landing.run(`DELETE FROM data.${table} WHERE account_id IN (SELECT unnest($ids))`, { ids });
  }
  for (const [table, columns] of Object.entries(emptied)) {
    const emptying = columns.map((column) => `${column} = NULL`).join(", ");
    await landing.run(`UPDATE data.${table} SET ${emptying} WHERE account_id IN (SELECT unnest($ids))`, { ids });
  }
  await landing.run(
    "UPDATE data.leads SET name = NULL, custom = NULL WHERE converted_account_id IN (SELECT unnest($ids))",
    { ids },
  );
}
