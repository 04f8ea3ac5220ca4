import type { z } from "zod";
import type { Calendar } from "./calendar.ts";
import type { Recall } from "./learned.ts";
import type { Localized, Messages, Words } from "./messages.ts";
import type { Office } from "./office.ts";
import type { Log } from "./platform.ts";
import type { FileFormat } from "./question.ts";
import type { Reply } from "./reply.ts";
import type { View } from "./store.ts";
import type { Compute } from "./task.ts";

/** To whom something is said unasked. */
export interface Recipient {
  /** The CRM user; null for a channel, and for administrators whom the CRM does not know. */
  readonly owner: { readonly key: number; readonly id: string; readonly name: string } | null;
  readonly role: "administrator" | "manager" | "representative" | "channel";
}

/** What a job may do besides reading figures. */
export interface Upkeep {
  /** Brings the data up to date. Throws a SourceError when the source cannot be read. */
  sync(): Promise<void>;
  /** Looks for what the source has lost since, where it does not say so by itself. */
  sweep(): Promise<void>;
}

export interface JobInput<Options = unknown> {
  /** The data within the recipient's scope; a channel's is what everybody there may see. */
  readonly view: View;
  readonly words: Words;
  readonly calendar: Calendar;
  /** The planned instant of this occurrence, not the moment it happens to run: a late run says the same. */
  readonly now: Date;
  readonly recipient: Recipient;
  /** The schedule's arguments. */
  readonly options: Options;
  readonly compute: Compute;
  readonly recall: Recall;
  /** What may be done in the recipient's name: their cases, and for administrators what was sent. Null for channels. */
  readonly office: Office | null;
  readonly upkeep: Upkeep;
  /** Where a part that fails is told of, while the rest is said. */
  readonly log: Log;
  /** What was said with figures to the same recipient by occurrences planned since an instant, oldest first. */
  earlier(since: Date): Promise<readonly Earlier[]>;
  /**
   * Runs any command within the recipient's scope, as if the recipient had asked it at the planned instant. `brief` has its
   * figures alone, which is cheaper; such a reply is read, and shown to nobody.
   */
  ask(text: string, depth?: "brief"): Promise<Reply>;
}

/** A number that was said, as it was read: by it a later run tells whether late data moved it. */
export interface Figure {
  readonly key: string;
  readonly label: string;
  readonly value: number;
  readonly text: string;
}

/** Something with figures that was said earlier to the same recipient. */
export interface Earlier {
  /** Names it: what corrects it is `about` this. */
  readonly id: string;
  readonly job: string;
  readonly title: Localized;
  readonly plannedAt: Date;
  /** When its newest figures were sent. */
  readonly sentAt: Date;
  /** As they were said last: a correction's where there was one. */
  readonly figures: readonly Figure[];
  /** What the same job states of the same instant now. */
  again(): Promise<Stated>;
}

/** Numbers that a job states, and the business days `[from, to)` that they are of. */
export interface Stated {
  readonly period: { readonly from: string; readonly to: string };
  readonly figures: readonly Figure[];
}

/** One thing said to one recipient. */
export interface Said {
  readonly reply: Reply;
  /** What it states of days that are over, which only late data can change. */
  readonly figures?: readonly Figure[];
  /** What it is about (an account's external id, a KPI): cool-downs count by it. Absent when about no one thing. */
  readonly about?: string;
  /** How grave, from 0: within the cool-down only something graver is said again. */
  readonly band?: number;
  /** Money at risk in the reporting currency: ranks pings within the attention budget. */
  readonly atStake?: number;
  /** Is it about an account that somebody should see to? Then it opens a case once it is sent. */
  readonly opens?: OpenedCase;
}

/** What a churn ping leaves behind: somebody's task, whose outcome is followed. */
export interface OpenedCase {
  /** What found it: a rule, or a model with its version. */
  readonly rule: string;
  /** External id of the account. */
  readonly account: string;
  /** The probability or risk, 0 to 1, that the rule gave. */
  readonly risk: number;
  /** Held out: nobody is told, its outcome is followed all the same. */
  readonly heldOut?: boolean;
  /** No new one: a reminder of this case, to its owner or to their manager. */
  readonly reminds?: { readonly case: string; readonly manager: boolean };
}

/** One thing said unasked: one file in `jobs/`, whose name is the job. */
export interface Job<Options extends z.ZodObject = z.ZodObject> {
  readonly title: Localized;
  readonly summary: Localized;
  /** Five-field cron in the recipient's zone; a schedule may override it. */
  readonly schedule: string;
  /**
   * Who gets an edition of their own: the configured channels, or each person of a kind; `owner` is everybody who owns
   * accounts, managers included. `reader` is whoever got something with figures before, channels included, each with the
   * eyes with which they got it. `nobody` is for upkeep: it says something only when it fails.
   */
  readonly audience: "channel" | "manager" | "owner" | "administrator" | "reader" | "nobody";
  /**
   * Interrupts people: it counts against their attention budget, waits for their working hours, and is not repeated
   * about the same thing within these days.
   */
  readonly ping?: { readonly coolDownDays: number };
  /** Is it planned for its audience unless an administrator stops it? Otherwise only where somebody subscribes. */
  readonly standing?: true;
  /** The file that goes with what is said. */
  readonly attach?: FileFormat;
  /** Hours for which a missed occurrence is still worth catching up; 6 unless said. */
  readonly graceHours?: number;
  /** Arguments of a schedule. */
  readonly options?: Options;
  readonly messages: Messages;
  /** The figures of what `run` would say, without the rest: what late data are looked for in. */
  state?(input: JobInput<z.output<Options>>): Promise<Stated>;
  /** An empty list means that there is nothing worth saying, which the ledger records. */
  run(input: JobInput<z.output<Options>>): Promise<readonly Said[]>;
}

/** Types a job; adds nothing. */
export function defineJob<Options extends z.ZodObject>(job: Job<Options>): Job<Options> {
  return job;
}
