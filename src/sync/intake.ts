import type { Page, Rejected } from "#connector.ts";
import type { TableName } from "#model/tables.ts";
import { keepUnknown, unmapped } from "./drift.ts";
import { changes, mirrored, unreadable } from "./mirror.ts";
import { type Progress, writeProgress } from "./progress.ts";
import { rejectRows } from "./reject.ts";
import { identifier, literal } from "./sql.ts";
import { openPages, type Row, rejectedCells } from "./stage-pages.ts";
import { count, createStaging, type Load, rejectedTable, staged, stagedColumns } from "./staging.ts";

/** What of one table is stored together. */
export interface Batch {
  readonly rows: readonly Row[];
  readonly deleted: readonly string[];
  readonly merged: NonNullable<Page["merged"]>;
  readonly rejected: readonly Rejected[];
}

/**
 * Stores a batch in the mirror, and how far the table then is, in one transaction: reads its cells, keeps what cannot
 * be read, and of rows with the same id the newest. Rows that are as they were, or older than what is there, change
 * nothing. Returns how many records changed, and how many of them by being deleted.
 */
export async function storeBatch(
  load: Load,
  table: TableName,
  batch: Batch,
  progress: Progress,
): Promise<{ readonly changed: number; readonly deleted: number }> {
  const { landing } = load;
  await createStaging(landing, [table]);
  if (batch.rejected.length > 0) await landing.appendText(rejectedTable, batch.rejected.map(rejectedCells));
  let changed = 0;
  if (batch.rows.length > 0) {
    const pages = openPages(load, table);
    await pages.add(await keepUnknown(landing, table, batch.rows));
    await pages.stage();
    await keepNewest(load, table);
  }
  await rejectRows(load, [], [table]);
  if (batch.rows.length > 0) changed += await upsert(load, table);
  await replaceUnreadable(load, table, batch);
  const deleted = await entomb(load, table, batch.deleted);
  changed += deleted;
  changed += await merge(load, table, batch.merged);
  await writeProgress(landing, progress);
  return { changed, deleted };
}

/** Pages may give a record twice: the newer by its own time counts, else the later. */
async function keepNewest({ landing }: Load, table: TableName): Promise<void> {
  const name = staged(table);
  if ((await count(landing, `SELECT count(external_id) - count(DISTINCT external_id) AS n FROM ${name}`)) === 0) return;
  await landing.run(
    `DELETE FROM ${name} WHERE rowid IN (SELECT rowid FROM ${name} WHERE external_id IS NOT NULL
       QUALIFY row_number() OVER (PARTITION BY external_id ORDER BY source_updated_at DESC NULLS LAST, rowid DESC) > 1)`,
  );
}

/** Looks into the mirror once, however its ids are spread: in a first load all of them are new, and nothing has to go. */
async function upsert({ landing }: Load, table: TableName): Promise<number> {
  const columns = Object.keys(stagedColumns(table)).map(identifier);
  const hash = `hash(${columns.map((name) => `s.${name}`).join(", ")})`;
  await landing.run(
    `CREATE OR REPLACE TEMP TABLE known AS SELECT m.external_id, m._hash, m.source_updated_at, m._merged_into
     FROM ${mirrored(table)} m JOIN ${staged(table)} s ON s.external_id = m.external_id`,
  );
  const any = (await count(landing, "SELECT count(*) AS n FROM known")) > 0;
  await landing.run(
    `CREATE OR REPLACE TEMP TABLE newer AS
     SELECT s.external_id, ${columns.map((name) => `s.${name}`).join(", ")}, ${hash} AS _hash, NULL::TIMESTAMP AS _deleted_at, m._merged_into
     FROM ${staged(table)} s LEFT JOIN known m ON m.external_id = s.external_id
     WHERE m.external_id IS NULL
       OR (m._hash IS DISTINCT FROM ${hash} AND coalesce(s.source_updated_at >= m.source_updated_at, true))`,
  );
  await landing.run("DROP TABLE known");
  return replace({ landing }, table, "newer", any);
}

/** Rows of a temporary table in the mirror's columns take the place of those with the same ids, if `any` are there; each counts as changed. */
async function replace(
  { landing }: Pick<Load, "landing">,
  table: TableName,
  given: string,
  any = true,
): Promise<number> {
  const rows = await count(landing, `SELECT count(*) AS n FROM ${given}`);
  if (rows > 0) {
    if (any) {
      await landing.run(`DELETE FROM ${mirrored(table)} WHERE external_id IN (SELECT external_id FROM ${given})`);
    }
    await landing.run(`INSERT INTO ${mirrored(table)} BY NAME SELECT * FROM ${given}`);
    await landing.run(`INSERT INTO ${changes} SELECT ${literal(table)}, external_id FROM ${given}`);
  }
  await landing.run(`DROP TABLE ${given}`);
  return rows;
}

/** A record that is read anew takes its complaints with it. */
async function replaceUnreadable({ landing }: Load, table: TableName, batch: Batch): Promise<void> {
  const lines = [...batch.rows.map(({ id }) => String(id ?? "")), ...batch.rejected.map(({ line }) => String(line))];
  const kept = await count(landing, `SELECT count(*) AS n FROM ${unreadable} WHERE "table" = ${literal(table)}`);
  if (kept > 0 && lines.length > 0) {
    await landing.run(
      `DELETE FROM ${unreadable} WHERE "table" = ${literal(table)} AND line IN (SELECT unnest($lines)) AND reason <> $drift`,
      { lines, drift: unmapped },
    );
  }
  await landing.run(`INSERT INTO ${unreadable} SELECT DISTINCT * FROM ${rejectedTable}`);
}

async function entomb(load: Load, table: TableName, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  return entombWhere(load, table, "external_id IN (SELECT unnest($ids))", { ids });
}

/** Leaves of deleted records their ids alone, so that what refers to them is not taken for unknown. */
export async function entombWhere(
  { landing, now }: Load,
  table: TableName,
  condition: string,
  parameters: Readonly<Record<string, readonly string[]>> = {},
): Promise<number> {
  await landing.run(
    `CREATE OR REPLACE TEMP TABLE tombs AS SELECT external_id, source_updated_at, $now::TIMESTAMP AS _deleted_at
     FROM ${mirrored(table)} WHERE ${condition} AND _deleted_at IS NULL`,
    { ...parameters, now },
  );
  return replace({ landing }, table, "tombs");
}

async function merge({ landing }: Load, table: TableName, merged: Batch["merged"]): Promise<number> {
  if (merged.length === 0) return 0;
  await landing.run(
    `CREATE OR REPLACE TEMP TABLE mergers AS
     SELECT m.* EXCLUDE (external_id, _merged_into), given.id AS external_id, given.survivor AS _merged_into
     FROM (SELECT id, last(survivor) AS survivor FROM (SELECT unnest($ids) AS id, unnest($survivors) AS survivor) GROUP BY id) given
     LEFT JOIN ${mirrored(table)} m ON m.external_id = given.id
     WHERE m._merged_into IS DISTINCT FROM given.survivor AND given.survivor <> given.id`,
    { ids: merged.map(({ id }) => id), survivors: merged.map(({ into }) => into) },
  );
  return replace({ landing }, table, "mergers");
}
