/** Spaces that people's files hold around values: ASCII, no-break and full-width ones, and a byte order mark. */
const spaces = "' \t\r\n\u00a0\u3000\ufeff'";

/** SQL: a text cell without surrounding spaces; null when nothing is left. */
export function readText(cell: string): string {
  return `nullif(trim(${cell}, ${spaces}), '')`;
}

/** SQL: as `readText`, and null too for the words by which exports say "no value". */
export function readCell(cell: string): string {
  const value = readText(cell);
  return `CASE WHEN upper(${value}) IN ('NULL', '\\N', '#N/A') THEN NULL ELSE ${value} END`;
}
