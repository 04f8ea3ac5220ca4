/**
 * What a person said, without the bot's name. In a group a message begins with it (`@数据助手 …`); where `name` is
 * known it is taken out wherever it stands, also when it has spaces in it.
 */
export function withoutMention(text: string, name: string | undefined): string {
  const named = name === undefined ? text : text.replaceAll(`@${name}`, " ");
  return named
    .replace(/^\s*@\S+(?=\s|$)/u, " ")
    .replace(/\s@\S+\s*$/u, " ")
    .trim();
}

/** A command, or what somebody says in their own words? */
export function kindOf(text: string): "command" | "mention" {
  return /^[/／、]/u.test(text) ? "command" : "mention";
}

/** The command of an answer that a message quotes: answers show theirs on a line of its own. */
export function quotedCommand(quote: string | undefined): string | undefined {
  const found = [...(quote ?? "").matchAll(/^[>\s`]*(\/[^\n`]+?)`?\s*$/gm)].at(-1)?.[1];
  return found?.replaceAll("\u200b", "");
}
