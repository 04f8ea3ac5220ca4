import type { Erasure, Holding } from "#office.ts";
import type { State } from "#store.ts";

/** Where the state may name people, which columns do, and what an erasure does there. */
const places = [
  { table: "audit", columns: ["text", "command"], how: "pseudonymised" },
  { table: "conversations", columns: ["question"], how: "removed" },
  { table: "ratings", columns: ["comment"], how: "pseudonymised" },
  { table: "deliveries", columns: ["headline", "error"], how: "pseudonymised" },
  { table: "schedules", columns: ["ask"], how: "removed" },
  // What is yet to be sent is composed anew, without them.
  { table: "outbox", columns: ["answer"], how: "removed" },
  { table: "doubts", columns: ["question", "command", "why"], how: "pseudonymised" },
  { table: "cases", columns: ["account", "reason"], how: "pseudonymised" },
] as const;

/** When a row was written, where its own column does not say. */
const times: Readonly<Record<string, string>> = {
  cases: "opened_at",
  outbox: "(SELECT max(d.at) FROM deliveries d WHERE d.id = outbox.delivery)",
};

/** Condition under which any of a row's texts holds any of the names; `$1` is their list. */
function naming(columns: readonly string[]): string {
  const any = columns.map((column) => `strpos(lower(${column}), lower(name)) > 0`).join(" OR ");
  return `EXISTS (SELECT 1 FROM (SELECT unnest(CAST($1 AS VARCHAR[])) AS name) AS names WHERE ${any})`;
}

/** Rows of the state that name somebody. */
export async function mentions(state: State, names: readonly string[]): Promise<Holding[]> {
  const found: Holding[] = [];
  for (const { table, columns } of places) {
    const rows = await state.rows<Record<string, unknown>>(
      `SELECT ${times[table] ?? "at"} AS noted, ${columns.join(", ")} FROM ${table} WHERE ${naming(columns)} ORDER BY noted`,
      [names],
    );
    for (const row of rows) {
      const said = columns.flatMap((column) => (row[column] === null ? [] : [[column, String(row[column])]]));
      found.push({
        place: `state.${table}`,
        id: new Date(row.noted as Date).toISOString(),
        values: Object.fromEntries(said),
      });
    }
  }
  return found;
}

/** How many there are, by place. */
export async function countMentions(state: State, names: readonly string[]): Promise<Erasure[]> {
  const found = await mentions(state, names);
  return places.flatMap(({ table, how }) => {
    const entries = found.filter(({ place }) => place === `state.${table}`).length;
    return entries === 0 ? [] : [{ place: `state.${table}`, entries, how }];
  });
}

/** Empties what names somebody; who asked what kind of question, when, stays. */
export async function eraseMentions(state: State, names: readonly string[]): Promise<void> {
  for (const { table, columns, how } of places) {
    const where = naming(columns);
    if (how === "removed") await state.run(`DELETE FROM ${table} WHERE ${where}`, [names]);
    else {
      const emptying = columns.map((column) => `${column} = '[erased]'`).join(", ");
      await state.run(`UPDATE ${table} SET ${emptying} WHERE ${where}`, [names]);
    }
  }
}
