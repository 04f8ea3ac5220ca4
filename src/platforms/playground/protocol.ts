import { z } from "zod";
import type { Form } from "#answer.ts";
import type { CommandSummary, Home, Person } from "#platform.ts";
import type { Card } from "./card.ts";

/** Bytes of one message from the page; the socket closes on more. */
export const MESSAGE_LIMIT = 16 * 1024;
const TEXT_LIMIT = 2_000;
const FIELDS_LIMIT = 20;

const name = z.string().min(1).max(200);
/** Made by the page once per question, so that a resent question is recognised. */
const eventId = z.string().regex(/^[\w-]{8,64}$/);
const locale = z.enum(["en", "zh"]);
const action = z.enum(["ask", "share", "explain"]);

/** What the page may say. */
export const PageEvent = z.discriminatedUnion("type", [
  /** Who is sitting here, in which language; sent first, and again after every change. */
  z.strictObject({
    type: z.literal("hello"),
    persona: name.optional(),
    /** Chosen on the page. */
    locale: locale.optional(),
    /** The browser's, for whoever has chosen none. */
    browser: locale.optional(),
  }),
  z.strictObject({ type: z.literal("open"), room: name }),
  z.strictObject({
    type: z.literal("ask"),
    id: eventId,
    room: name,
    thread: name.optional(),
    text: z.string().trim().min(1).max(TEXT_LIMIT),
  }),
  /** A button of a message; `to` is the channel to share into, when it is another one. */
  z.strictObject({
    type: z.literal("press"),
    id: eventId,
    room: name,
    message: name,
    action,
    value: z.string().max(TEXT_LIMIT),
    to: name.optional(),
  }),
  /** A sent form of a message. */
  z.strictObject({
    type: z.literal("submit"),
    id: eventId,
    room: name,
    message: name,
    command: name,
    values: z
      .record(name, z.string().max(TEXT_LIMIT))
      .refine((values) => Object.keys(values).length <= FIELDS_LIMIT, "too many fields"),
  }),
  /** Wants the form that changes a question, below a message. */
  z.strictObject({ type: z.literal("form"), room: name, message: name, text: z.string().max(TEXT_LIMIT) }),
  /** Wants the front page of whoever sits here. */
  z.strictObject({ type: z.literal("home"), room: name }),
  z.strictObject({ type: z.literal("rate"), room: name, message: name, good: z.boolean() }),
  z.strictObject({ type: z.literal("payloads"), room: name, message: name }),
]);
export type PageEvent = z.output<typeof PageEvent>;

/** One line of a conversation: somebody's words, or Parley's card. */
export interface Message {
  readonly id: string;
  readonly room: string;
  /** Message that it replies to. */
  readonly thread: string | null;
  /** Null: Parley. */
  readonly author: { readonly id: string; readonly name: string } | null;
  /** The only persona who sees it; null: everybody in the room. */
  readonly audience: string | null;
  readonly at: string;
  readonly text: string | null;
  readonly card: Card | null;
  /** Who shared it to the channel. */
  readonly sharedBy: string | null;
  /** Sent unasked. */
  readonly scheduled: boolean;
  /** For the inbox: where it was posted, when it was posted somewhere. */
  readonly origin: { readonly room: string; readonly message: string } | null;
}

export interface Room {
  readonly id: string;
  readonly kind: "channel" | "direct" | "inbox";
  readonly name: string;
  readonly unread: number;
}

/** What the server says. */
export type ServerEvent =
  | {
      readonly type: "welcome";
      readonly persona: string;
      readonly locale: string;
      readonly personas: readonly Person[];
      readonly rooms: readonly Room[];
      readonly commands: readonly CommandSummary[];
      readonly previews: boolean;
    }
  | {
      readonly type: "history";
      readonly room: string;
      readonly messages: readonly Message[];
      /** What the persona thinks of them, by their ids. */
      readonly ratings: Readonly<Record<string, boolean>>;
    }
  | { readonly type: "message"; readonly message: Message }
  | {
      readonly type: "progress";
      readonly id: string;
      readonly room: string;
      readonly thread: string | null;
      readonly note: string;
    }
  /** The question is dealt with: answered now, or before. */
  | { readonly type: "settled"; readonly id: string }
  /** Null: the question cannot be changed by a form. */
  | { readonly type: "form"; readonly room: string; readonly message: string; readonly form: Form | null }
  | { readonly type: "home"; readonly room: string; readonly home: Home }
  | { readonly type: "rated"; readonly room: string; readonly message: string; readonly good: boolean }
  | { readonly type: "payloads"; readonly message: string; readonly payloads: Readonly<Record<string, string>> }
  | {
      readonly type: "refused";
      readonly id: string | null;
      readonly reason: "malformed" | "unknown_room" | "too_many" | "stopping" | "failed";
    };

/** Text of a socket → event; null when it is none. */
export function readPageEvent(data: string): PageEvent | null {
  let value: unknown;
  try {
    value = JSON.parse(data);
  } catch {
    return null;
  }
  const parsed = PageEvent.safeParse(value);
  return parsed.success ? parsed.data : null;
}
