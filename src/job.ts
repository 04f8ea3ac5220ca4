import type { Calendar } from "./calendar.ts";
import type { Localized, Messages, Words } from "./messages.ts";
import type { Reply } from "./reply.ts";
import type { View } from "./store.ts";

export interface JobInput {
  /** The data within the recipient's scope. */
  readonly view: View;
  readonly words: Words;
  readonly calendar: Calendar;
  /** The planned instant of this occurrence, not the moment it happens to run: a late run says the same. */
  readonly now: Date;
  /** Runs any command within the recipient's scope, as if the recipient had asked it now. */
  ask(text: string): Promise<Reply>;
}

/** One thing said to one recipient. */
export interface Said {
  readonly reply: Reply;
  /** What it is about (an account's external id, a KPI): cool-downs count by it. Absent when about no one thing. */
  readonly about?: string;
  /** Money at risk in the reporting currency: ranks pings within the attention budget. */
  readonly atStake?: number;
}

/** One thing said unasked: one file in `jobs/`, whose name is the job. */
export interface Job {
  readonly title: Localized;
  readonly summary: Localized;
  /** Five-field cron in the recipient's zone; a schedule may override it. */
  readonly schedule: string;
  /** Who gets an edition of their own: the configured channels, or each person of a kind. */
  readonly audience: "channel" | "manager" | "owner" | "administrator";
  readonly messages: Messages;
  /** An empty list means that there is nothing worth saying, which the ledger records. */
  run(input: JobInput): Promise<readonly Said[]>;
}

/** Types a job; adds nothing. */
export function defineJob(job: Job): Job {
  return job;
}
