import type { Api, ApiOptions } from "#http/api.ts";
import type { Fault } from "#http/fault.ts";
import type { Domain } from "./domain.ts";

/** One call of a model's method. */
export interface Request {
  readonly model: string;
  readonly method: string;
  /** Of methods that are a record's. */
  readonly ids?: readonly number[];
  /** Arguments by name. */
  readonly named: Readonly<Record<string, unknown>>;
  /** The one argument whose name changed over the versions. */
  readonly domain?: Domain;
}

/** One of the ways in which Odoo can be called. */
export interface Door {
  readonly recognise: NonNullable<ApiOptions["recognise"]>;
  /** What the method returned, and the server's `Date`. */
  call(api: Api, request: Request): Promise<{ readonly result: unknown; readonly at: string | undefined }>;
}

/** An exception of the server by its Python name. */
export function faultOf(exception: string, text: string): Fault {
  const message = `${exception.split(".").at(-1)}: ${text.replace(/\s+/g, " ").trim()}`;
  if (exception.endsWith("AccessDenied")) return { kind: "auth", message };
  if (exception.endsWith("AccessError")) return { kind: "permission", message };
  if (/^database .* does not exist|FATAL: +database/.test(text)) return { kind: "bad_request", message };
  // Another transaction was in the way, or the database is away.
  if (/psycopg2|SerializationFailure|OperationalError|ConcurrencyError|LockNotAvailable/.test(exception)) {
    return { kind: "retryable", message };
  }
  return { kind: "bad_request", message };
}
