import type { Column } from "#model/column.ts";
import type { EngineDialect } from "./engine.ts";

/**
 * SQL of personal text with its middle hidden: a phone number keeps its first three and last two characters when it
 * has enough of them, an e-mail address its first character and its domain (the last of several), any other text its
 * first two characters. Cells of several lines are hidden alike.
 */
export function masked(text: string, kind: NonNullable<Column["personal"]>, dialect: EngineDialect): string {
  const [enough, pattern, by] = {
    phone: [`char_length(${text}) >= 9`, "(?s)^(.{3}).*(.{2})$", "\\1****\\2"],
    email: [`${text} LIKE '_%@_%'`, "(?s)^(.).*(@[^@]*)$", "\\1***\\2"],
    text: [`char_length(${text}) >= 6`, "(?s)^(.{2}).*$", "\\1****"],
  }[kind] as [string, string, string];
  return `CASE WHEN ${enough} THEN ${dialect.replaced(text, pattern, by)} WHEN ${text} IS NOT NULL THEN '****' END`;
}
