/** Spaces that people's files hold around values: ASCII, no-break and full-width ones, and a byte order mark. */
const spaces = " \t\r\n\u00a0\u3000\ufeff";
const edge = `^$|^[${spaces}]|[${spaces}]$`;

/** SQL: a text cell without surrounding spaces; null when nothing is left. Most cells have none, and cost one look. */
export function trimCell(cell: string): string {
  return `CASE WHEN regexp_matches(${cell}, '${edge}') THEN nullif(trim(${cell}, '${spaces}'), '') ELSE ${cell} END`;
}

/** SQL: a trimmed cell, null too for the words by which exports say "no value". */
export function withoutNullWords(cell: string): string {
  return `CASE WHEN ${cell} IN ('NULL', 'null', '\\N', '#N/A') THEN NULL ELSE ${cell} END`;
}
