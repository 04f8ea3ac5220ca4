import type { Source } from "#connector.ts";
import type { TableName } from "#model/tables.ts";
import { trimCell } from "./read-text.ts";
import { identifier } from "./sql.ts";
import { stagePart } from "./stage-part.ts";
import { type Load, rejectedTable, stagedColumns } from "./staging.ts";

/** Reads the rows of one table that a source gives page by page into the staging table. */
export async function stagePages(load: Load, source: Source, table: TableName): Promise<void> {
  if (!source.read) return;
  const { landing } = load;
  const columns = ["id", ...Object.keys(stagedColumns(table))];
  const pages = `pages_${table}`;
  let rows = 0;
  for await (const page of source.read(table, { lo: null, hi: load.now }, null)) {
    if (rows === 0 && page.rows.length > 0) {
      const definitions = columns.map((name) => `${identifier(name)} VARCHAR`);
      await landing.run(`CREATE OR REPLACE TEMP TABLE ${pages} (${definitions.join(", ")})`);
    }
    await landing.appendText(pages, texts(page.rows as readonly Readonly<Record<string, unknown>>[], columns));
    rows += page.rows.length;
    if (page.rejected?.length) await landing.appendText(rejectedTable, page.rejected.map(rejectedCells));
    load.progress(`${table}: ${rows} rows`);
  }
  if (rows === 0) return;
  const trimmed = columns.map((name) => `${trimCell(identifier(name))} AS ${identifier(name)}`);
  await stagePart(load, {
    table,
    origin: table,
    relation: `(SELECT NULL::BIGINT AS line, ${trimmed.join(", ")} FROM ${pages})`,
    columns,
    zone: load.zone,
    formats: {},
    dayFirst: new Set(),
  });
  await landing.run(`DROP TABLE ${pages}`);
}

function* texts(
  rows: readonly Readonly<Record<string, unknown>>[],
  columns: readonly string[],
): Iterable<(string | null)[]> {
  for (const row of rows) {
    yield columns.map((name) => {
      const value = row[name];
      return value === null || value === undefined ? null : String(value);
    });
  }
}

function rejectedCells(row: {
  readonly table: string;
  readonly origin: string;
  readonly line: number | string;
  readonly column: string;
  readonly value: string;
  readonly reason: string;
}): string[] {
  return [row.table, row.origin, String(row.line), row.column, row.value.slice(0, 200), row.reason];
}
