/** An SQL identifier, quoted. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** An SQL text literal, quoted. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A list of text literals. */
export function literals(texts: readonly string[]): string {
  return `[${texts.map(literal).join(", ")}]`;
}

/** First value that is not null; `NULL` of nothing. */
export function firstOf(expressions: readonly string[]): string {
  if (expressions.length === 0) return "NULL";
  return expressions.length === 1 ? (expressions[0] ?? "NULL") : `coalesce(${expressions.join(", ")})`;
}
