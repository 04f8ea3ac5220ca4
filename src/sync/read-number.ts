/**
 * SQL: a number out of a trimmed text cell, null when it is none. Plain numbers take the fast way; the slow way knows
 * full-width digits, currency signs and codes before or after, thousands separators in groups of three, an accountant's
 * parentheses for negative amounts and per cent. NaN, infinities and digits joined by underscores are no numbers.
 */
export function readNumber(cell: string, type: "DOUBLE" | "DECIMAL(18,4)"): string {
  const plain = `CASE WHEN ${finite(cell)} THEN TRY_CAST(${cell} AS ${type}) END`;
  const ascii = `translate(${cell}, '０１２３４５６７８９．，－（）￥％＋', '0123456789.,-()¥%+')`;
  const bare = `regexp_replace(${ascii}, '(?i)(CN¥|US\\$|HK\\$|RMB|CNY|USD|EUR|GBP|JPY|HKD|[¥$€£元\\s\\x{00a0}])', '', 'g')`;
  const signed = `regexp_replace(${bare}, '^\\((.+)\\)$', '-\\1')`;
  const grouped = `regexp_matches(${signed}, '^[-+]?([0-9]{1,3}(,[0-9]{3})+|[0-9]+)(\\.[0-9]+)?%?$')`;
  const digits = `replace(replace(${signed}, ',', ''), '%', '')`;
  const scale = `CASE WHEN suffix(${signed}, '%') THEN 100 ELSE 1 END`;
  const slow = `CASE WHEN ${grouped} THEN CAST(TRY_CAST(${digits} AS ${type}) / ${scale} AS ${type}) END`;
  return `coalesce(${plain}, ${slow})`;
}

function finite(cell: string): string {
  return `regexp_full_match(${cell}, '[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]{1,3})?')`;
}

/** SQL: a whole number out of a trimmed text cell (`3`, `3.0`, `1,200`); null for anything else. */
export function readInteger(cell: string): string {
  const value = readNumber(cell, "DOUBLE");
  return `CASE WHEN ${value} = round(${value}) AND abs(${value}) < 9007199254740992 THEN CAST(${value} AS BIGINT) END`;
}
