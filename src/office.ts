import type { Cases } from "./case.ts";
import type { Doubt, Doubts } from "./doubt.ts";
import type { Locale, Localized } from "./messages.ts";
import type { Send, Subscriptions } from "./subscription.ts";

/** Minutes for which the code that proves a claim holds. */
export const codeMinutes = 15;

/** How a chat user came to be a CRM user. */
export interface Standing {
  /** Name of the CRM user; null for nobody. */
  readonly owner: string | null;
  /** Was it said by a link that may be taken back here? */
  readonly linked: boolean;
  /** Waits a claim for its code or for an administrator? */
  readonly claimed: boolean;
}

/** Joins the asker's chat user with a CRM user: a claim alone never does. */
export interface Linking {
  standing(): Promise<Standing>;
  /**
   * Claims the CRM user with this address. Resolves alike whether there is one or not, with the ways in which a claim is
   * proved here. Throws a UserError `too_many` when too much was claimed.
   */
  claim(address: string): Promise<"code" | "approval">;
  /** Proves the claim by the code sent to its address; resolves with the CRM user's name, null when it proves nothing. */
  prove(code: string): Promise<string | null>;
  /** Takes the link and open claims back; was there any? */
  unlink(): Promise<boolean>;
}

/** What a person chose; null for what they left to the platform and the company. */
export interface Choices {
  readonly language: Locale | null;
  readonly picture: "on" | "off" | null;
  /** IANA zone in which they live: when what is sent unasked reaches them. */
  readonly zone: string | null;
  /** ISO 4217 code of the currency in which amounts are shown. */
  readonly currency: string | null;
  /** Most pings a day. */
  readonly pings: number | null;
  /** Local times `HH:MM` between which no ping comes; from and to the same: pings come at any hour. */
  readonly quiet: { readonly from: string; readonly to: string } | null;
}

/** The asker's own choices. */
export interface Preferences {
  chosen(): Choices;
  choose(choices: Partial<Choices>): Promise<Choices>;
}

/** Somebody in a chat who says to be a CRM user. */
export interface Claim {
  readonly id: string;
  /** `slack:U0123`. */
  readonly user: string;
  readonly userName: string | null;
  readonly address: string;
  /** Name of the CRM user with that address; null when there is none. */
  readonly owner: string | null;
  readonly at: Date;
}

export interface Link {
  readonly user: string;
  readonly owner: string | null;
  readonly how: "code" | "approved";
  readonly by: string | null;
  readonly at: Date;
}

/** A question or a send, as the audit log has it. */
export interface Entry {
  readonly at: Date;
  readonly user: string;
  readonly owner: string | null;
  readonly action: string;
  readonly text: string;
  readonly outcome: string;
  readonly ms: number;
}

export interface Opinion {
  readonly at: Date;
  readonly user: string;
  readonly good: boolean;
  readonly comment: string | null;
  /** The question; null when the audit log does not have it. */
  readonly command: string | null;
}

/** How Parley is. */
export interface Health {
  readonly source: string;
  readonly syncedAt: Date | null;
  readonly sync: Pick<SyncState, "running" | "reading">;
  readonly dataUntil: Date | null;
  readonly rows: Readonly<Record<string, number>>;
  /** Platforms that are connected, by title. */
  readonly platforms: readonly { readonly title: string; readonly address: string | null }[];
  readonly lessons: readonly { readonly name: string; readonly learnedAt: Date }[];
  readonly version: string;
  readonly node: string;
  /** Resident memory, bytes, and how long the process runs, seconds. */
  readonly memory: number;
  readonly uptime: number;
  /** Of the last 24 hours. */
  readonly questions: { readonly answered: number; readonly refused: number; readonly failed: number };
  /** Median time of an answer, milliseconds; null where there was none. */
  readonly medianMs: number | null;
  readonly sends: { readonly sent: number; readonly failed: number };
  readonly claims: number;
}

/** How the store follows the CRM. */
export interface SyncState {
  /** The CRM's name for people. */
  readonly source: string;
  readonly running: boolean;
  /** The table that is being read, rows so far and a second; seconds left where the CRM says how many there are. */
  readonly reading: {
    readonly table: string;
    readonly rows: number;
    readonly perSecond: number;
    readonly secondsLeft: number | null;
  } | null;
  /** Until when the data are as the CRM has them; null before the first sync. */
  readonly confirmedAt: Date | null;
  /** When the CRM is looked at next. */
  readonly next: Date | null;
  /** Why the last sync of this process failed; null when it did not. */
  readonly failure: { readonly at: Date; readonly message: string } | null;
  /** What the last sync had to tell. */
  readonly notes: readonly string[];
  readonly tables: readonly {
    readonly table: string;
    /** Live rows. */
    readonly rows: number;
    /** Every change before it is stored; null for what is always read whole. */
    readonly until: Date | null;
    /** Where history begins so far; null when all of it is there. */
    readonly since: Date | null;
    /** Rows that the CRM lists no longer and that wait for somebody to confirm it. */
    readonly held: number | null;
  }[];
}

/** What only administrators may know and decide. */
export interface Administration {
  health(): Promise<Health>;
  syncState(): Promise<SyncState>;
  /** Begins a sync and waits for nothing; `confirm` lets what a table has lost go. */
  beginSync(wish: { readonly confirm?: string }): void;
  claims(): Promise<readonly Claim[]>;
  links(): Promise<readonly Link[]>;
  /** Grants or declines a claim; null when it is not open. Throws a UserError when nobody has the claimed address. */
  decide(claim: string, granted: boolean): Promise<Claim | null>;
  /** Takes a link back, by `platform:user-id`. */
  unlink(user: string): Promise<boolean>;
  /** Newest first; of one person by their name, address or `platform:user-id`. */
  audit(about: { readonly person: string | null; readonly most: number }): Promise<readonly Entry[]>;
  ratings(about: { readonly most: number }): Promise<readonly Opinion[]>;
  /** Numbers that somebody doubts, newest first. */
  doubts(about: { readonly most: number }): Promise<readonly Doubt[]>;
  /** Occurrences that nobody got because Parley was not running, since an instant. */
  missed(since: Date): Promise<number>;
  /** Newest first. */
  sends(about: { readonly most: number; readonly since?: Date; readonly troubled?: boolean }): Promise<readonly Send[]>;
  /** Takes a sent message back where its platform can. Null when there is no such message. */
  recall(send: string): Promise<Send | null>;
  /** Sends once more what failed, or what nobody knows to have arrived. */
  sendAgain(send: string): Promise<Send | null>;
}

/** A person of whom data are held. */
export interface Subject {
  readonly table: "accounts" | "contacts" | "leads";
  /** The source's own id. */
  readonly id: string;
  readonly name: string | null;
}

/** Something held of a person. */
export interface Holding {
  /** Table, or `state.` and a table of the state. */
  readonly place: string;
  readonly id: string;
  readonly values: Readonly<Record<string, string>>;
}

/** How many entries of a place an erasure takes. */
export interface Erasure {
  readonly place: string;
  readonly entries: number;
  /** Is it removed, or kept without what tells whose it is? */
  readonly how: "removed" | "pseudonymised";
}

/** Requests of people whose data are held: kept in the state, and applied anew by every load. */
export interface PrivacyRequests {
  /** People by id, name, telephone number or e-mail address. */
  find(person: string): Promise<readonly Subject[]>;
  /** What a person is called where their name must not stand. */
  alias(subject: Subject): string;
  /** Everything held of a person. */
  holdings(subject: Subject): Promise<readonly Holding[]>;
  /** What an erasure would take. */
  erasable(subject: Subject): Promise<readonly Erasure[]>;
  /** Erases, looks again, and resolves with what was taken, how many entries still name the person. */
  erase(subject: Subject): Promise<{
    readonly erased: readonly Erasure[];
    readonly left: number;
  }>;
  /** Columns that may be corrected. */
  correctable(subject: Subject): readonly string[];
  correct(subject: Subject, column: string, value: string): Promise<void>;
  /** Takes an account out of scoring and offers, or, with `allowed`, back in. */
  profiling(subject: Subject, allowed: boolean): Promise<void>;
}

/** What a command may do besides reading figures, in the name of the asker. */
export interface Office {
  readonly subscriptions: Subscriptions;
  readonly cases: Cases;
  readonly doubts: Doubts;
  readonly linking: Linking;
  readonly preferences: Preferences;
  /** Null for all but administrators. */
  readonly administration: Administration | null;
  readonly privacy: PrivacyRequests | null;
}

/** A message for administrators. */
export interface Notice {
  readonly headline: Localized;
  readonly buttons: readonly { readonly label: Localized; readonly ask: string }[];
}
