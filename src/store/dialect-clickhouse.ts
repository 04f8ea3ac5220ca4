import type { Kind } from "#model/column.ts";
import type { StoredColumn } from "./ddl.ts";
import type { EngineDialect } from "./engine.ts";
import type { BusinessTime } from "./facts.ts";

const types: Readonly<Record<Kind, string>> = {
  text: "String",
  integer: "Int64",
  number: "Float64",
  money: "Decimal(18, 4)",
  flag: "Bool",
  date: "Date32",
  instant: "DateTime64(6, 'UTC')",
  json: "String",
  reference: "Int32",
};

/** ClickHouse's words, for tables that lie in `database`. */
export function clickhouseDialect(calendar: BusinessTime, database: string): EngineDialect {
  const zone = quoted(calendar.zone);
  const day32 = (day: string) => `CAST(${day} AS Nullable(Date32))`;
  return {
    name: "clickhouse",
    orderStatistic,
    orderStatistics(expression, numerators, denominator) {
      return `[${numerators.map((numerator) => orderStatistic(expression, numerator, denominator)).join(", ")}]`;
    },
    median: (expression, kind) =>
      `quantileExactInclusive(0.5)(CAST(${expression} AS Nullable(${kind === "integer" ? "Int32" : "Float64"})))`,
    bucket(day, grain) {
      if (grain === "day") return day32(day);
      const shift = grain === "quarter" ? (calendar.fiscalYearStart - 1) % 3 : 0;
      if (shift > 0) return `addMonths(${day32(`date_trunc('quarter', addMonths(${day}, -${shift}))`)}, ${shift})`;
      if (grain !== "week") return day32(`date_trunc('${grain}', ${day})`);
      return `(${day32(day)} - (toDayOfWeek(${day}) + ${7 - calendar.weekStart}) % 7)`;
    },
    daysBetween: (a, b) => `date_diff('day', ${day32(a)}, ${day32(b)})`,
    table: (name) => `${database}.${name}`,
    type: clickhouseType,
    nothing: (kind) => `CAST(NULL AS Nullable(${types[kind]}))`,
    day: (instant) => `toDate32(${instant}, ${zone})`,
    within: (expression, parameter) => `${expression} IN (SELECT arrayJoin($${parameter}))`,
    field: (json, name) => `nullIf(JSONExtractString(ifNull(${json}, ''), ${quoted(name)}), '')`,
    commonTable: (name) => `${name} AS`,
    replaced: (text, pattern, by) => `replaceRegexpOne(${text}, ${quoted(pattern)}, ${quoted(by)})`,
    month: (day) => day32(`toStartOfMonth(${day})`),
  };
}

function orderStatistic(expression: string, numerator: number, denominator: number): string {
  const count = `count(${expression})`;
  const position = `greatest(1, intDiv(${count} * ${numerator} + ${denominator - 1}, ${denominator}))`;
  return `if(${count} = 0, NULL, arrayElement(arraySort(groupArray(${expression})), ${position}))`;
}

/** Everything may be null but the key that each row has. */
export function clickhouseType(column: StoredColumn): string {
  if (column.name === "id") return "Int32";
  return `Nullable(${column.name === "merged_into_id" ? "Int32" : types[column.kind]})`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
