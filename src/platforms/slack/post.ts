import { createHash } from "node:crypto";
import type { webApi } from "@slack/bolt";
import type { Answer, Image } from "#answer.ts";
import { SourceError } from "#errors.ts";
import type { MessageRef } from "#platform.ts";
import { blocks, fallback } from "./blocks.ts";
import { call } from "./call.ts";
import { cut, limits } from "./limits.ts";

type Client = webApi.WebClient;

/** Where a message goes, and who alone may see it. */
export interface Destination {
  readonly channel: string;
  readonly thread?: string;
  /** Only this user sees it. */
  readonly onlyFor?: string;
}

/** A name that the picture of one delivery has and no other: it finds the message again after a lost reply. */
function filename(key: string): string {
  return `parley-${createHash("sha256").update(key).digest("hex").slice(0, 16)}.png`;
}

interface Upload {
  readonly files?: readonly { readonly files?: readonly { readonly id?: string }[] }[];
}

function fileId(upload: Upload): string {
  const id = upload.files?.[0]?.files?.[0]?.id;
  if (id === undefined) throw new SourceError("slack", "the upload gave no file", { retryable: true });
  return id;
}

interface Shares {
  readonly [channel: string]: readonly { readonly ts?: string }[];
}

/** An upload's message exists a moment later than the upload's reply; its timestamp is then in the file's shares. */
async function timestampOf(client: Client, file: string, channel: string): Promise<string> {
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

/** Looks for a delivery among the channel's newest messages: by the picture's name, or by the key in its metadata. */
async function findPosted(client: Client, { channel, thread }: Destination, key: string): Promise<Found | null> {
  const name = filename(key);
  const about = { channel, limit: 50, include_all_metadata: true };
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

async function postPicture(
  client: Client,
  to: Destination,
  answer: Answer,
  image: Image,
  key: string,
): Promise<MessageRef> {
  const upload = await call(
    async () =>
      (await client.filesUploadV2({
        channel_id: to.channel,
        // initial_comment would override the blocks.
        blocks: blocks(answer),
        file: Buffer.from(image.png),
        filename: filename(key),
        title: cut(answer.headline, limits.buttonText),
        alt_text: cut(image.alt, limits.alt),
        ...(to.thread === undefined ? {} : { thread_ts: to.thread }),
      } as webApi.FilesUploadV2Arguments)) as Upload,
    async () => {
      const id = (await findPosted(client, to, key))?.files?.[0]?.id;
      return id === undefined ? null : { files: [{ files: [{ id }] }] };
    },
  );
  return { channel: to.channel, message: await timestampOf(client, fileId(upload), to.channel) };
}

async function postText(client: Client, to: Destination, answer: Answer, key: string): Promise<MessageRef> {
  const posted = await call<{ ts?: string }>(
    () =>
      client.chat.postMessage({
        channel: to.channel,
        text: fallback(answer),
        blocks: blocks(answer),
        metadata: { event_type: "parley_delivery", event_payload: { key } },
        unfurl_links: false,
        ...(to.thread === undefined ? {} : { thread_ts: to.thread }),
      }),
    async () => (await findPosted(client, to, key)) as { ts?: string } | null,
  );
  return { channel: to.channel, message: posted.ts ?? "" };
}

/** A picture for one pair of eyes: uploaded to no channel, shown by reference inside an ephemeral message. */
async function postPrivately(client: Client, to: Destination, user: string, answer: Answer): Promise<MessageRef> {
  const { image } = answer;
  const target = {
    channel: to.channel,
    user,
    text: fallback(answer),
    ...(to.thread === undefined ? {} : { thread_ts: to.thread }),
  };
  if (image === undefined) {
    const { message_ts = "" } = await call(
      () => client.chat.postEphemeral({ ...target, blocks: blocks(answer) }),
      "never",
    );
    return { channel: to.channel, message: message_ts };
  }
  const upload = await call(
    async () =>
      (await client.filesUploadV2({
        file: Buffer.from(image.png),
        filename: "chart.png",
        title: cut(answer.headline, limits.buttonText),
        alt_text: cut(image.alt, limits.alt),
      })) as Upload,
  );
  const shown = blocks(answer, { fileId: fileId(upload), alt: image.alt });
  for (let attempt = 1; ; attempt++) {
    try {
      const { message_ts = "" } = await call(() => client.chat.postEphemeral({ ...target, blocks: shown }), "never");
      return { channel: to.channel, message: message_ts };
    } catch (error) {
      // A file is processed for a moment before blocks may show it.
      const notReady =
        error instanceof SourceError && /invalid_blocks|invalid_slack_file|file_not_found/.test(error.message);
      if (!notReady || attempt === 5) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200 * attempt));
    }
  }
}

/** Posts an answer and says where it is. `key` names the delivery: the same key is not posted twice after a lost reply. */
export function post(client: Client, to: Destination, answer: Answer, key: string): Promise<MessageRef> {
  if (to.onlyFor !== undefined) return postPrivately(client, to, to.onlyFor, answer);
  if (answer.image) return postPicture(client, to, answer, answer.image, key);
  return postText(client, to, answer, key);
}
