import type { BulkColumn } from "#bulk-file.ts";
import type { TableName } from "#model/tables.ts";
import { findColumn } from "./file-columns.ts";
import type { RawFile } from "./raw-file.ts";
import { dayFirst, monthFirst } from "./read-time.ts";
import { literals } from "./sql.ts";
import { type Load, stagedColumns } from "./staging.ts";

interface Filled {
  readonly table: TableName;
  readonly columns: Readonly<Record<string, BulkColumn>>;
}

/**
 * Which time columns write the day before the month: those with a date such as `25/12/2016` and none such as
 * `12/25/2016`. Without either the month comes first; a column that has both is read so too, which is noted.
 */
export async function dayFirstColumns(load: Load, file: RawFile, { table, columns }: Filled): Promise<Set<string>> {
  const found = new Set<string>();
  for (const [name, column] of Object.entries(columns)) {
    const kind = stagedColumns(table)[name]?.kind;
    if ((kind !== "instant" && kind !== "date") || column.formats?.length) continue;
    const cell = column.from?.map((from) => findColumn(file, from)).find((found) => found !== null);
    if (!cell) continue;
    const [row] = await load.landing.rows(
      `SELECT count(*) FILTER (d IS NOT NULL AND m IS NULL) AS days, count(*) FILTER (m IS NOT NULL AND d IS NULL) AS months FROM (
         SELECT try_strptime(cell, ${literals(dayFirst)}) AS d, try_strptime(cell, ${literals(monthFirst)}) AS m FROM (
           SELECT DISTINCT ${cell} AS cell FROM ${file.relation} WHERE regexp_matches(${cell}, '^[0-9]{1,2}/[0-9]{1,2}/')))`,
    );
    const days = Number(row?.days);
    const months = Number(row?.months);
    if (days > 0 && months === 0) {
      found.add(name);
      load.note(`${file.name}: ${name} is read as day/month/year`);
    } else if (days > 0) {
      load.note(`${file.name}: ${name} is read as month/day/year, but ${days} of its dates have the day first`);
    }
  }
  return found;
}
