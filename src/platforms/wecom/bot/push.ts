import type { SendMsgBody, WsFrame } from "@wecom/aibot-node-sdk";
import type { Answer, Image } from "#answer.ts";
import type { Log, MessageRef } from "#platform.ts";
import type { Card } from "../cards.ts";
import { botFlavour, type Composed, withCards } from "../compose.ts";
import { inParts, onlyTry, type PartsSent } from "../in-parts.ts";
import { rememberLong } from "../keys.ts";
import { limits } from "../limits.ts";
import type { Memory } from "../memory.ts";
import type { Turn } from "../queue.ts";
import type { Line } from "./line.ts";

/** What pushing needs; `cards` remembers cards by their task, `values` those that are too long for a button. */
export interface Pusher {
  readonly line: Line;
  readonly log: Log;
  readonly cards: Memory;
  readonly values: Memory;
}

/** What is sent by the id of its upload. */
interface Medium {
  readonly type: "image" | "file";
  readonly filename: string;
  readonly bytes: Uint8Array;
}

/** A picture; above what WeCom shows as a picture it goes as a file. */
function mediumOf({ png }: Image): Medium {
  return { type: png.byteLength <= limits.image ? "image" : "file", filename: "chart.png", bytes: png };
}

/** Uploads in chunks; an upload of which no reply came does no harm when it is made again. */
async function upload({ line }: Pusher, { type, filename, bytes }: Medium): Promise<string> {
  const uploaded = await line.exchange(() => line.client.uploadMedia(Buffer.from(bytes), { type, filename }), "again");
  return uploaded.media_id;
}

/** Remembers what a card's buttons need, then sends it. */
export async function pushCard(pusher: Pusher, chat: string, card: Card, turn: Turn): Promise<string> {
  const { line } = pusher;
  await pusher.cards.set(card.task_id, JSON.stringify(card));
  await turn();
  const frame: WsFrame = await line.exchange(
    () => line.client.sendMessage(chat, { msgtype: "template_card", template_card: card }),
    "never",
  );
  return frame.headers.req_id;
}

/** Pushes what has been composed to a conversation: a member's id, or a group's. */
export async function pushComposed(
  pusher: Pusher,
  chat: string,
  composed: Composed,
  turn: Turn,
  sent: PartsSent = onlyTry,
): Promise<MessageRef> {
  const { line } = pusher;
  const send = async (body: SendMsgBody): Promise<string> => {
    await turn();
    const frame: WsFrame = await line.exchange(() => line.client.sendMessage(chat, body), "never");
    return frame.headers.req_id;
  };
  const { texts, image, files, cards } = composed;
  const media = [
    ...(image === null ? [] : [mediumOf(image)]),
    ...files.map(({ name, bytes }): Medium => ({ type: "file", filename: name, bytes })),
  ];
  const parts = [
    ...texts.map((content) => () => send({ msgtype: "markdown", markdown: { content } })),
    ...media.map((medium) => async () => {
      const media_id = await upload(pusher, medium);
      return send({ msgtype: medium.type, [medium.type]: { media_id } });
    }),
    ...cards.map((card) => () => pushCard(pusher, chat, card, turn)),
  ];
  const [message = ""] = await inParts(parts, sent);
  return { channel: chat, message };
}

/** Composes and pushes an answer. */
export async function push(
  pusher: Pusher,
  chat: string,
  answer: Answer,
  task: () => string,
  turn: Turn,
  sent: PartsSent = onlyTry,
): Promise<MessageRef> {
  await rememberLong(answer.buttons, pusher.values);
  return pushComposed(pusher, chat, withCards(answer, botFlavour, task), turn, sent);
}
