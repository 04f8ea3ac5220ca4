import type { Answer } from "#answer.ts";
import type { Connection, Host } from "#platform.ts";

/** A button as its platform's server keeps it: what a press sends back, in the platform's own words. */
export interface SeenButton {
  readonly label: string;
  readonly press: { readonly action: string; readonly value: string };
}

/** A message as a person in the conversation sees it. Notes of work under way are none (`working`). */
export interface Seen {
  /** The platform's conversation. */
  readonly channel: string;
  /** The only person who sees it, also in a direct message; null for everybody there. */
  readonly onlyFor: string | null;
  /**
   * All visible text as the platform shows it, markup and escapes resolved, in reading order, buttons left out; of an
   * attached text file its content. One answer in several messages is several of these.
   */
  readonly text: string;
  readonly buttons: readonly SeenButton[];
  readonly images: readonly { readonly png: Uint8Array; readonly alt: string | null }[];
  /** What can be downloaded. */
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  /**
   * The server's complaints: broken limits, and whatever the message would do besides being read, such as a mention or
   * a link made of plain text; empty when it is valid.
   */
  readonly complaints: readonly string[];
}

/** A form that is open before a person. */
export interface SeenForm {
  readonly onlyFor: string;
  readonly title: string;
  readonly fields: readonly {
    readonly name: string;
    readonly label: string;
    readonly value: string;
    readonly required: boolean;
    readonly choices?: readonly { readonly label: string; readonly value: string }[];
  }[];
  readonly complaints: readonly string[];
}

/** Something that a person does. A repeated `eventId` is the platform delivering the same event again. */
export interface Deed {
  readonly eventId: string;
  readonly user: string;
  readonly place: "direct" | "shared";
}

/** A server's misbehaviour towards the next calls that post something. `reply-lost`: it is posted, and nobody learns. */
export type Fault = "rate-limited" | "server-error" | "error-in-200" | "reply-lost";

/** A platform's real adapter, connected to its emulated servers. */
export interface OpenRig {
  /** Ids that exist: at least two people, all members of the shared conversation. */
  readonly users: readonly [string, string, ...string[]];
  readonly shared: string;
  /** A question, as people ask there; in the shared place the bot is addressed. Resolves when it is acknowledged. */
  say(deed: Deed & { readonly text: string }): Promise<void>;
  /** Presses the button of a message: `action` and `value` are a `SeenButton`'s. Resolves when it is acknowledged. */
  press(deed: Deed & { readonly action: string; readonly value: string }): Promise<void>;
  /** Posts unasked, through the connection. `target` is `shared` or a user's id. */
  send(target: string, answer: Answer, key: string): Promise<unknown>;
  /** The adapter itself, for looking and taking back. */
  connection(): Connection;
  /** Everything posted so far and still there, oldest first. */
  seen(): Promise<readonly Seen[]>;
  /** What people are told at this moment of work under way; empty when nothing is. */
  working(): Promise<readonly string[]>;
  /** Milliseconds from the newest deed's arrival until the platform had its acknowledgement. */
  acknowledgedIn(): number;
  /** Forms that are open now. Both absent where the platform has no forms. */
  forms?(): Promise<readonly SeenForm[]>;
  /** Fills in and sends the newest open form; fields not named keep their values. */
  submit?(deed: Deed & { readonly values: Readonly<Record<string, string>> }): Promise<void>;
  /** What a person's front page, or welcome, shows. Absent where there is none. */
  home?(user: string): Promise<string>;
  /** Rates the newest answer in the place. Absent where answers cannot be rated. */
  rate?(deed: Deed & { readonly good: boolean }): Promise<void>;
  /** The next `times` posts meet this. Absent where the platform has no such server (the playground). */
  fail?(fault: Fault, times: number): void;
  /** Breaks the connection and waits until the adapter is back. Absent where there is no standing connection. */
  reconnect?(): Promise<void>;
  /** Stops the adapter as a shutdown does: resolves when what was begun is finished. The servers go on. */
  stop(): Promise<void>;
  /** Stops the adapter and starts a new one with the same host before the same servers. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/**
 * What `test/platforms/<name>/rig.ts` exports by default: the suite `conformance.test.ts` runs on every platform that
 * is found. `host` answers; the rig brings the servers, and `people` of them (two, unless said). A platform that can be
 * connected in several ways exports the others too, as `ways: Record<string, Rig>`; the suite runs on each.
 */
export type Rig = (host: Host, people?: number) => Promise<OpenRig>;
