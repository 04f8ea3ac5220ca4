import type { BulkColumn, BulkCondition, BulkTarget } from "#bulk-file.ts";
import { tables } from "#model/tables.ts";
import { fileColumn, findColumn } from "./file-columns.ts";
import type { RawFile } from "./raw-file.ts";
import { readNumber } from "./read-number.ts";
import { firstOf, literal } from "./sql.ts";
import { carried } from "./staging.ts";

/** Every model column that a target fills from this file, with those that `byName` adds. */
export function targetColumns(target: BulkTarget, file: RawFile): Readonly<Record<string, BulkColumn>> {
  if (!target.byName) return target.columns;
  const named = ["id", ...Object.keys(carried), ...Object.keys(tables[target.table].columns)]
    .filter((name) => target.columns[name] === undefined && findColumn(file, name) !== null)
    .map((name) => [name, { from: [name] }]);
  return { ...target.columns, ...Object.fromEntries(named) };
}

/** The file's columns that fill nothing; with `byName` they go to `custom`. */
export function unknownColumns(columns: Readonly<Record<string, BulkColumn>>, file: RawFile): string[] {
  const used = new Set(
    Object.values(columns).flatMap((column) =>
      [...(column.from ?? []), ...(column.product ?? [])].map((name) => findColumn(file, name)),
    ),
  );
  return file.columns.filter((name, index) => name !== "" && !used.has(`c${index}`));
}

/** SQL: the text of one model column out of a file's row. `wanted` names the column for complaints. */
export function columnText(column: BulkColumn, file: RawFile, wanted: string): string {
  const text = sourceText(column, file, wanted);
  const extracted =
    column.extract === undefined ? text : `nullif(regexp_extract(${text}, ${literal(column.extract)}, 1), '')`;
  const mapped = mapValues(extracted, column.values);
  return column.negate ? `CAST(-${readNumber(mapped, "DECIMAL(18,4)")} AS VARCHAR)` : mapped;
}

/** SQL: does a row count for the target? */
export function conditionHolds(condition: BulkCondition, file: RawFile, wanted: string): string {
  const cell = fileColumn(file, condition.column, wanted);
  const values = (condition.values ?? []).map(literal);
  const startsWith = `coalesce(${values.map((value) => `starts_with(${cell}, ${value})`).join(" OR ") || "false"}, false)`;
  const among = `coalesce(${cell} IN (${values.join(", ") || "NULL"}), false)`;
  switch (condition.is) {
    case "empty":
      return `${cell} IS NULL`;
    case "present":
      return `${cell} IS NOT NULL`;
    case "positive":
      return `coalesce(${readNumber(cell, "DOUBLE")} > 0, false)`;
    case "negative":
      return `coalesce(${readNumber(cell, "DOUBLE")} < 0, false)`;
    case "in":
      return among;
    case "not in":
      return `NOT ${among}`;
    case "starts with":
      return startsWith;
    case "not starts with":
      return `NOT ${startsWith}`;
  }
}

function sourceText(column: BulkColumn, file: RawFile, wanted: string): string {
  if (column.product) {
    const factors = column.product.map((name) => readNumber(fileColumn(file, name, wanted), "DECIMAL(18,4)"));
    return `CAST(${factors.join(" * ")} AS VARCHAR)`;
  }
  const names = column.from ?? [];
  const found = names.filter((name) => findColumn(file, name) !== null);
  const cells = (found.length > 0 ? found : names).map((name) => fileColumn(file, name, wanted));
  return firstOf([...cells, ...(column.constant === undefined ? [] : [literal(column.constant)])]);
}

function mapValues(text: string, values: BulkColumn["values"]): string {
  const cases = Object.entries(values ?? {}).map(
    ([from, to]) => `WHEN ${literal(from)} THEN ${to === "" ? "NULL" : literal(to)}`,
  );
  return cases.length === 0 ? text : `CASE ${text} ${cases.join(" ")} ELSE ${text} END`;
}
