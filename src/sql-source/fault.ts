import { type FaultKind, SourceError } from "#errors.ts";
import type { Address } from "./address.ts";

/** What a database complained of. */
export class DatabaseFault extends SourceError {
  /** Line of the statement with which it finds fault, from 1; null where it does not say. */
  readonly line: number | null;
  constructor(
    source: string,
    message: string,
    options: { kind: FaultKind; hint?: string; cause?: unknown; line?: number | null },
  ) {
    super(source, message, options);
    this.line = options.line ?? null;
  }
}

/** A complaint without the password, whatever the server repeats; what caused it may hold one, and is left out. */
export function faultFor(
  source: string,
  { password }: Address,
  {
    kind,
    message,
    hint,
    line = null,
  }: { readonly kind: FaultKind; readonly message: string; readonly hint?: string; readonly line?: number | null },
): DatabaseFault {
  const told = password.length > 3 ? message.replaceAll(password, "[secret]") : message;
  return new DatabaseFault(source, told.slice(0, 400), { kind, line, ...(hint === undefined ? {} : { hint }) });
}

/** What to say of a server that cannot be reached. */
export function unreachable({ host, port }: Address, why: string) {
  const hint = "Check host and port, that the database runs, and that it may be reached from here.";
  return { kind: "retryable" as const, message: `${host}:${port} cannot be reached (${why})`, hint };
}

export const tooLong = {
  kind: "retryable" as const,
  message: "the query took too long",
  hint: "Give the column of `changed` an index, or read less in the query.",
};

export const readOnly = {
  kind: "bad_request" as const,
  message: "the query writes; it may only read",
};

export const wrongCredentials = (user: string) => ({
  kind: "auth" as const,
  message: `the database refuses user "${user}" or its password`,
  hint: "Check user and password in the address; characters such as @ are written %40 there.",
});
