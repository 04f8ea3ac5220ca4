/** An account that somebody was told of, and what came of it. */
export interface Case {
  readonly id: string;
  readonly rule: string;
  readonly account: string;
  /** Owner's external id. */
  readonly owner: string;
  readonly openedAt: Date;
  readonly band: number;
  readonly risk: number;
  readonly atStake: number;
  readonly state: "open" | "taken" | "snoozed" | "dismissed" | "reassigned" | "held_out" | "closed";
  readonly answeredAt: Date | null;
  readonly reason: string | null;
  readonly until: Date | null;
  /** How often somebody was reminded, and whether the manager was told. */
  readonly reminders: number;
  readonly escalated: boolean;
  /** The source's id of the task that was written. */
  readonly task: string | null;
  /** Did the account order again, when, and for how much since; null while open. */
  readonly outcome: { readonly orderedAt: Date | null; readonly revenue: number } | null;
}

/** Answers to pings about accounts. Each finds the newest case about the account that the asker may see, or null. */
export interface Cases {
  list(about?: { readonly open?: boolean; readonly account?: string }): Promise<readonly Case[]>;
  /** Takes it on; writes a task to the CRM where the source can. */
  take(account: string): Promise<{ readonly case: Case; readonly task: string | null } | null>;
  /** Takes back the last answer, and the task that it wrote. */
  undo(account: string): Promise<Case | null>;
  snooze(account: string, days: number): Promise<Case | null>;
  dismiss(account: string, reason: string): Promise<Case | null>;
  /** Gives it to another CRM user, by name, address or id. Throws a UserError when there is none, or several. */
  reassign(account: string, to: string): Promise<Case | null>;
  /** Records that somebody was reminded or the manager told. */
  reminded(id: string, escalated: boolean): Promise<void>;
  /** Records what came of it. */
  conclude(id: string, outcome: { readonly orderedAt: Date | null; readonly revenue: number }): Promise<void>;
}
