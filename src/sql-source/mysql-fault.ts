import { SourceError } from "#errors.ts";
import type { Address } from "./address.ts";
import { faultFor, readOnly, tooLong, unreachable, wrongCredentials } from "./fault.ts";

interface MysqlError extends Error {
  readonly errno?: number;
  readonly sqlState?: string;
  readonly code?: string;
}

/** Access denied for the user; the account is locked; the password must be changed first. */
const credentials = new Set([1045, 3118, 1820, 1698, 4151]);
/** Access denied to a database, a table, a column, a view. */
const denied = new Set([1044, 1142, 1143, 1356]);
/** The statement's time was up: MySQL, MariaDB. */
const late = new Set([3024, 1969]);
/** Too many connections, shutting down, deadlock, waited too long for a lock. */
const passes = new Set([1040, 1053, 1203, 1213, 1205]);

/** What an error of MySQL or MariaDB, or of the way there, means. */
export function mysqlFault(source: string, address: Address, error: unknown, sql: string): Error {
  if (error instanceof SourceError) return error;
  const fault = (meaning: Parameters<typeof faultFor>[2]) => faultFor(source, address, meaning);
  const { errno = 0, sqlState, code = "", message: said = String(error) } = error as MysqlError;
  if (code === "HANDSHAKE_NO_SSL_SUPPORT" || /certificate|self.signed/i.test(said)) {
    const hint = "sslrootcert names your own authority; sslmode=disable does without.";
    return fault({ kind: "auth", message: `no TLS that can be trusted: ${said}`, hint });
  }
  if (sqlState === undefined) return fault(unreachable(address, code || said));
  if (credentials.has(errno)) return fault(wrongCredentials(address.user));
  if (errno === 1792) return fault(readOnly);
  if (late.has(errno)) return fault(tooLong);
  if (passes.has(errno)) return fault({ kind: "retryable", message: said });
  const line = lineOf(said, sql);
  if (denied.has(errno)) return fault({ kind: "permission", message: said, line, hint: grant(said, address) });
  return fault({ kind: "bad_request", message: said, line });
}

/** The line that the server tells, else the one with the name of which it complains. */
function lineOf(said: string, sql: string): number | null {
  const told = /at line (\d+)$/.exec(said);
  if (told !== null) return Number(told[1]);
  const name = /(?:Unknown column|Table|for table) ['`](?:.*\.)?[`']?([^'`.]+)[`']/.exec(said)?.[1];
  const found = name === undefined ? -1 : sql.split("\n").findIndex((text) => text.includes(name));
  return found < 0 ? null : found + 1;
}

function grant(said: string, { user, database }: Address): string {
  const table = /for table (\S+)/.exec(said)?.[1]?.replaceAll(/[`']/g, "") ?? "*";
  return `GRANT SELECT ON ${table.includes(".") ? table : `${database}.${table}`} TO '${user}'`;
}
