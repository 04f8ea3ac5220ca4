import { createHash } from "node:crypto";
import type { webApi } from "@slack/bolt";
import { call } from "./call.ts";

type Client = webApi.WebClient;

/** What the metadata of a delivery's message is called. */
export const eventType = "parley_delivery";

/** Where a message goes, and who alone may see it. */
export interface Destination {
  readonly channel: string;
  readonly thread?: string;
  /** Only this user sees it. */
  readonly onlyFor?: string;
}

/** A name that the picture of one delivery has and no other: it finds the message again after a lost reply. */
export function filename(key: string): string {
  return `parley-${createHash("sha256").update(key).digest("hex").slice(0, 16)}.png`;
}

interface Shares {
  readonly [channel: string]: readonly { readonly ts?: string }[];
}

/** An upload's message exists a moment later than the upload's reply; its timestamp is then in the file's shares. */
export async function timestampOf(client: Client, file: string, channel: string): Promise<string> {
  for (let attempt = 0; attempt < 8; attempt++) {
    const info = await call(() => client.files.info({ file }));
    const shares = info.file?.shares as { public?: Shares; private?: Shares } | undefined;
    const ts = shares?.public?.[channel]?.[0]?.ts ?? shares?.private?.[channel]?.[0]?.ts;
    if (ts !== undefined) return ts;
    await new Promise((resolve) => setTimeout(resolve, 100 * (attempt + 1)));
  }
  return file;
}

interface Found {
  readonly ts?: string;
  readonly files?: readonly { readonly id?: string; readonly name?: string | null }[];
  readonly metadata?: { readonly event_payload?: Readonly<Record<string, unknown>> };
}

/** Longer ago than this nobody began to post what is looked for. */
const postedWithinMs = 10 * 60_000;

/**
 * Looks for a delivery among the latest messages: by the picture's name, or by the key in its metadata. Slack gives a
 * thread from its beginning: without `oldest` a long one would end before what was just posted.
 */
export async function findPosted(client: Client, { channel, thread }: Destination, key: string): Promise<Found | null> {
  const name = filename(key);
  const oldest = ((Date.now() - postedWithinMs) / 1_000).toFixed(6);
  const about = { channel, oldest, limit: 50, include_all_metadata: true };
  const history = await call(() =>
    thread === undefined ? client.conversations.history(about) : client.conversations.replies({ ...about, ts: thread }),
  );
  const messages = (history.messages ?? []) as readonly Found[];
  return (
    messages.find(
      ({ files = [], metadata }) => files.some((file) => file.name === name) || metadata?.event_payload?.key === key,
    ) ?? null
  );
}
