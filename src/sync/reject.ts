import { needed } from "#model/needed.ts";
import type { TableName } from "#model/tables.ts";
import type { FileMapping, Taken } from "./report.ts";
import { identifier, literal, literals } from "./sql.ts";
import { count, type Load, rejectedTable, staged, stagedRows, tableNames } from "./staging.ts";

/**
 * Moves rows that cannot be used from staging to the rejected, and lists every cell that could not be read. Rows of a
 * file that lacks a needed column are not listed one by one: a note has said it. Returns which tables lost rows.
 */
export async function rejectRows(
  load: Load,
  mapping: readonly FileMapping[],
  names: readonly TableName[] = tableNames,
): Promise<Partial<Record<TableName, Taken>>> {
  const rows = await stagedRows(load.landing, names);
  const broken = await brokenLines(load);
  for (const table of names.filter((table) => rows.get(table) !== 0)) {
    await listBadCells(load, table);
    for (const column of ["external_id", ...(needed[table] ?? [])]) {
      await rejectWithout(load, table, { column, noted: filesWithout(column, table, mapping) });
    }
    await rejectDuplicates(load, table);
  }
  const left = await stagedRows(load.landing, names);
  const lost: Partial<Record<TableName, Taken>> = {};
  for (const table of names) {
    const given = (rows.get(table) ?? 0) + (broken.get(table) ?? 0);
    const taken = left.get(table) ?? 0;
    if (taken < given) lost[table] = { taken, given };
  }
  return lost;
}

/** Lines that never became a row, by the first table that their file fills. */
async function brokenLines({ landing }: Load): Promise<ReadonlyMap<string, number>> {
  const rows = await landing.rows(
    `SELECT "table", count(*) AS n FROM ${rejectedTable} WHERE starts_with(reason, 'line left out') GROUP BY 1`,
  );
  return new Map(rows.map((row) => [String(row.table), Number(row.n)]));
}

function filesWithout(column: string, table: TableName, mapping: readonly FileMapping[]): string[] {
  const files = mapping.filter((found) => found.table === table);
  const filling = new Set(files.filter(({ columns }) => column in columns).map(({ file }) => file));
  return files.map(({ file }) => file).filter((file) => column !== "external_id" && !filling.has(file));
}

const line = "coalesce(CAST(_line AS VARCHAR), external_id, '')";

async function listBadCells({ landing }: Load, table: TableName): Promise<void> {
  await landing.run(
    `INSERT INTO ${rejectedTable}
     SELECT ${literal(table)}, _origin, line, cell."column", cell."value", cell.reason
     FROM (SELECT _origin, ${line} AS line, unnest(_bad) AS cell FROM ${staged(table)} WHERE _bad IS NOT NULL)`,
  );
}

async function rejectWithout(
  { landing }: Load,
  table: TableName,
  { column, noted }: { column: string; noted: readonly string[] },
): Promise<void> {
  const missing = `${identifier(column)} IS NULL`;
  const name = column === "external_id" ? "id" : column;
  const listed = noted.length === 0 ? missing : `${missing} AND NOT list_contains(${literals(noted)}, _origin)`;
  await landing.run(
    `INSERT INTO ${rejectedTable} SELECT ${literal(table)}, _origin, ${line}, ${literal(name)}, '', 'row left out: it has no usable ${name}'
     FROM ${staged(table)} WHERE ${listed}`,
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
