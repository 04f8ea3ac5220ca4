/** One token of SQL. `word` is an identifier or keyword, `quoted` a quoted identifier without its quotes. */
export interface Token {
  readonly kind: "word" | "quoted" | "text" | "parameter" | "sign";
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

const pattern =
  /(?<skip>\s+|--[^\n]*|\/\*[\s\S]*?\*\/)|(?<text>'(?:[^']|'')*')|"(?<quoted>(?:[^"]|"")*)"|\$(?<parameter>[A-Za-z_]\w*)|(?<word>[\p{L}_][\p{L}\p{N}_]*)|(?<sign>\d+(?:\.\d+)?|[\s\S])/gu;

/** Cuts SQL into tokens; comments and white space are left out. */
export function tokens(sql: string): Token[] {
  const found: Token[] = [];
  for (const match of sql.matchAll(pattern)) {
    const groups = match.groups ?? {};
    if (groups.skip !== undefined) continue;
    const kind = (["text", "quoted", "parameter", "word", "sign"] as const).find((name) => groups[name] !== undefined);
    if (kind === undefined) continue;
    found.push({ kind, value: groups[kind] ?? "", start: match.index, end: match.index + match[0].length });
  }
  return found;
}
