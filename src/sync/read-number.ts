import { halfWidth, signPattern } from "./currency-signs.ts";

/**
 * SQL: a number out of a trimmed text cell, null when it is none. Plain numbers take the fast way; the slow way knows
 * full-width digits, currency signs and codes before or after, thousands separators in groups of three, an accountant's
 * parentheses for negative amounts and per cent. NaN, infinities and digits joined by underscores are no numbers.
 * With a decimal comma, points separate the thousands.
 */
export function readNumber(cell: string, type: "DOUBLE" | "DECIMAL(18,4)", decimalComma = false): string {
  const number = `CASE WHEN NOT contains(${cell}, '_') THEN TRY_CAST(${cell} AS ${type}) END`;
  const plain = type === "DOUBLE" ? `nullif(nullif(nullif(${number}, 'nan'), 'inf'), '-inf')` : number;
  const bare = `regexp_replace(${halfWidth(cell)}, '${signPattern}|[\\s\\x{00a0}]', '', 'g')`;
  const signed = `regexp_replace(${bare}, '^\\((.+)\\)$', '-\\1')`;
  const hundredths = `regexp_replace(${signed}, '%$', 'e-2')`;
  const grouped = `regexp_extract(${hundredths}, '^[-+]?([0-9]{1,3}(,[0-9]{3})+|[0-9]+)([.][0-9]+)?(e-2)?$')`;
  if (decimalComma) {
    const european = `regexp_extract(${hundredths}, '^[-+]?([0-9]{1,3}([.][0-9]{3})+|[0-9]+)(,[0-9]+)?(e-2)?$')`;
    return `TRY_CAST(replace(replace(${european}, '.', ''), ',', '.') AS ${type})`;
  }
  // No part is written twice: DuckDB computes what occurs twice for every row, even inside a branch few rows take.
  return `coalesce(${plain}, TRY_CAST(replace(${grouped}, ',', '') AS ${type}))`;
}

/** SQL: a whole number out of a trimmed text cell (`3`, `3.0`, `1,200`); null for anything else. */
export function readInteger(cell: string, decimalComma = false): string {
  const value = readNumber(cell, "DOUBLE", decimalComma);
  return `CASE WHEN ${value} = round(${value}) AND abs(${value}) < 9007199254740992 THEN CAST(${value} AS BIGINT) END`;
}
