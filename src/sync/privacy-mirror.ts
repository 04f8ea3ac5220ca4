import { tables } from "#model/tables.ts";
import type { Landing } from "#store.ts";
import { emptied, kept, type Mark, peopled, removedWith } from "./erasure.ts";
import { mirrored, unreadable } from "./mirror.ts";
import { identifier } from "./sql.ts";
import { count } from "./staging.ts";

/**
 * Empties what the mirror holds of erased people, as far as it is kept for them in the raw tables. What the source says
 * of them unchanged does not come back; what it changes is emptied again by the publication that follows.
 */
export async function forgetMirrored(landing: Landing, marks: readonly Mark[], pepper: string): Promise<void> {
  const erased = marks.filter(({ kind }) => kind === "erase");
  if (erased.length === 0) return;
  const made =
    "SELECT count(*) AS n FROM information_schema.tables WHERE table_schema = 'mirror' AND table_name = 'about'";
  if ((await count(landing, made)) === 0) return;
  for (const table of peopled) {
    const pseudonyms = erased.filter(({ field }) => field === table).map(({ pseudonym }) => pseudonym);
    if (pseudonyms.length === 0) continue;
    const rows = await landing.rows(
      `SELECT external_id AS id FROM ${mirrored(table)}
       WHERE sha256($pepper || ':${table}:' || external_id) IN (SELECT unnest($pseudonyms))`,
      { pepper, pseudonyms },
    );
    const ids = rows.map(({ id }) => String(id));
    if (ids.length === 0) continue;
    const personal = Object.keys(tables[table].columns).filter((name) =>
      table === "accounts" ? !kept.has(name) : name === "name" || (table === "contacts" && name !== "account_id"),
    );
    await empty(landing, mirrored(table), [...personal, "custom"], "external_id", ids);
    await landing.run(`DELETE FROM ${unreadable} WHERE line IN (SELECT unnest($ids))`, { ids });
    if (table !== "accounts") continue;
    for (const hanging of removedWith) {
      await landing.run(`DELETE FROM ${mirrored(hanging)} WHERE account_id IN (SELECT unnest($ids))`, { ids });
    }
    for (const [name, columns] of Object.entries(emptied)) {
      await empty(landing, `mirror.${name}`, columns, "account_id", ids);
    }
    await empty(landing, mirrored("leads"), ["name", "custom"], "converted_account_id", ids);
  }
}

function empty(landing: Landing, table: string, columns: readonly string[], by: string, ids: string[]): Promise<void> {
  const emptying = columns.map((name) => `${identifier(name)} = NULL`).join(", ");
  return landing.run(`UPDATE ${table} SET ${emptying} WHERE ${by} IN (SELECT unnest($ids))`, { ids });
}
