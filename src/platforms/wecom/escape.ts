/** Stands for nothing, and keeps apart what would be markup together. */
const apart = "\u200b";

/**
 * Text out of the CRM in WeCom's markdown: no name can mention (`<@id>`), colour (`<font>`), link, or begin a heading.
 * WeCom documents no escape character, so what would be markup is parted by a character of no width; asterisks and
 * backticks, which no parting disarms, become their look-alikes (masked numbers are full of asterisks).
 */
export function escapeText(text: string): string {
  return text
    .replaceAll("*", "＊")
    .replaceAll("`", "'")
    .replaceAll("<", `<${apart}`)
    .replaceAll("](", `]${apart}(`)
    .replaceAll("~~", `~${apart}~`)
    .replaceAll("__", `_${apart}_`)
    .replaceAll("://", `:${apart}//`)
    .replace(/\bwww\./gi, (start) => `www${apart}${start.slice(3)}`)
    .replace(/^[ \t]*(?=#{1,6}\s|>|[-+]\s|\d+\.\s|\|)/gm, (indent) => `${indent}${apart}`);
}

/** The same on one line. */
export function escapeLine(text: string): string {
  return escapeText(text.replace(/\s*[\r\n]+\s*/g, " "));
}

/** A cell of a table. */
export function escapeCell(text: string): string {
  return escapeLine(text).replaceAll("|", "｜");
}

/** A command as it is to be typed. */
export function code(text: string): string {
  return `\`${escapeLine(text)}\``;
}
