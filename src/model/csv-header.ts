/** How a CSV is written, by its first record. */
export interface Header {
  readonly columns: readonly string[];
  readonly delimiter: string;
}

const delimiters = [",", ";", "\t", "|"] as const;

/** Reads the header record of a CSV: the delimiter is the one that cuts it most often. Null when there is none. */
export function readHeader(text: string): Header | null {
  const start = text.replace(/^\ufeff/, "");
  if (start.trim() === "") return null;
  const cut = delimiters.map((delimiter) => ({ delimiter, columns: firstRecord(start, delimiter) }));
  const best = cut.reduce((best, next) => (next.columns.length > best.columns.length ? next : best));
  return { columns: best.columns.map((name) => name.trim()), delimiter: best.delimiter };
}

function firstRecord(text: string, delimiter: string): string[] {
  const cells: string[] = [];
  let cell = "";
  let quoted = false;
  for (let index = 0; index < text.length; index++) {
    const character = text[index] as string;
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text[index + 1] === '"') cell += text[++index];
      else quoted = false;
    } else if (character === '"' && cell === "") quoted = true;
    else if (character === delimiter) {
      cells.push(cell);
      cell = "";
    } else if (character === "\n" || character === "\r") break;
    else cell += character;
  }
  return [...cells, cell];
}
