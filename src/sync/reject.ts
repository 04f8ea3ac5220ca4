import type { TableName } from "#model/tables.ts";
import { identifier, literal } from "./sql.ts";
import { count, type Load, rejectedTable, staged, stagedRows, tableNames } from "./staging.ts";

/** Without these a row says nothing: it is left out, and reported. */
const mandatory: Readonly<Partial<Record<TableName, readonly string[]>>> = {
  orders: ["ordered_at"],
  returns: ["returned_at"],
  payments: ["paid_at"],
  opportunity_stage_events: ["opportunity_id", "entered_at"],
  campaign_costs: ["spent_on"],
  account_tags: ["account_id", "tag"],
  fx_rates: ["rate_on", "from_currency", "to_currency", "rate"],
};

/** Moves rows that cannot be used from staging to the rejected, and lists every cell that could not be read. */
export async function rejectRows(load: Load): Promise<void> {
  const rows = await stagedRows(load.landing);
  for (const table of tableNames.filter((table) => rows.get(table) !== 0)) {
    await listBadCells(load, table);
    for (const column of ["external_id", ...(mandatory[table] ?? [])]) await rejectWithout(load, table, column);
    await rejectDuplicates(load, table);
  }
}

const line = "coalesce(CAST(_line AS VARCHAR), external_id, '')";

async function listBadCells({ landing }: Load, table: TableName): Promise<void> {
  await landing.run(
    `INSERT INTO ${rejectedTable}
     SELECT ${literal(table)}, _origin, line, cell."column", cell."value", cell.reason
     FROM (SELECT _origin, ${line} AS line, unnest(_bad) AS cell FROM ${staged(table)} WHERE _bad IS NOT NULL)`,
  );
}

async function rejectWithout({ landing }: Load, table: TableName, column: string): Promise<void> {
  const missing = `${identifier(column)} IS NULL`;
  const name = column === "external_id" ? "id" : column;
  await landing.run(
    `INSERT INTO ${rejectedTable} SELECT ${literal(table)}, _origin, ${line}, ${literal(name)}, '', 'row left out: it has no usable ${name}'
     FROM ${staged(table)} WHERE ${missing}`,
  );
  await landing.run(`DELETE FROM ${staged(table)} WHERE ${missing}`);
}

/** Of rows with the same id the newest by the source's own time stays, else the last. */
async function rejectDuplicates({ landing }: Load, table: TableName): Promise<void> {
  const more = `SELECT count(*) - count(DISTINCT external_id) AS n FROM ${staged(table)}`;
  if ((await count(landing, more)) === 0) return;
  await landing.run(
    `CREATE OR REPLACE TEMP TABLE older AS SELECT rowid AS place, first_value(${line}) OVER newest AS kept FROM ${staged(table)}
     WINDOW newest AS (PARTITION BY external_id ORDER BY source_updated_at DESC NULLS LAST, rowid DESC)
     QUALIFY row_number() OVER newest > 1`,
  );
  await landing.run(
    `INSERT INTO ${rejectedTable} SELECT ${literal(table)}, _origin, ${line}, 'id', external_id[:200], 'row left out: line ' || kept || ' has the same id'
     FROM ${staged(table)} s JOIN older ON s.rowid = older.place`,
  );
  await landing.run(`DELETE FROM ${staged(table)} WHERE rowid IN (SELECT place FROM older)`);
  await landing.run("DROP TABLE older");
}
