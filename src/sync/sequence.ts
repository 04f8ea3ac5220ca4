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

/** SQL: conditions on a moment, each for the rows of one span of time after the other, at last for those without any. */
export async function spansOf(landing: Landing, relation: string, moment: string): Promise<string[]> {
  const days = await landing.rows(
    `SELECT CAST(CAST(${moment} AS DATE) AS VARCHAR) AS day, count(*) AS n FROM ${relation}
     WHERE ${moment} IS NOT NULL GROUP BY ALL ORDER BY min(${moment})`,
  );
  const begins: string[] = [];
  let held = sliceRows;
  for (const { day, n } of days) {
    if (held >= sliceRows) {
      begins.push(`TIMESTAMP '${day}'`);
      held = 0;
    }
    held += Number(n);
  }
  const spans = begins.map((begin, index) => {
    const end = begins[index + 1];
    return `${moment} >= ${begin}${end === undefined ? "" : ` AND ${moment} < ${end}`}`;
  });
  return [...spans, `${moment} IS NULL`];
}

/** Puts staged facts of more than one slice in the order of their time: each slice is then of a time of its own. */
export async function putInSequence(landing: Landing): Promise<void> {
  const rows = await stagedRows(landing);
  for (const [table, moment] of Object.entries(sequence) as [TableName, string][]) {
    if ((rows.get(table) ?? 0) <= sliceRows) continue;
    await landing.run(`CREATE OR REPLACE TEMP TABLE in_sequence AS FROM ${staged(table)} LIMIT 0`);
    for (const span of await spansOf(landing, staged(table), moment)) {
      await landing.run(`INSERT INTO in_sequence FROM ${staged(table)} WHERE ${span} ORDER BY ${moment}, rowid`);
    }
    await landing.run(`DROP TABLE ${staged(table)}`);
    await landing.run(`ALTER TABLE in_sequence RENAME TO ${staged(table)}`);
  }
}
