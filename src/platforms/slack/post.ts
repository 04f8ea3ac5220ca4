import type { webApi } from "@slack/bolt";
import type { Answer, Image } from "#answer.ts";
import { SendError, SourceError } from "#errors.ts";
import type { MessageRef } from "#platform.ts";
import { drawnBySlack, fallback, type Look } from "./blocks.ts";
import { call, refusedFor } from "./call.ts";
import { cut, limits } from "./limits.ts";
import { type Blocks, messages } from "./messages.ts";
import { type Destination, eventType, filename, findPosted, timestampOf } from "./posted.ts";

type Client = webApi.WebClient;

/** What every workspace shows. */
const plainly = ({ goesOn }: Look): Look => ({ native: false, goesOn });

/** A message that is there, and what of the answer is still to be said below it. */
export interface Posted {
  readonly at: MessageRef;
  readonly more: readonly Blocks[];
}

interface Upload {
  readonly files?: readonly { readonly files?: readonly { readonly id?: string }[] }[];
}

function fileId(upload: Upload): string {
  const id = upload.files?.[0]?.files?.[0]?.id;
  if (id === undefined) throw new SourceError("slack", "the upload gave no file", { retryable: true });
  return id;
}

async function postPicture(
  client: Client,
  to: Destination,
  answer: Answer,
  { image, key, look }: { readonly image: Image; readonly key: string; readonly look: Look },
): Promise<Posted> {
  const [blocks, ...more] = messages(answer, look);
  const upload = await call(
    async () =>
      (await client.filesUploadV2({
        channel_id: to.channel,
        // initial_comment would override the blocks.
        blocks,
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
  return { at: { channel: to.channel, message: await timestampOf(client, fileId(upload), to.channel) }, more };
}

const threadOf = ({ thread }: Destination) => (thread === undefined ? {} : { thread_ts: thread });

/** A message that everybody in the channel sees, with the delivery's key in its metadata. */
function messageOf(to: Destination, answer: Answer, key: string, blocks: Blocks) {
  return {
    channel: to.channel,
    text: fallback(answer),
    blocks,
    metadata: { event_type: eventType, event_payload: { key } },
    unfurl_links: false,
    ...threadOf(to),
  };
}

/** A message that is looked for after a lost reply. */
async function postFindably(
  client: Client,
  to: Destination,
  answer: Answer,
  { key, blocks }: { readonly key: string; readonly blocks: Blocks },
): Promise<MessageRef> {
  const posted = await call<{ ts?: string }>(
    () => client.chat.postMessage(messageOf(to, answer, key, blocks)),
    async () => (await findPosted(client, to, key)) as { ts?: string } | null,
  );
  return { channel: to.channel, message: posted.ts ?? "" };
}

async function postText(client: Client, to: Destination, answer: Answer, { key, look }: Said): Promise<Posted> {
  const [blocks, ...more] = messages(answer, look);
  return { at: await postFindably(client, to, answer, { key, blocks }), more };
}

async function uploadFor(client: Client, answer: Answer, image: Image): Promise<string> {
  const upload = await call(
    async () =>
      (await client.filesUploadV2({
        file: Buffer.from(image.png),
        filename: "chart.png",
        title: cut(answer.headline, limits.buttonText),
        alt_text: cut(image.alt, limits.alt),
      })) as Upload,
  );
  return fileId(upload);
}

/** Uploads the picture to no channel, and says the answer with it shown by reference: one message, and one call that counts. */
async function withPicture<T>(
  client: Client,
  answer: Answer,
  look: Look,
  say: (blocks: Blocks) => Promise<T>,
): Promise<{ readonly said: T; readonly more: readonly Blocks[] }> {
  const { image } = answer;
  const shown =
    image === undefined || drawnBySlack(answer, look)
      ? undefined
      : { fileId: await uploadFor(client, answer, image), alt: image.alt };
  for (let attempt = 1; ; attempt++) {
    // A file is processed for a moment before blocks may show it; Slack says the same of blocks that it does not have.
    const plain = attempt === 1 ? look : plainly(look);
    const [blocks, ...more] = messages(answer, plain, shown);
    try {
      return { said: await say(blocks), more };
    } catch (error) {
      const notReady = refusedFor(error, "invalid_blocks", "invalid_slack_file", "file_not_found");
      if (!notReady || shown === undefined || attempt === 5) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200 * attempt));
    }
  }
}

/** A message for one pair of eyes. */
async function postPrivately(
  client: Client,
  to: Destination,
  answer: Answer,
  { user, look }: { readonly user: string; readonly look: Look },
): Promise<Posted> {
  const { said, more } = await withPicture(client, answer, look, (blocks) =>
    sayPrivately(client, { ...to, onlyFor: user }, answer, blocks),
  );
  return { at: { channel: to.channel, message: said.message_ts ?? "" }, more };
}

function sayPrivately(client: Client, to: Destination & { readonly onlyFor: string }, answer: Answer, blocks: Blocks) {
  const target = { channel: to.channel, user: to.onlyFor, text: fallback(answer), ...threadOf(to) };
  return call(() => client.chat.postEphemeral({ ...target, blocks }), "never");
}

/** What is sent unasked: tried once, found again by the key in its metadata. */
async function postOnce(client: Client, to: Destination, answer: Answer, about: Said): Promise<Posted> {
  const { key, look, until } = about;
  demandTime(until);
  const { said, more } = await withPicture(client, answer, look, (blocks) => {
    demandTime(until);
    return call(() => client.chat.postMessage(messageOf(to, answer, key, blocks)), "once");
  });
  return { at: { channel: said.channel ?? to.channel, message: said.ts ?? "" }, more };
}

/** Whoever keeps the ledger takes what is late for lost, and may send it again: nothing is posted behind their back. */
function demandTime(until: AbortSignal | undefined): void {
  if (until?.aborted) throw new SendError("slack", "its time ran out before it was posted", { fate: "later" });
}

function postAs(client: Client, to: Destination, answer: Answer, said: Said): Promise<Posted> {
  const { key, look, once = false } = said;
  if (to.onlyFor !== undefined) return postPrivately(client, to, answer, { user: to.onlyFor, look });
  if (once) return postOnce(client, to, answer, said);
  if (answer.image && !drawnBySlack(answer, look))
    return postPicture(client, to, answer, { image: answer.image, key, look });
  return postText(client, to, answer, said);
}

/** `key` names the delivery. `once`: it is not tried again here, whatever becomes of it, and not posted when it is late. */
interface Said {
  readonly key: string;
  readonly look: Look;
  readonly once?: boolean;
  /** Once aborted, nothing is posted any more. */
  readonly until?: AbortSignal | undefined;
}

/**
 * Posts the beginning of an answer, and says where it is and what is left to be said below (`postMore`): the same key is not posted twice after a lost reply.
 * Where Slack does not take its newer blocks (charts, tables, rating), the answer is posted with picture and text only.
 */
export async function post(client: Client, to: Destination, answer: Answer, said: Said): Promise<Posted> {
  try {
    return await postAs(client, to, answer, said);
  } catch (error) {
    if (!(said.look.native || said.look.rating) || !refusedFor(error, "invalid_blocks")) throw error;
    return postAs(client, to, answer, { ...said, look: plainly(said.look) });
  }
}

/** Is it a message's timestamp? Of a picture whose message Slack does not show in time, only the file is known. */
const isTimestamp = (message: string): boolean => /^\d+\.\d+$/.test(message);

/**
 * Says the rest of an answer below its beginning: in its thread, or in the one where it stands; for one pair of eyes
 * right below, as what only one person sees has no thread.
 */
export async function postMore(
  client: Client,
  to: Destination,
  answer: Answer,
  { posted: { at, more }, key }: { readonly posted: Posted; readonly key: string },
): Promise<void> {
  const { onlyFor } = to;
  const below = isTimestamp(at.message) ? { channel: at.channel, thread: at.message } : { channel: at.channel };
  const where = to.thread === undefined ? below : { channel: at.channel, thread: to.thread };
  for (const [index, blocks] of more.entries()) {
    if (onlyFor !== undefined) await sayPrivately(client, { ...to, onlyFor }, answer, blocks);
    else await postFindably(client, where, answer, { key: `${key}/${index + 2}`, blocks });
  }
}
