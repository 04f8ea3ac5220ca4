import type { Answer, Image } from "#answer.ts";
import type { MessageRef } from "#platform.ts";
import type { Api } from "../api/client.ts";
import { type Card, taskId } from "../cards.ts";
import { appFlavour, type Composed, withCards, withoutCards } from "../compose.ts";
import { inParts } from "../in-parts.ts";
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

/**
 * How WeCom keeps a message from arriving twice: the same content again, within this long, is not shown. No longer than
 * sending is tried, as people may well be sent the same twice a day.
 */
const repeatedWithinSeconds = 120;

/** Sends one message to one member. `delivery`: it may be sent again after a lost reply, as WeCom then knows it. */
async function send({ api, agentId }: Post, userId: string, body: object, delivery: boolean): Promise<string> {
  const unique = delivery ? { enable_duplicate_check: 1, duplicate_check_interval: repeatedWithinSeconds } : {};
  const message = { touser: userId, agentid: agentId, ...body, ...unique };
  const { msgid } = await api.post("message/send", message, delivery ? "again" : "never");
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
  delivery: boolean,
): Promise<MessageRef> {
  let message = "";
  const say = async (body: object): Promise<void> => {
    await turn();
    const sent = await send(post, userId, body, delivery);
    message ||= sent;
  };
  await inParts([
    ...texts.map((content) => () => say({ msgtype: "markdown", markdown: { content } })),
    ...(image === null ? [] : [async () => say(await pictureOf(post, image))]),
    ...files.map(({ name, bytes }) => async () => {
      const media_id = await post.api.upload("file", bytes, name);
      await say({ msgtype: "file", file: { media_id } });
    }),
    ...cards.map((card) => () => say({ msgtype: "template_card", template_card: card })),
  ]);
  return { channel: userId, message };
}

/** Sends an answer to one member as the app. */
export async function post(
  post: Post,
  userId: string,
  answer: Answer,
  turn: Turn,
  delivery: boolean,
): Promise<MessageRef> {
  await rememberLong(answer.buttons, post.values);
  const composed = post.reacts ? withCards(answer, appFlavour, taskId) : withoutCards(answer, appFlavour);
  return postComposed(post, userId, composed, turn, delivery);
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
