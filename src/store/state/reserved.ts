import { tokens } from "../sql-words.ts";

/** `at` is a plain name in PostgreSQL and a keyword in DuckDB: quotes it, except in `AT TIME ZONE`. */
export function quoteReserved(sql: string): string {
  const all = tokens(sql);
  let quoted = "";
  let done = 0;
  for (const [index, token] of all.entries()) {
    if (token.kind !== "word" || token.value.toLowerCase() !== "at") continue;
    if (all[index + 1]?.value.toLowerCase() === "time") continue;
    quoted += `${sql.slice(done, token.start)}"at"`;
    done = token.end;
  }
  return quoted + sql.slice(done);
}
