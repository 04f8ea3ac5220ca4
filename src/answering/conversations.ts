import type { State } from "#store.ts";

/** How long a question in a direct message or channel can be followed up; in a thread it never lapses. */
const lapseMs = 10 * 60_000;

/** Where a follow-up belongs: a person in a place (a thread, a direct message). */
export interface Conversation {
  readonly platform: string;
  readonly userId: string;
  readonly place: string;
  readonly thread: boolean;
}

/** The question that a follow-up would change, as text; undefined when there is none or it has lapsed. */
export async function lastQuestion(state: State, conversation: Conversation, now: Date): Promise<string | undefined> {
  const since = conversation.thread ? new Date(0) : new Date(now.getTime() - lapseMs);
  const [row] = await state.rows<{ question: string }>(
    "SELECT question FROM conversations WHERE platform = $1 AND place = $2 AND user_id = $3 AND at >= $4",
    [conversation.platform, conversation.place, conversation.userId, since],
  );
  return row?.question;
}

/** Remembers a question for follow-ups, in place of the one before. */
export async function remember(state: State, conversation: Conversation, question: string, now: Date): Promise<void> {
  await state.run(
    `INSERT INTO conversations (platform, place, user_id, question, at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (platform, place, user_id) DO UPDATE SET question = excluded.question, at = excluded.at`,
    [conversation.platform, conversation.place, conversation.userId, question, now],
  );
}
