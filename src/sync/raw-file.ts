import { basename } from "node:path";
import type { BulkFile } from "#bulk-file.ts";
import { readHeader } from "#model/csv-header.ts";
import { copyToInbox, head, type InboxFile } from "./inbox.ts";
import { trimCell } from "./read-text.ts";
import { identifier, literal } from "./sql.ts";
import { count, type Load, rejectedTable } from "./staging.ts";

/** A file in the store as text. */
export interface RawFile {
  readonly name: string;
  /** SQL relation with `line` and the columns `c0`, `c1`, …: trimmed text, null when empty. */
  readonly relation: string;
  /** The file's own column names, in order; `c<index>` holds each. */
  readonly columns: readonly string[];
}

/** Copies a file to the inbox and loads it as text. Lines that have too few or too many fields are reported. */
export async function loadRawFile(load: Load, file: BulkFile, position: number): Promise<RawFile | null> {
  const name = file.name ?? basename(file.path);
  const copy = await copyToInbox(file, load.landing.inbox, position);
  const table = file.targets[0]?.table ?? "";
  const raw =
    file.format === "parquet"
      ? await loadParquet(load, copy, name, position)
      : await loadCsv(load, copy, { name, table, position });
  if (copy.damage !== null) {
    const last = raw ? await count(load.landing, `SELECT coalesce(max(line), 1) AS n FROM ${raw.relation}`) : 0;
    await load.landing.appendText(rejectedTable, [[table, name, String(last + 1), "", "", copy.damage]]);
  }
  return raw;
}

async function loadCsv(
  load: Load,
  copy: InboxFile,
  { name, table, position }: { name: string; table: string; position: number },
): Promise<RawFile | null> {
  const { landing } = load;
  const header = readHeader(new TextDecoder().decode(await head(copy.path, 1 << 20)));
  if (!header) {
    load.note(`${name} is empty`);
    return null;
  }
  const columns = header.columns.map((_, index) => `'c${index}': 'VARCHAR'`).join(", ");
  const cells = header.columns.map((_, index) => `${trimCell(`c${index}`)} AS c${index}`);
  const rejects = `rejects_${position}`;
  const raw = `raw_${position}`;
  await landing.run(
    `CREATE OR REPLACE TEMP TABLE ${raw} AS SELECT row_number() OVER () + 1 AS line, ${cells.join(", ")} FROM read_csv(${literal(copy.path)},
       columns = {${columns}}, auto_detect = false, header = true, delim = ${literal(header.delimiter)}, quote = '"', escape = '"',
       store_rejects = true, rejects_table = '${rejects}', rejects_scan = '${rejects}_scan', rejects_limit = 0)`,
  );
  const broken = await count(landing, `SELECT count(DISTINCT line) AS n FROM ${rejects}`);
  if (broken === 0) return { name, relation: raw, columns: header.columns };
  await landing.run(
    `CREATE OR REPLACE TEMP TABLE broken_${position} AS SELECT line, row_number() OVER (ORDER BY line) AS skipped,
       line - row_number() OVER (ORDER BY line) AS after, trim(csv_line, E'\\r\\n') AS text, problem
     FROM (SELECT line, any_value(csv_line) AS csv_line, ${problem} AS problem FROM ${rejects} GROUP BY line)`,
  );
  await landing.run(
    `INSERT INTO ${rejectedTable} SELECT ${literal(table)}, ${literal(name)}, CAST(line AS VARCHAR), '', text[:200], 'line left out: ' || problem
     FROM broken_${position}`,
  );
  // Line numbers count the broken lines too, which the reader skips.
  const relation = `(SELECT r.line + coalesce(b.skipped, 0) AS line, r.* EXCLUDE (line) FROM ${raw} r ASOF LEFT JOIN
     (SELECT after, max(skipped) AS skipped FROM broken_${position} GROUP BY after) b ON r.line > b.after)`;
  return { name, relation, columns: header.columns };
}

const problem = `CASE any_value(error_type)
    WHEN 'MISSING COLUMNS' THEN 'it has too few fields'
    WHEN 'TOO MANY COLUMNS' THEN 'it has too many fields'
    WHEN 'UNQUOTED VALUE' THEN 'a quotation mark is not closed'
    WHEN 'INVALID ENCODING' THEN 'it is not UTF-8 text'
    WHEN 'LINE SIZE OVER MAXIMUM' THEN 'it is longer than 2 MB'
    ELSE lower(any_value(CAST(error_type AS VARCHAR))) END`;

async function loadParquet({ landing }: Load, copy: InboxFile, name: string, position: number): Promise<RawFile> {
  const from = `read_parquet(${literal(copy.path)})`;
  const described = await landing.rows(`SELECT column_name FROM (DESCRIBE SELECT * FROM ${from})`);
  const columns = described.map((row) => String(row.column_name));
  const texts = columns.map((column, index) => `${trimCell(`CAST(${identifier(column)} AS VARCHAR)`)} AS c${index}`);
  await landing.run(
    `CREATE OR REPLACE TEMP TABLE raw_${position} AS SELECT row_number() OVER () AS line, ${texts.join(", ")} FROM ${from}`,
  );
  return { name, relation: `raw_${position}`, columns };
}

/** Drops what `loadRawFile` left behind. */
export async function dropRawFile({ landing }: Load, position: number): Promise<void> {
  for (const table of ["raw", "broken", "rejects"]) await landing.run(`DROP TABLE IF EXISTS ${table}_${position}`);
  await landing.run(`DROP TABLE IF EXISTS rejects_${position}_scan`);
}
