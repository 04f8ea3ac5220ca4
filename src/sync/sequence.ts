import type { TableName } from "#model/tables.ts";
import type { Landing } from "#store.ts";
import { sliceRows } from "./slices.ts";
import { staged, stagedRows } from "./staging.ts";

/** Facts in the order of their time make scans of a period touch few blocks. */
export const sequence: Readonly<Partial<Record<TableName, string>>> = {
  orders: "ordered_at",
  activities: "occurred_at",
  opportunities: "created_at",
};

/** Puts staged facts of more than one slice in the order of their time: each slice is then of a time of its own. */
export async function putInSequence(landing: Landing): Promise<void> {
  const rows = await stagedRows(landing);
  for (const [table, moment] of Object.entries(sequence) as [TableName, string][]) {
    if ((rows.get(table) ?? 0) <= sliceRows) continue;
    await landing.run(`CREATE OR REPLACE TEMP TABLE in_sequence AS FROM ${staged(table)} ORDER BY ${moment}, rowid`);
    await landing.run(`DROP TABLE ${staged(table)}`);
    await landing.run(`ALTER TABLE in_sequence RENAME TO ${staged(table)}`);
  }
}
