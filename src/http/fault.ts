import type { FaultKind } from "#errors.ts";

/** What an answer says went wrong. */
export interface Fault {
  readonly kind: FaultKind | "expired";
  readonly message: string;
  /** How long to wait, where the answer says so. */
  readonly waitMs?: number;
}

/** An answer as a connector's recogniser sees it, whatever its status: never trust a 200. */
export interface Answer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Parsed JSON, else text; empty text of an empty body. */
  readonly body: unknown;
}

/** What HTTP itself says; null for an answer that is good as far as that goes. 401 means that the session expired. */
export function faultOfStatus({ status, headers }: Answer, now: number): Fault | null {
  if (status < 300 || status === 304) return null;
  const wait = retryAfter(headers["retry-after"], now);
  const waiting = wait === null ? {} : { waitMs: wait };
  const message = `the server answered ${status}`;
  if (status === 401) return { kind: "expired", message };
  if (status === 403) return { kind: "permission", message };
  if (status === 429 || (status === 503 && wait !== null)) return { kind: "wait", message, ...waiting };
  if (status === 408 || status === 425 || status >= 500) return { kind: "retryable", message, ...waiting };
  return { kind: "bad_request", message };
}

/** `Retry-After` in milliseconds: seconds, or a date. Null when there is none that makes sense. */
export function retryAfter(header: string | undefined, now: number): number | null {
  if (header === undefined || header.trim() === "") return null;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}

/** Full jitter: somewhere between nothing and a limit that doubles with each attempt, counted from 0. */
export function backoff(attempt: number, random: () => number): number {
  return random() * Math.min(60_000, 500 * 2 ** attempt);
}
