/** An answer, as the audit log has it. */
export interface Answered {
  /** The command as it was understood. */
  readonly command: string;
  readonly at: Date;
}

/** Somebody doubts a number. */
export interface Doubt {
  /** The answer's reference. */
  readonly answer: string;
  /** Name of the CRM user, or `platform:user-id`. */
  readonly who: string;
  /** What was asked, and the command that gives the same figures again. */
  readonly question: string;
  readonly command: string;
  readonly why: string | null;
  readonly askedAt: Date;
  readonly at: Date;
}

/** *Is this number wrong?* */
export interface Doubts {
  /** The answer with this reference; null where there is none. */
  answered(answer: string): Promise<Answered | null>;
  /** Keeps a doubt and tells administrators; said again with a reason, the reason is added. */
  raise(doubt: Pick<Doubt, "answer" | "question" | "command" | "why" | "askedAt">): Promise<void>;
}
