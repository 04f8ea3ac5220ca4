import type { Locale, Localized } from "./messages.ts";
import type { Reply } from "./reply.ts";

/** What is sent by a schedule, when and to whom. */
export interface Schedule {
  readonly id: string;
  /** A job's name, and its arguments. */
  readonly job: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** The command that the job `question` runs; null for others. */
  readonly ask: string | null;
  /** Five-field cron, and the IANA zone it is read in; null: each recipient's. */
  readonly cron: string;
  readonly zone: string | null;
  /** `platform:place`; empty for the job's own audience. */
  readonly targets: readonly string[];
  readonly locale: Locale | null;
  /** Who made it, `platform:user-id`; null for what stands by itself. */
  readonly owner: string | null;
  readonly enabled: boolean;
  readonly next: Date | null;
}

/** What is new about a schedule; the rest is the asker's own. */
export interface NewSchedule {
  readonly job: string;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly ask?: string;
  readonly cron: string;
  /** `channel` for the place that it is asked in, `me` for a direct message. */
  readonly to: "me" | "channel";
  /** Language in which it was asked for, and is said unless the person chooses another. */
  readonly locale?: Locale;
}

/** What a schedule would do, without doing it. */
export interface DryRun {
  /** The next five instants, each in the zone of who is sent to. */
  readonly next: readonly { readonly at: Date; readonly zone: string }[];
  /** `platform:place` with the name of who is there. */
  readonly recipients: readonly { readonly target: string; readonly name: string | null }[];
  /** What it would say now to the asker; empty when there is nothing to say. */
  readonly said: readonly Reply[];
}

/** A job that anybody of its audience may subscribe to. */
export interface OfferedJob {
  readonly name: string;
  readonly title: Localized;
  readonly summary: Localized;
  /** When it is sent unless said otherwise. */
  readonly cron: string;
}

/** A ping that somebody did not get, as a day has room for few: the next digest has it. */
export interface HeldBack {
  readonly headline: string;
  readonly about: string;
  readonly atStake: number;
}

/** What is sent unasked to the asker and to the places they are in. */
export interface Subscriptions {
  readonly offered: readonly OfferedJob[];
  /** The asker's own; for administrators everybody's with `all`. */
  list(all?: boolean): Promise<readonly Schedule[]>;
  create(schedule: NewSchedule): Promise<Schedule>;
  /** Stops a schedule of the asker's, or starts it again; administrators may any. Null when there is none. */
  enable(id: string, enabled: boolean): Promise<Schedule | null>;
  remove(id: string): Promise<Schedule | null>;
  dryRun(schedule: NewSchedule | string): Promise<DryRun>;
  /** Pings to the asker that their attention budget left out since, most money first. */
  heldBack(since: Date): Promise<readonly HeldBack[]>;
}

/** One message that was, or is to be, sent. */
export interface Send {
  readonly id: string;
  readonly job: string;
  readonly plannedAt: Date;
  readonly target: string;
  readonly headline: string | null;
  readonly state: "pending" | "ready" | "sending" | "looking" | "sent" | "failed" | "unknown" | "skipped" | "recalled";
  readonly attempts: number;
  readonly error: string | null;
  readonly at: Date;
}
