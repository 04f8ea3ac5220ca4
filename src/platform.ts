import type { z } from "zod";
import type { Answer, Button, Form } from "./answer.ts";
import type { Locale, Localized } from "./messages.ts";

export interface Person {
  /** The platform's own id. */
  readonly id: string;
  readonly name?: string;
  readonly email?: string;
  readonly locale?: Locale;
  /** A guest, somebody of another company, or somebody about whom the platform says nothing: not one of the company. */
  readonly outsider?: true;
}

export interface Place {
  /** The platform's own conversation id. */
  readonly channel: string;
  readonly thread?: string;
  /** A direct message, seen by nobody else. */
  readonly private: boolean;
}

/** Something a person said or pressed, in no platform's words. */
export interface Incoming {
  /** Platforms deliver twice; the same id is answered once. */
  readonly eventId: string;
  readonly user: Person;
  readonly where: Place;
  /** `command` and `mention` carry text; `action` is a pressed button, `form` a sent form. */
  readonly kind: "command" | "mention" | "action" | "form";
  /** The question, the button's value, or the form's command. */
  readonly text: string;
  /** The command of the message that this replies to, where the platform knows it: what a follow-up is about. */
  readonly about?: string;
  /** Who would see what is shared. Absent where the platform does not say: then only what everybody may see is shared. */
  readonly audience?: () => Promise<readonly Person[]>;
  /** The button's name. */
  readonly action?: string;
  /** A form's fields by name. */
  readonly values?: Readonly<Record<string, string>>;
}

/** What a platform shows while work is under way. */
export type Progress = (note: string) => void;

/** A command as menus, autocomplete and manifests need it. */
export interface CommandSummary {
  readonly name: string;
  readonly title: Localized;
  readonly summary: Localized;
  readonly aliases: readonly string[];
  readonly group: string;
  readonly examples: readonly Localized[];
  /** Is it nothing without a subject? Then a platform with forms asks for it. */
  readonly needsSubject: boolean;
}

/** What a person thinks of an answer. */
export interface Rating {
  readonly user: Person;
  /** The answer's `id`. */
  readonly answer: string;
  readonly good: boolean;
  /** What they wrote about it. */
  readonly comment?: string;
}

/** A person's front page: what a home tab, a welcome or a menu shows. */
export interface Home {
  /** Who they are to Parley, and how fresh the data are; a line each. */
  readonly about: readonly string[];
  /** Their last questions, newest first; may be none. */
  readonly recent: readonly Button[];
  /** Questions worth asking first. */
  readonly suggested: readonly Button[];
  /** What is sent to them or their channels unasked, a line each. */
  readonly subscriptions: readonly string[];
  readonly locale: Locale;
}

/** A platform's own secrets and small facts that must outlive a restart, encrypted at rest. Keys are the platform's own. */
export interface Vault {
  get(key: string): Promise<string | null>;
  set(key: string, value: string): Promise<void>;
  delete(key: string): Promise<void>;
}

/** Parley as a platform sees it. */
export interface Host {
  readonly commands: readonly CommandSummary[];
  readonly defaultLocale: Locale;
  /** What precedes command names on platforms where they would collide with others'. */
  readonly prefix: string;
  /** Answers; never throws: an error is an answer too. Null when this event was answered before. */
  ask(incoming: Incoming, progress?: Progress): Promise<Answer | null>;
  /** The form that changes a question: its parts filled in. Null when the text is no question that the person may ask. */
  form(text: string, user: Person): Promise<Form | null>;
  /** What a person's front page shows. */
  home(user: Person): Promise<Home>;
  /** Keeps what a person thinks of an answer. */
  rate(rating: Rating): Promise<void>;
  readonly vault: Vault;
  /** Platform texts (`Working on it…`), from the shared catalogue. */
  say(locale: Locale, key: string, values?: Readonly<Record<string, string | number>>): string;
  /** CRM users and channels that a simulated platform can play; others ignore it. */
  personas(): Promise<readonly Person[]>;
  /** What other platforms would send for this answer, by their titles; absent when there is nothing to show. */
  previews?(answer: Answer): Readonly<Record<string, unknown>>;
  readonly log: Log;
}

export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Where a sent message is, in the platform's words: enough to find, update or delete it. */
export interface MessageRef {
  readonly channel: string;
  readonly message: string;
}

export interface Connection {
  /** Where a person can find it (`http://localhost:3000`), for the start-up lines. */
  readonly address?: string;
  /**
   * Posts unasked to a channel or person; `key` identifies the delivery, for finding it again after a lost reply. Once
   * `until` is aborted nothing more may be posted: what still waits for its turn rejects, to be tried later.
   * @throws SendError that says what is known of the message; anything else is taken for a lost reply.
   */
  send(target: string, answer: Answer, key: string, until?: AbortSignal): Promise<MessageRef>;
  /** Looks for a message by the `key` it was sent with; null when it is surely not there. Absent: no way to look. */
  find?(target: string, key: string, since: Date): Promise<MessageRef | null>;
  /** A target by the platform's own id, which outlives a rename (`#sales` → `C0123`). Absent: targets are ids already. */
  resolve?(target: string): Promise<string>;
  /** Takes a message back. Absent: it cannot be. */
  recall?(ref: MessageRef): Promise<void>;
  /** The platform's user with this e-mail address, for those whom the CRM knows by it alone. */
  userByEmail?(email: string): Promise<string | null>;
  /** Finishes what it began, then closes. */
  stop(): Promise<void>;
}

export interface PlatformCapabilities {
  readonly slashCommands: boolean;
  readonly threads: boolean;
  /** Can one person alone be answered in a shared place? Where not, the host answers with an `aside`. */
  readonly privateReplies: boolean;
  readonly updates: boolean;
  /** Can an answer ask for more with fields? Where not, `edit` buttons are left out and the question is shown as text. */
  readonly forms: boolean;
  readonly textLimit: number;
  readonly buttonLimit: number;
  readonly imageLimit: number;
  /** Most bytes of a file; the host says in words what does not fit. Without it no file is sent. */
  readonly fileLimit?: number;
}

/** One chat platform: a folder in `src/platforms/`. */
export interface Platform<Config extends z.ZodObject = z.ZodObject> {
  readonly title: string;
  /** Environment variables it reads, by name. */
  readonly config: Config;
  readonly capabilities: PlatformCapabilities;
  /** Is it switched on? Given the raw environment of its own variables; a half-filled one is `on`, then refused by `config`. */
  enabled(environment: Readonly<Record<string, string | undefined>>): boolean;
  start(config: z.output<Config>, host: Host): Promise<Connection>;
  /** What it would send for this answer: pure, sends nothing. For the playground's payload tab. */
  preview?(answer: Answer): unknown;
  /** A file that an administrator gives the platform, made from the commands (Slack's manifest). */
  manifest?(commands: readonly CommandSummary[], config: Readonly<Record<string, string | undefined>>): unknown;
  /** Is the configuration good? Asks the platform; for `doctor`. */
  check?(config: z.output<Config>): Promise<readonly { ok: boolean; what: string; mend?: string }[]>;
}

/** Types a platform; adds nothing. */
export function definePlatform<Config extends z.ZodObject>(platform: Platform<Config>): Platform<Config> {
  return platform;
}
