import { setTimeout as pause } from "node:timers/promises";
import { DatabaseError } from "pg";
import { SourceError } from "#errors.ts";

/** No connection could be had: nothing was said to the server. */
export class NotConnected extends Error {
  override name = "NotConnected";
}

/** SQLSTATEs by which a server says that it did not do it, and that it or another may soon. */
const turnedAway = new Set([
  "57P01", // shut down by an administrator
  "57P02", // crashed
  "57P03", // starting, or shutting down
  "53300", // too many connections
  "25006", // a standby: the primary is elsewhere now
  "40001", // lost against another transaction
  "40P01", // deadlock
]);

/** Failures of the way there, before anything was said. */
const wayThere = new Set([
  ...["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH"],
  ...["ENOTFOUND", "EAI_AGAIN", "ENOENT"],
]);

/** Did the server answer, and refuse? Everything else is a lost connection: what it did then is not known. */
export function answered(error: unknown): error is DatabaseError {
  return error instanceof DatabaseError && !turnedAway.has(error.code ?? "");
}

/** Surely nothing was done, and trying again can help. */
function mayTryAgain(error: unknown): boolean {
  if (error instanceof DatabaseError) return turnedAway.has(error.code ?? "");
  if (!(error instanceof NotConnected)) return false;
  const { cause } = error;
  if (cause instanceof DatabaseError) return turnedAway.has(cause.code ?? "");
  const code = (cause as NodeJS.ErrnoException | undefined)?.code;
  return code === undefined ? /terminated|timeout/i.test(error.message) : wayThere.has(code);
}

/** A read changes nothing: it may be asked again whatever became of it. */
const reads = (sql: string): boolean => /^\s*SELECT\b/i.test(sql);

/** Is another attempt safe, and likely to help? */
function worthAnother(error: unknown, sql: string): boolean {
  if (error instanceof DatabaseError || error instanceof NotConnected) return mayTryAgain(error);
  return reads(sql);
}

/** Waits between attempts, and how long whoever asked is kept, milliseconds: a server that restarts is back by then. */
const waits = [50, 150, 400, 1_000, 2_000, 3_000];
const patienceMs = 10_000;

/** Tries again what surely did not run, and what only reads. */
export async function persist<T>(sql: string, attempt: () => Promise<T>): Promise<T> {
  const since = performance.now();
  for (const wait of waits) {
    try {
      return await attempt();
    } catch (error) {
      if (!worthAnother(error, sql) || performance.now() - since > patienceMs) throw error;
    }
    await pause(wait * (0.5 + Math.random() / 2));
  }
  return attempt();
}

/** Is it sure that a statement, which is a transaction of its own, changed nothing? */
export function surelyNotRun(error: unknown): boolean {
  return error instanceof DatabaseError || error instanceof NotConnected;
}

/** What a failed statement means to whoever asked: the server's own complaint, or that it cannot be reached. */
export function told(error: unknown, place: string, nothingWritten: boolean): unknown {
  if (error instanceof SourceError) return error;
  if (answered(error)) {
    if (error.code !== "57014") return error;
    return new SourceError("state", `${place} took too long`, { retryable: true, cause: error });
  }
  const outcome = nothingWritten ? "nothing was written" : "whether it was written is not known";
  const said = error instanceof Error ? error.message : String(error);
  return new SourceError("state", `${place} cannot be reached, ${outcome}: ${said}`, {
    retryable: nothingWritten,
    hint: "Check that the database of STATE_URL is running and can be reached from here.",
    cause: error,
  });
}
