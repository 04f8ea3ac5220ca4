import type { Words } from "#messages.ts";
import type { Column, Format } from "#reply.ts";
import { defineFile } from "./file-format.ts";
import { decimals, shownValue } from "./number-format.ts";

/** What a spreadsheet would run instead of showing, in its narrow and wide forms. */
const formula = /^[=+\-@\t\r\n＝＋－＠]/;
const number = /^[-+]?\d+(\.\d+)?$/;

/** A text that no spreadsheet runs: what begins like a formula and is no number gets an apostrophe in front. */
function harmless(text: string): string {
  return formula.test(text) && !number.test(text) ? `'${text}` : text;
}

/** One field by RFC 4180: quoted where it must be. */
function field(text: string): string {
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}

function cell(value: string | number | null | undefined, format: Format, words: Words): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return field(harmless(value));
  // Shortest digits: neither an exponent nor a thousands mark, with which a reader could stumble.
  return String(Number(shownValue(value, format, words).toFixed(decimals(format))));
}

/**
 * Comma-separated values by RFC 4180, with a byte order mark so that Excel reads UTF-8. Numbers are bare, shares are
 * ratios, dates ISO; amounts name their currency in the header. Only the table: CSV holds nothing else.
 */
export default defineFile({
  type: "text/csv; charset=utf-8",
  async make([paper], words) {
    const { columns, rows } = paper.sheet;
    const title = ({ label, format }: Column): string =>
      field(harmless(format === "money" ? `${label} (${words.amounts.code})` : label));
    const lines = rows.map((row) => columns.map(({ key, format }) => cell(row[key], format, words)).join(","));
    return new TextEncoder().encode(`\ufeff${[columns.map(title).join(","), ...lines].join("\r\n")}\r\n`);
  },
});
