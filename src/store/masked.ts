import type { Column } from "#model/column.ts";
import type { TableName } from "#model/tables.ts";
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

/**
 * Columns that tell who a pool account is: its name and its people's are masked, what was written about it is left out.
 * Where it is, what it does and how large it is stays: by that one decides whether to claim it.
 */
export const ofPool: Readonly<Partial<Record<TableName, Readonly<Record<string, "name" | "text">>>>> = {
  accounts: { name: "name", custom: "text" },
  contacts: { name: "name", custom: "text" },
  tickets: { subject: "text", body: "text", custom: "text" },
  surveys: { comment: "text", custom: "text" },
  mentions: { text: "text", url: "text", custom: "text" },
};

/** SQL of a name of which the beginning and, of five characters and more, the end stay: `华****公司`. */
export function maskedName(text: string, dialect: EngineDialect): string {
  const both = dialect.replaced(text, "(?s)^(.).*(.{2})$", "\\1****\\2");
  const first = dialect.replaced(text, "(?s)^(.).*$", "\\1****");
  return `CASE WHEN char_length(${text}) >= 5 THEN ${both} WHEN ${text} IS NOT NULL THEN ${first} END`;
}
