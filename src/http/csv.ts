/** Records of a CSV with a header, as RFC 4180 has it; an empty cell is null. Linear in its length. */
export function parseCsv(text: string): Record<string, string | null>[] {
  const rows: string[][] = [];
  let cells: string[] = [];
  // A cell, in quotes or without, and what ends it.
  const cell = /(?:"([^"]*(?:""[^"]*)*)"|([^",\r\n][^,\r\n]*)?)(,|\r\n|\n|\r|$)/y;
  while (cell.lastIndex < text.length) {
    const [, quoted, plain = "", end] = cell.exec(text) ?? [];
    if (end === undefined) throw new SyntaxError("a quotation mark stands where none may");
    cells.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === "," && cell.lastIndex < text.length) continue;
    if (end === ",") cells.push("");
    rows.push(cells);
    cells = [];
  }
  const [header = [], ...records] = rows;
  return records.map((row) => Object.fromEntries(header.map((name, index) => [name, row[index] || null])));
}
