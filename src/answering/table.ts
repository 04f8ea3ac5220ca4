import type { DisplayedTable } from "#answer.ts";
import type { Words } from "#messages.ts";
import type { Format, Table } from "#reply.ts";

function cell(value: string | number | null | undefined, format: Format, words: Words): string {
  if (value === null || value === undefined) return "–";
  if (typeof value === "string") return format === "date" ? words.date(value) : value;
  switch (format) {
    case "money":
      return words.money(value);
    case "percent":
      if (value > 0 && value < 0.0005) return "<0.1%";
      return words.percent(value, value !== 0 && Math.abs(value) < 0.1 ? 1 : 0);
    case "integer":
      return words.integer(value);
    default:
      return words.number(value);
  }
}

/** A table with its cells in the asker's words, so that every platform shows the same text. */
export function display(table: Table, words: Words): DisplayedTable {
  const cells = table.rows.map((row) => table.columns.map(({ key, format }) => cell(row[key], format, words)));
  return { ...table, cells };
}
