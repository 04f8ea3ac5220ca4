import type { DisplayedTable } from "#answer.ts";
import { cellText } from "#locales/cell-text.ts";
import type { Words } from "#messages.ts";
import type { Table } from "#reply.ts";

/** A table with its cells in the asker's words, so that every platform shows the same text. */
export function display(table: Table, words: Words): DisplayedTable {
  const { all: _, ...shown } = table;
  const cells = table.rows.map((row) => table.columns.map(({ key, format }) => cellText(row[key], format, words)));
  return { ...shown, cells };
}
