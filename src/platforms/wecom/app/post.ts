import type { Answer, Image } from "#answer.ts";
import type { MessageRef } from "#platform.ts";
import type { Api } from "../api/client.ts";
import { type Card, taskId } from "../cards.ts";
import { appFlavour, type Composed, withCards, withoutCards } from "../compose.ts";
import { inParts, onlyTry, type PartsSent } from "../in-parts.ts";
import { rememberLong } from "../keys.ts";
import { limits } from "../limits.ts";
import type { Memory } from "../memory.ts";
import type { Turn } from "../queue.ts";

/** What posting as an app needs. `reacts`: somebody hears what is pressed, as there is a callback. */
export interface Post {
  readonly api: Api;
  readonly agentId: number;
  readonly reacts: boolean;
  readonly values: Memory;
}

/** Is it sent unasked, which of its parts went before, and when is it too late for more? */
export interface How {
  readonly delivery: boolean;
  readonly ledger: PartsSent;
  readonly until?: AbortSignal | undefined;
}

/** An answer to somebody who asked. */
const asked: How = { delivery: false, ledger: onlyTry };

/**
 * How WeCom keeps a message from arriving twice: the same content again, within this long, is not shown. No longer than
 * sending is tried, as people may well be sent the same twice a day.
 */
const repeatedWithinSeconds = 120;

/** Sends one message to one member, and says its id. `delivery`: it may be sent again after a lost reply, as WeCom then knows it. */
async function send({ api, agentId }: Post, userId: string, body: object, delivery: boolean): Promise<string> {
  const unique = delivery ? { enable_duplicate_check: 1, duplicate_check_interval: repeatedWithinSeconds } : {};
  const message = { touser: userId, agentid: agentId, ...body, ...unique };
  const { msgid } = await api.post("message/send", message, delivery ? "known" : "never");
  return String(msgid ?? "");
}

async function pictureOf({ api }: Post, { png }: Image): Promise<object> {
  const msgtype = png.byteLength <= limits.image ? "image" : "file";
  return { msgtype, [msgtype]: { media_id: await api.upload(msgtype, png, "chart.png") } };
}

async function postComposed(
  post: Post,
  userId: string,
  { texts, image, files, cards }: Composed,
  turn: Turn,
  { delivery, ledger }: How,
): Promise<MessageRef> {
  const say = async (body: object): Promise<string> => {
    await turn();
    return send(post, userId, body, delivery);
  };
  const parts = [
    ...texts.map((content) => () => say({ msgtype: "markdown", markdown: { content } })),
    ...(image === null ? [] : [async () => say(await pictureOf(post, image))]),
    ...files.map(({ name, bytes }) => async () => {
      const media_id = await post.api.upload("file", bytes, name);
      return say({ msgtype: "file", file: { media_id } });
    }),
    ...cards.map((card) => () => say({ msgtype: "template_card", template_card: card })),
  ];
  // All of them are the message, and taken back together.
  return { channel: userId, message: (await inParts(parts, ledger)).join(" ") };
}

/** Sends an answer to one member as the app. */
export async function post(
  post: Post,
  userId: string,
  answer: Answer,
  turn: Turn,
  how: How = asked,
): Promise<MessageRef> {
  await rememberLong(answer.buttons, post.values);
  const composed = post.reacts ? withCards(answer, appFlavour, taskId) : withoutCards(answer, appFlavour);
  return postComposed(post, userId, composed, turn, how);
}

/** Sends a card alone. */
export async function postCard(post: Post, userId: string, card: Card, turn: Turn): Promise<void> {
  if (!post.reacts) return;
  await turn();
  await send(post, userId, { msgtype: "template_card", template_card: card }, false);
}

/** Says that work is under way; the turn has been taken. */
export async function postNote(post: Post, userId: string, note: string): Promise<void> {
  await send(post, userId, { msgtype: "text", text: { content: note } }, false);
}
