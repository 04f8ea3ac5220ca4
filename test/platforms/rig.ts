import type { Answer } from "#answer.ts";
import type { Host } from "#platform.ts";

/** A message as a person in the conversation sees it. */
export interface Seen {
  /** The platform's conversation. */
  readonly channel: string;
  /** The only person who sees it; null for everybody there. */
  readonly onlyFor: string | null;
  /** All visible text, in reading order, buttons left out. */
  readonly text: string;
  readonly buttons: readonly {
    readonly label: string;
    readonly press: { readonly action: string; readonly value: string };
  }[];
  readonly images: readonly { readonly png: Uint8Array; readonly alt: string | null }[];
  /** The server's complaints about limits that the message breaks; empty when it is valid. */
  readonly complaints: readonly string[];
}

/** Something that a person does. A repeated `eventId` is the platform delivering the same event again. */
export interface Deed {
  readonly eventId: string;
  readonly user: string;
  readonly place: "direct" | "shared";
}

/** A server's misbehaviour towards the next calls that post something. */
export type Fault = "rate-limited" | "server-error" | "error-in-200" | "reply-lost";

/** A platform's real adapter, connected to its emulated servers. */
export interface OpenRig {
  /** Ids that exist: two people, one shared conversation, whose members they are. */
  readonly users: readonly [string, string];
  readonly shared: string;
  say(deed: Deed & { readonly text: string }): Promise<void>;
  press(deed: Deed & { readonly action: string; readonly value: string }): Promise<void>;
  /** Posts unasked, through the connection. */
  send(target: string, answer: Answer, key: string): Promise<unknown>;
  /** Everything posted so far and still there, oldest first. */
  seen(): Promise<readonly Seen[]>;
  /** Milliseconds from the newest deed's arrival until the platform had its acknowledgement. */
  acknowledgedIn(): number;
  /** The next `times` posts meet this. Absent where the platform has no such server (the playground). */
  fail?(fault: Fault, times: number): void;
  /** Breaks the connection and waits until the adapter is back. Absent where there is no standing connection. */
  reconnect?(): Promise<void>;
  /** Stops the adapter as a shutdown does: resolves when what was begun is finished. The servers go on. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

/**
 * What `test/platforms/<name>/rig.ts` exports by default: the suite `conformance.test.ts` runs on every platform that
 * is found. `host` answers; the rig brings the servers.
 */
export type Rig = (host: Host) => Promise<OpenRig>;
