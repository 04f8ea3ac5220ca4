/**
 * Slack's three control characters. Together with `verbatim`, which stops Slack from making links and mentions of plain
 * text, no name out of the CRM can mention or link; at worst it is set in bold.
 */
export function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** Slack writes links, users and channels as <…>; a question needs their words. */
export function plainText(text: string): string {
  return text
    .replace(/<@[^>]+>/g, " ")
    .replace(/<[#!]?[^|>]*\|([^>]*)>/g, "$1")
    .replace(/<([^>]*)>/g, "$1")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .trim();
}
