import type { Kind } from "#model/column.ts";
import type { EngineDialect } from "./engine.ts";
import type { BusinessTime } from "./facts.ts";
import { localDay } from "./local-day.ts";

const types: Readonly<Record<Kind, string>> = {
  text: "VARCHAR",
  integer: "BIGINT",
  number: "DOUBLE",
  money: "DECIMAL(18,4)",
  flag: "BOOLEAN",
  date: "DATE",
  instant: "TIMESTAMP",
  json: "VARCHAR",
  reference: "INTEGER",
};

const keys = new Set(["id", "merged_into_id"]);

/** DuckDB's words. Shares are given as decimals where they end, so that order statistics are exact. */
export function duckdbDialect(calendar: BusinessTime): EngineDialect {
  const day = localDay(calendar.zone);
  return {
    name: "duckdb",
    orderStatistic,
    orderStatistics(expression, numerators, denominator) {
      const decimals = numerators.map((numerator) => exactDecimal(numerator, denominator));
      if (!decimals.includes(null)) return `quantile_disc(${expression}, [${decimals.join(", ")}])`;
      return `[${numerators.map((numerator) => orderStatistic(expression, numerator, denominator)).join(", ")}]`;
    },
    median: (expression, kind) => `median(CAST(${expression} AS ${kind === "integer" ? "INTEGER" : "DOUBLE"}))`,
    bucket(day, grain) {
      if (grain === "day") return `CAST(${day} AS DATE)`;
      const shift = grain === "quarter" ? (calendar.fiscalYearStart - 1) % 3 : 0;
      if (shift > 0) {
        const months = `INTERVAL ${shift} MONTH`;
        return `CAST(date_trunc('quarter', ${day} - ${months}) + ${months} AS DATE)`;
      }
      if (grain !== "week") return `CAST(date_trunc('${grain}', ${day}) AS DATE)`;
      return `(CAST(${day} AS DATE) - CAST((isodow(${day}) + ${7 - calendar.weekStart}) % 7 AS INTEGER))`;
    },
    daysBetween: (a, b) => `date_diff('day', CAST(${a} AS DATE), CAST(${b} AS DATE))`,
    table: (name) => `data.${name}`,
    type: (column) => (keys.has(column.name) ? "INTEGER" : types[column.kind]),
    nothing: (kind) => `CAST(NULL AS ${types[kind]})`,
    day,
    within: (expression, parameter) => `${expression} IN (SELECT unnest($${parameter}))`,
    field: (json, name) => `json_extract_string(${json}, '$."${name.replaceAll("'", "''")}"')`,
    commonTable: (name, stored) => `${name} AS${stored ? " NOT MATERIALIZED" : ""}`,
    replaced: (text, pattern, by) => `regexp_replace(${text}, '${pattern}', '${by}')`,
    month: (day) => `CAST(date_trunc('month', ${day}) AS DATE)`,
  };
}

function orderStatistic(expression: string, numerator: number, denominator: number): string {
  const decimal = exactDecimal(numerator, denominator);
  if (decimal !== null) return `quantile_disc(${expression}, ${decimal})`;
  const position = `greatest(1, (count(${expression}) * ${numerator} + ${denominator - 1}) // ${denominator})`;
  return `list_extract(list_sort(list(${expression}) FILTER (WHERE (${expression}) IS NOT NULL)), ${position})`;
}

/** 1/5 → `0.2`; null where the fraction does not end within 18 digits. */
function exactDecimal(numerator: number, denominator: number): string | null {
  const scale = 10n ** 9n;
  const scaled = BigInt(numerator) * scale;
  if (scaled % BigInt(denominator) !== 0n) return null;
  const digits = String(scaled / BigInt(denominator)).padStart(10, "0");
  return `${digits.slice(0, -9)}.${digits.slice(-9)}`;
}
