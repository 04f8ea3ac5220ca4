/** An account that somebody was told of, and how they answered. */
export interface Case {
  readonly id: string;
  readonly rule: string;
  readonly account: string;
  /** External id of whoever has it: who was told, or whom it was handed to. */
  readonly owner: string;
  readonly openedAt: Date;
  readonly band: number;
  readonly risk: number;
  readonly atStake: number;
  readonly state: "open" | "taken" | "snoozed" | "dismissed" | "reassigned" | "held_out";
  readonly answeredAt: Date | null;
  /** External id of the CRM user, or `platform:user-id`. */
  readonly answeredBy: string | null;
  /** Why it was dismissed; of a reassigned one whose it was. */
  readonly reason: string | null;
  readonly until: Date | null;
  /** How often somebody was reminded, and whether the manager was told. */
  readonly reminders: number;
  readonly escalated: boolean;
  /** The source's id of the task that was written. */
  readonly task: string | null;
}

/** How the company runs its cases. */
export interface CaseTerms {
  /** Working days in which a ping wants an answer: then its owner is told once more, after as many again the manager. */
  readonly answerDays: number;
  /** Share of the accounts at risk that nobody is told of, 0..1, so that pings can be judged honestly. */
  readonly holdOut: number;
  /** Are rules that keep being wrong demoted? */
  readonly demotes: boolean;
}

/** Answers to pings about accounts. Each finds the newest case about the account that the asker may see, or null. */
export interface Cases {
  readonly terms: CaseTerms;
  /** Whoever the account's owner reports to; null where nobody is known. */
  managerOf(account: string): Promise<{ readonly id: string; readonly name: string } | null>;
  /** Newest first; `open`: those that wait for something, be it an answer, the end of a snooze or an order. */
  list(about?: { readonly open?: boolean; readonly account?: string }): Promise<readonly Case[]>;
  /** Every case of the company, for judging rules: what is told of them names none. */
  everybodys(): Promise<readonly Case[]>;
  /** Working days from one instant to another. */
  workingDays(from: Date, to: Date): number;
  /** Takes it on; writes a task with this title to the CRM where the source can. Throws a SourceError when that fails. */
  take(account: string, title: string): Promise<{ readonly case: Case; readonly task: string | null } | null>;
  /** Takes back the last answer, and the task that it wrote. */
  undo(account: string): Promise<Case | null>;
  snooze(account: string, days: number): Promise<Case | null>;
  dismiss(account: string, reason: string): Promise<Case | null>;
  /**
   * Gives it to another CRM user, by name, address or id. Throws a UserError when there is none, or several, or when they
   * may not see the account.
   */
  reassign(account: string, to: string): Promise<Case | null>;
}
