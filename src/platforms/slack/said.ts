/** Besides plain messages: one with a file, and a thread's that stands in the channel as well. */
const spoken: ReadonlySet<string | undefined> = new Set([undefined, "file_share", "thread_broadcast"]);

/** Words of a person in a conversation; others tell of edits, of people who come and go, or are a bot's. */
export interface Said {
  readonly user: string;
  readonly channel: string;
  readonly ts: string;
  readonly thread_ts?: string;
  readonly text: string;
}

/** What a person said in a message; null where nobody said anything. */
export function saidIn(message: {
  readonly subtype?: string | undefined;
  readonly bot_id?: string | undefined;
}): Said | null {
  const { user, text = "", ...others } = message as Partial<Said>;
  if (!spoken.has(message.subtype) || message.bot_id !== undefined || !user) return null;
  return { ...others, user, text } as Said;
}
