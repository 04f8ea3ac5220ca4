import type { Column, Kind } from "#model/column.ts";
import { readInteger, readNumber } from "./read-number.ts";
import { withoutNullWords } from "./read-text.ts";
import { readDay, readInstant, type TimeStyle } from "./read-time.ts";
import { literals } from "./sql.ts";

/** How the cells of a column are written, beyond what is recognised by itself. */
export interface CellStyle extends TimeStyle {
  /** `1.234,56` is 1234.56. */
  readonly decimalComma?: boolean;
}

const types: Readonly<Record<Kind, string>> = {
  text: "VARCHAR",
  reference: "VARCHAR",
  json: "VARCHAR",
  integer: "BIGINT",
  number: "DOUBLE",
  money: "DECIMAL(18,4)",
  flag: "BOOLEAN",
  date: "DATE",
  instant: "TIMESTAMP",
};

/** DuckDB type of a column while its row is on its way in: references are still external ids. */
export function stagedType(column: Column): string {
  return types[column.kind];
}

/** SQL: a trimmed cell, null when it is empty or says so in words (which a name may well be). */
export function cleanCell(column: Column, cell: string): string {
  return column.kind === "text" && !column.choices ? cell : withoutNullWords(cell);
}

/** SQL: the value of a clean cell, null when it cannot be read. */
export function readValue(column: Column, cell: string, style: CellStyle): string {
  switch (column.kind) {
    case "text":
      return column.choices ? `CASE WHEN lower(${cell}) IN ${inList(column.choices)} THEN lower(${cell}) END` : cell;
    case "reference":
      return cell;
    case "json":
      return `CASE WHEN json_valid(${cell}) THEN ${cell} END`;
    case "integer":
      return readInteger(cell, style.decimalComma);
    case "number":
      return readNumber(cell, "DOUBLE", style.decimalComma);
    case "money":
      return readNumber(cell, "DECIMAL(18,4)", style.decimalComma);
    case "flag":
      return readFlag(cell);
    case "date":
      return readDay(cell, style);
    case "instant":
      return readInstant(cell, style);
  }
}

/** What a cell that could not be read should have been, for the report. */
export function expectation(column: Column): string {
  if (column.choices) return `is none of ${column.choices.join(", ")}`;
  const words: Readonly<Record<Kind, string>> = {
    text: "is not text",
    reference: "is not an id",
    json: "is not JSON",
    integer: "is not a whole number",
    number: "is not a number",
    money: "is not an amount",
    flag: "is neither yes nor no",
    date: "is not a date",
    instant: "is not a time",
  };
  return words[column.kind];
}

/** Can every text be read? Then nothing needs checking. */
export function alwaysReads(column: Column): boolean {
  return column.kind === "reference" || (column.kind === "text" && !column.choices);
}

function readFlag(cell: string): string {
  const yes = ["true", "yes", "y", "t", "1", "1.0", "是", "有", "对"];
  const no = ["false", "no", "n", "f", "0", "0.0", "否", "无", "没有"];
  return `CASE WHEN list_contains(${literals(yes)}, lower(${cell})) THEN true WHEN list_contains(${literals(no)}, lower(${cell})) THEN false END`;
}

function inList(values: readonly string[]): string {
  return `(${values.map((value) => `'${value}'`).join(", ")})`;
}
