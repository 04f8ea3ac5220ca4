import type { Parts } from "./parts.ts";

/** Whatever the scanner takes for a quotation mark or an escape. */
const quotes = /["\\“”「」『』\uFF02\uFF3C]/g;
const plainWord = /^[\p{L}\p{N}_.&+-]+$/u;

/** In double quotes unless it is one plain word. */
export function quote(text: string): string {
  return plainWord.test(text) ? text : `"${text.replace(quotes, "\\$&")}"`;
}

/** What the parts came to, as far as the canonical text shows it. */
export interface Shown {
  /** With the command's own prefix, without the slash. */
  readonly command: string;
  readonly period: string | null;
  readonly asOf: string | null;
  /** Is the subject safe without quotes? */
  readonly bareSubject: boolean;
  /** Absent when it is the command's default. */
  readonly compare: string | null;
}

/** The question as one would type it in English, in one fixed order: reading it again gives the same question. */
export function format(parts: Parts, shown: Shown): string {
  const words = [`/${shown.command}`];
  if (parts.subject !== null)
    words.push(shown.bareSubject ? parts.subject : `"${parts.subject.replace(quotes, "\\$&")}"`);
  if (shown.period !== null) words.push(shown.period);
  if (parts.by.length > 0) words.push(`by ${parts.by.join(",")}`);
  for (const { dimension, values } of parts.filters) {
    words.push(`${dimension === null ? "only " : `${dimension}=`}${values.map(quote).join(",")}`);
  }
  if (shown.compare !== null) words.push(`vs ${shown.compare}`);
  if (parts.top !== null) words.push(`top ${parts.top}`);
  for (const [name, value] of Object.entries(parts.options)) words.push(`${name}=${quote(value)}`);
  if (shown.asOf !== null) words.push(`as of ${shown.asOf}`);
  if (parts.export !== null) words.push(parts.export);
  if (parts.fresh) words.push("fresh");
  if (parts.full) words.push("--full");
  return words.join(" ");
}
