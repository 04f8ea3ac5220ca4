import { SourceError, UserError } from "#errors.ts";

/** An error on its way from the process that holds the data to a terminal. */
interface WireError {
  readonly message: string;
  readonly hint: string | null;
  /** A `UserError`'s code. */
  readonly code?: string;
  /** A `SourceError`'s source. */
  readonly source?: string;
}

export function toWire(error: unknown): WireError {
  if (error instanceof UserError) return { code: error.code, message: error.message, hint: error.hint ?? null };
  if (error instanceof SourceError) {
    const message = error.message.slice(`[${error.source}] `.length);
    return { source: error.source, message, hint: error.hint ?? null };
  }
  return { source: "parley", message: error instanceof Error ? error.message : String(error), hint: null };
}

export function fromWire(wire: unknown): Error {
  const { code, source = "parley", message = "the running process failed", hint } = (wire ?? {}) as Partial<WireError>;
  const options = hint ? { hint } : {};
  return code === undefined ? new SourceError(source, message, options) : new UserError(code, message, options);
}
