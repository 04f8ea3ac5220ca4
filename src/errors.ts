/** The person asking can mend this: `message` and `hint` are shown in chat as they are, in the asker's language. */
export class UserError extends Error {
  override name = "UserError";
  /** Machine-readable kind, such as `not_understood`; part of the JSON contract. */
  readonly code: string;
  /** What to do instead, with a valid example. */
  readonly hint: string | undefined;
  constructor(code: string, message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.hint = options.hint;
  }
}

/**
 * What kind of failure an outside system reports: `retryable` passes by itself, `wait` at a known time, `quota` when the
 * next allowance begins; `auth` needs other credentials, `permission` another right, `bad_request` other settings;
 * `schema`: an answer is not of the expected form.
 */
export type FaultKind = "retryable" | "wait" | "quota" | "auth" | "permission" | "bad_request" | "schema";

/** A CRM, chat platform or database refused or broke; says which, and whether trying again can help. */
export class SourceError extends Error {
  override name = "SourceError";
  readonly source: string;
  readonly retryable: boolean;
  readonly kind: FaultKind | undefined;
  /** What an administrator can do about it. */
  readonly hint: string | undefined;
  constructor(
    source: string,
    message: string,
    options: { retryable?: boolean; kind?: FaultKind; hint?: string; cause?: unknown } = {},
  ) {
    super(`[${source}] ${message}`, { cause: options.cause });
    this.source = source;
    this.retryable = options.retryable ?? ["retryable", "wait", "quota"].includes(options.kind ?? "");
    this.kind = options.kind;
    this.hint = options.hint;
  }
}

/**
 * What is known of a message that could not be sent. `refused`: it never will be accepted as things are (channel gone,
 * token revoked, not a member). `later`: it surely was not accepted, and may be once more time has passed. `lost`:
 * nobody knows whether it arrived.
 */
export type Fate = "refused" | "later" | "lost";

/** A chat platform did not confirm a message. */
export class SendError extends SourceError {
  override name = "SendError";
  readonly fate: Fate;
  /** How long the platform asks to wait, milliseconds. */
  readonly waitMs: number | undefined;
  constructor(
    source: string,
    message: string,
    options: { fate: Fate; waitMs?: number; hint?: string; cause?: unknown },
  ) {
    const { fate, waitMs, hint, cause } = options;
    super(source, message, { retryable: fate !== "refused", ...(hint === undefined ? {} : { hint }), cause });
    this.fate = fate;
    this.waitMs = waitMs;
  }
}

/** A dimension was asked of facts that do not carry it; whoever answers says it in the asker's words. */
export class NotApplicable extends UserError {
  readonly dimension: string;
  readonly relation: string;
  /** Dimensions that the facts do carry. */
  readonly usable: readonly string[];
  constructor(dimension: string, relation: string, usable: readonly string[]) {
    super("not_applicable", `${relation} cannot be narrowed or grouped by ${dimension}`);
    this.dimension = dimension;
    this.relation = relation;
    this.usable = usable;
  }
}

/**
 * The data cannot carry the mathematics asked of them (nobody came back, all values equal, no convergence). `code` says
 * what is missing, so that whoever answers says it in the asker's words instead of making a number up.
 */
export class NotEnoughData extends Error {
  override name = "NotEnoughData";
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** For `catch`: hands on what is missing as a value, and throws anything else. */
export function notEnough(error: unknown): NotEnoughData {
  if (error instanceof NotEnoughData) return error;
  throw error;
}
