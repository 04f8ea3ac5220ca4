import type { webApi } from "@slack/bolt";
import { SendError } from "#errors.ts";
import type { MessageRef } from "#platform.ts";
import { call, refusedFor } from "./call.ts";
import { eventType } from "./posted.ts";

type Client = webApi.WebClient;

interface Kept {
  readonly ts?: string;
  readonly reply_count?: number;
  readonly metadata?: { readonly event_type?: string; readonly event_payload?: Readonly<Record<string, unknown>> };
  readonly blocks?: readonly { readonly slack_file?: { readonly id?: string } }[];
}

/** Pages of 200 messages that are looked through: more than a channel says in a day. */
const mostPages = 50;

/** Looks for a delivery by the key in its metadata, among what a channel said since; null when it is not there. */
export async function findDelivery(
  client: Client,
  channel: string,
  key: string,
  since: Date,
): Promise<MessageRef | null> {
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const oldest = (since.getTime() / 1000).toFixed(6);
    const about = { channel, oldest, limit: 200, include_all_metadata: true, ...(cursor ? { cursor } : {}) };
    const history = await call(() => client.conversations.history(about));
    const found = ((history.messages ?? []) as readonly Kept[]).find(
      ({ metadata }) => metadata?.event_type === eventType && metadata.event_payload?.key === key,
    );
    if (found?.ts !== undefined) return { channel, message: found.ts };
    cursor = history.response_metadata?.next_cursor;
    if (!cursor) return null;
  }
  throw new SendError("slack", `too much was said in ${channel} to look through`, { fate: "lost" });
}

/** It is gone already: somebody was faster. */
function unlessGone(...reasons: readonly string[]): (error: unknown) => void {
  return (error) => {
    if (!refusedFor(error, ...reasons)) throw error;
  };
}

/** What of the same delivery stands below its message: the rest of a long one. */
async function below(client: Client, { channel, message }: MessageRef, key: unknown): Promise<readonly string[]> {
  if (typeof key !== "string") return [];
  const about = { channel, ts: message, limit: 200, include_all_metadata: true };
  const thread = await call(() => client.conversations.replies(about));
  return ((thread.messages ?? []) as readonly Kept[]).flatMap(({ ts, metadata }) =>
    ts !== undefined && String(metadata?.event_payload?.key).startsWith(`${key}/`) ? [ts] : [],
  );
}

/** Takes a message, what it goes on with below, and its pictures back. */
export async function recall(client: Client, { channel, message }: MessageRef): Promise<void> {
  const about = { channel, latest: message, oldest: message, inclusive: true, limit: 1, include_all_metadata: true };
  const history = await call(() => client.conversations.history(about));
  const [found] = (history.messages ?? []) as readonly Kept[];
  const rest = found?.reply_count ? await below(client, { channel, message }, found.metadata?.event_payload?.key) : [];
  for (const { slack_file: file } of found?.blocks ?? []) {
    if (file?.id === undefined) continue;
    await call(() => client.files.delete({ file: file.id ?? "" })).catch(unlessGone("file_not_found", "file_deleted"));
  }
  for (const ts of [...rest, message])
    await call(() => client.chat.delete({ channel, ts })).catch(unlessGone("message_not_found"));
}
