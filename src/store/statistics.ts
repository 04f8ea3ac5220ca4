import { type TableName, tables } from "#model/tables.ts";
import type { Landing, Rejection } from "#store.ts";
import { storedColumns } from "./ddl.ts";
import { noStatistics, type Statistics } from "./facts.ts";
import { live } from "./places.ts";

/**
 * Counts what a load brought: rows, columns that hold anything, merges, the newest instant. One scan per table that
 * changed (null: any) and holds rows; the others are as they were before.
 */
export async function measure(
  landing: Landing,
  before: Statistics = noStatistics,
  changed: ReadonlySet<string> | null = null,
): Promise<Statistics> {
  const rows: Record<string, number> = {};
  const filled: Record<string, readonly string[]> = {};
  const merged: string[] = [];
  const present = await presentTables(landing);
  for (const name of Object.keys(tables) as TableName[]) {
    if (changed !== null && !changed.has(name)) {
      if (before.rows[name] !== undefined) rows[name] = before.rows[name];
      if (before.filled[name] !== undefined) filled[name] = before.filled[name];
      if (before.merged.includes(name)) merged.push(name);
      continue;
    }
    if (!present.has(name)) continue;
    const columns = storedColumns(tables[name]).map((column) => column.name);
    const counts = columns.map((column) => `count(${column}) > 0 AS "has ${column}"`);
    const [found] = await landing.rows(
      `SELECT count(*) FILTER (WHERE ${live}) AS "rows", count(merged_into_id) > 0 AS "merged", ${counts.join(", ")}
FROM data.${name}`,
    );
    if (found === undefined || Number(found.rows) === 0) continue;
    rows[name] = Number(found.rows);
    filled[name] = columns.filter((column) => found[`has ${column}`] === true);
    if (found.merged === true) merged.push(name);
  }
  const [newest] = await landing.rows(`SELECT CAST(epoch_ms(max(moment)) AS DOUBLE) AS newest FROM (
SELECT max(ordered_at) AS moment FROM data.orders WHERE ${live}
UNION ALL SELECT max(greatest(created_at, coalesce(closed_at, created_at))) FROM data.opportunities WHERE ${live}
UNION ALL SELECT max(occurred_at) FROM data.activities WHERE ${live})`);
  const rejected = await rejections(landing);
  return { rows, filled, merged, rejected, dataUntil: typeof newest?.newest === "number" ? newest.newest : null };
}

/** Tables that hold any row: most sources fill few, and counting the columns of one takes longer than all these looks. */
async function presentTables(landing: Landing): Promise<ReadonlySet<string>> {
  const looks = Object.keys(tables).map((name) => `SELECT '${name}' AS name WHERE EXISTS (SELECT 1 FROM data.${name})`);
  return new Set((await landing.rows(looks.join(" UNION ALL "))).map(({ name }) => String(name)));
}

/** What the load kept of cells and lines that it could not read, by table and column. */
async function rejections(landing: Landing): Promise<Rejection[]> {
  const [kept] = await landing.rows(
    "SELECT count(*) AS n FROM information_schema.tables WHERE table_schema = 'data' AND table_name = 'rejected_rows'",
  );
  if (Number(kept?.n ?? 0) === 0) return [];
  const found = await landing.rows(
    `SELECT "table", column_name, count(*) AS cells, count(*) FILTER (contains(reason, 'left out')) AS left_out,
       array_to_string(list_slice(list(origin || ':' || line ORDER BY origin, try_cast(line AS BIGINT), line), 1, 3), '\t') AS places
     FROM data.rejected_rows GROUP BY ALL ORDER BY cells DESC, 1, 2`,
  );
  return found.map((row) => ({
    table: String(row.table),
    column: String(row.column_name),
    cells: Number(row.cells),
    rows: Number(row.left_out),
    places: String(row.places).split("\t"),
  }));
}
