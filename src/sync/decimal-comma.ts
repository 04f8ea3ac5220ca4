import type { BulkColumn } from "#bulk-file.ts";
import type { TableName } from "#model/tables.ts";
import { findColumn } from "./file-columns.ts";
import type { RawFile } from "./raw-file.ts";
import { readNumber } from "./read-number.ts";
import { type Load, stagedColumns } from "./staging.ts";

interface Filled {
  readonly table: TableName;
  readonly columns: Readonly<Record<string, BulkColumn>>;
}

/**
 * Which number columns are written with a decimal comma: those with a cell such as `1.234,56` or `12,5`, which is a
 * number only so, and none such as `12.5`, which is a number only with a decimal point. Only cells with a comma cost
 * more than one look.
 */
export async function decimalCommaColumns(load: Load, file: RawFile, { table, columns }: Filled): Promise<Set<string>> {
  const found = new Set<string>();
  for (const [name, column] of Object.entries(columns)) {
    const kind = stagedColumns(table)[name]?.kind;
    // What is multiplied, summed or negated is a number already.
    const isComputed = column.product || column.negate || column.aggregate === "sum";
    if (isComputed || (kind !== "money" && kind !== "number" && kind !== "integer")) continue;
    const cell = column.from?.map((from) => findColumn(file, from)).find((found) => found !== null);
    if (!cell || !(await holds(load, file, `contains(${cell}, ',')`))) continue;
    const point = `${readNumber(cell, "DOUBLE")} IS NOT NULL`;
    const comma = `${readNumber(cell, "DOUBLE", true)} IS NOT NULL`;
    if (!(await holds(load, file, `contains(${cell}, ',') AND (${comma}) AND NOT (${point})`))) continue;
    if (await holds(load, file, `(${point}) AND NOT (${comma})`)) continue;
    found.add(name);
    load.note(`${file.name}: ${name} is read with a decimal comma`);
  }
  return found;
}

async function holds({ landing }: Load, file: RawFile, condition: string): Promise<boolean> {
  return (await landing.rows(`SELECT 1 AS one FROM ${file.relation} WHERE ${condition} LIMIT 1`)).length > 0;
}
