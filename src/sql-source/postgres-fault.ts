import { DatabaseError } from "pg";
import { SourceError } from "#errors.ts";
import type { Address } from "./address.ts";
import { faultFor, readOnly, tooLong, unreachable, wrongCredentials } from "./fault.ts";

/** SQLSTATEs of servers that are about to stop, start, are full, or chose this transaction to give way. */
const passes = new Set(["57P01", "57P02", "57P03", "53300", "40001", "40P01"]);

/** What an error of PostgreSQL, or of the way there, means. */
export function postgresFault(source: string, address: Address, error: unknown, sql: string): Error {
  if (error instanceof SourceError) return error;
  const fault = (meaning: Parameters<typeof faultFor>[2]) => faultFor(source, address, meaning);
  const said = error instanceof Error ? error.message : String(error);
  if (!(error instanceof DatabaseError)) {
    if (/certificate|self.signed|SSL|TLS/i.test(said))
      return fault({
        kind: "auth",
        message: `no TLS that can be trusted: ${said}`,
        hint: "sslrootcert names your own authority; sslmode=disable does without.",
      });
    return fault(unreachable(address, (error as NodeJS.ErrnoException).code ?? said));
  }
  const { code = "" } = error;
  if (code.startsWith("28")) return fault(wrongCredentials(address.user));
  if (code === "25006") return fault(readOnly);
  if (code === "57014") return fault(tooLong);
  if (passes.has(code)) return fault({ kind: "retryable", message: said });
  if (code === "42501")
    return fault({ kind: "permission", message: said, line: lineOf(error, sql), hint: grant(said, address.user) });
  return fault({ kind: "bad_request", message: said, line: lineOf(error, sql) });
}

function grant(said: string, user: string): string {
  const named = /for (?:table|view|relation|materialized view|foreign table) (\S+)/.exec(said)?.[1];
  const schema = /for schema (\S+)/.exec(said)?.[1];
  if (schema !== undefined) return `GRANT USAGE ON SCHEMA ${schema} TO "${user}"`;
  return `GRANT SELECT ON ${named ?? "…"} TO "${user}"`;
}

/** PostgreSQL counts characters of the statement; of rights that lack it names the relation alone. */
function lineOf({ position, message }: DatabaseError, sql: string): number | null {
  if (position !== undefined) return sql.slice(0, Number(position)).split("\n").length;
  const name = /for \w+(?: view)? (\S+)$/.exec(message)?.[1];
  const found = name === undefined ? -1 : sql.split("\n").findIndex((text) => text.includes(name));
  return found < 0 ? null : found + 1;
}
