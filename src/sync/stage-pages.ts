import type { Rejected, Source } from "#connector.ts";
import type { TableName } from "#model/tables.ts";
import { trimCell } from "./read-text.ts";
import { identifier } from "./sql.ts";
import { stagePart } from "./stage-part.ts";
import { type Load, rejectedTable, stagedColumns } from "./staging.ts";

export type Row = Readonly<Record<string, unknown>>;

/** A long table says how far it is after so many rows. */
const stride = 100_000;

/** Rows of one table on their way into its staging table. */
interface OpenPages {
  add(rows: readonly Row[]): Promise<void>;
  /** Reads the cells of all that was added. */
  stage(): Promise<void>;
}

/** Lands rows page by page as text: only columns that hold anything. */
export function openPages(load: Load, table: TableName): OpenPages {
  const { landing } = load;
  const known = ["id", ...Object.keys(stagedColumns(table))];
  const pages = `pages_${table}`;
  const columns = ["id"];
  let begun = false;
  return {
    async add(found) {
      if (!begun) await landing.run(`CREATE OR REPLACE TEMP TABLE ${pages} (${columns.map(asText).join(", ")})`);
      begun = true;
      for (const name of known.filter((name) => !columns.includes(name) && holds(found, name))) {
        await landing.run(`ALTER TABLE ${pages} ADD COLUMN ${asText(name)}`);
        columns.push(name);
      }
      await landing.appendText(pages, texts(found, columns));
    },
    async stage() {
      if (begun) await stageText(load, table, { pages, columns });
    },
  };
}

/** Reads the rows of one table that a source gives page by page into the staging table. */
export async function stagePages(load: Load, source: Source, table: TableName): Promise<void> {
  if (!source.read) return;
  const { landing } = load;
  const started = performance.now();
  const pages = openPages(load, table);
  let rows = 0;
  for await (const page of source.read(table, { lo: null, hi: load.now }, null)) {
    if (page.rejected?.length) await landing.appendText(rejectedTable, page.rejected.map(rejectedCells));
    if (page.rows.length === 0) continue;
    await pages.add(page.rows as readonly Row[]);
    rows += page.rows.length;
    if (Math.floor(rows / stride) > Math.floor((rows - page.rows.length) / stride))
      load.progress(soFar(table, rows, started));
  }
  if (rows === 0) return;
  load.progress(`${table}: ${rows} rows`);
  await pages.stage();
}

async function stageText(
  load: Load,
  table: TableName,
  { pages, columns }: { readonly pages: string; readonly columns: readonly string[] },
): Promise<void> {
  const trimmed = columns.map((name) => `${trimCell(identifier(name))} AS ${identifier(name)}`);
  await stagePart(load, {
    table,
    origin: table,
    relation: `(SELECT NULL::BIGINT AS line, ${trimmed.join(", ")} FROM ${pages})`,
    columns,
    zone: load.sourceZone,
    formats: {},
    dayFirst: new Set(),
    decimalComma: new Set(),
  });
  await load.landing.run(`DROP TABLE ${pages}`);
}

function asText(name: string): string {
  return `${identifier(name)} VARCHAR`;
}

function holds(rows: readonly Row[], name: string): boolean {
  return rows.some((row) => row[name] !== null && row[name] !== undefined);
}

function* texts(rows: readonly Row[], columns: readonly string[]): Iterable<(string | null)[]> {
  for (const row of rows) {
    yield columns.map((name) => {
      const value = row[name];
      return value === null || value === undefined ? null : String(value);
    });
  }
}

function soFar(table: string, rows: number, started: number): string {
  const perSecond = Math.round((1000 * rows) / (performance.now() - started));
  return `${table}: ${rows} rows so far, ${perSecond} per second`;
}

export function rejectedCells(row: Rejected): string[] {
  return [row.table, row.origin, String(row.line), row.column, row.value.slice(0, 200), row.reason];
}
