import type { AxiosInstance } from "axios";
import type { Answer, Image } from "#answer.ts";
import { SourceError } from "#errors.ts";
import type { MessageRef } from "#platform.ts";
import { type ApiReply, call } from "../api/call.ts";
import { inlined, webhookFlavour, withoutCards } from "../compose.ts";
import { inParts, type PartsSent } from "../in-parts.ts";
import { limits } from "../limits.ts";
import type { Turn } from "../queue.ts";
import { numbersCard } from "./card.ts";

/** Posts into one group; `key` is the webhook's. */
export interface Webhook {
  readonly http: AxiosInstance;
  readonly name: string;
  readonly key: string;
}

/** Nothing tells whether a message arrived, so it is never sent again after a lost reply. */
function send({ http, key }: Webhook, body: object): Promise<ApiReply> {
  return call(() => http.post("/cgi-bin/webhook/send", body, { params: { key } }), "never");
}

function pictureOf(webhook: Webhook, image: Image): Promise<object> {
  if (image.png.byteLength > limits.webhookImage) return fileOf(webhook, "chart.png", image.png);
  return Promise.resolve({ msgtype: "image", image: inlined(image) });
}

async function fileOf({ http, key }: Webhook, name: string, bytes: Uint8Array): Promise<object> {
  const { media_id: id } = await call(() => {
    const form = new FormData();
    form.append("media", new Blob([Uint8Array.from(bytes)]), name);
    return http.post("/cgi-bin/webhook/upload_media", form, { params: { key, type: "file" } });
  });
  if (typeof id !== "string") throw new SourceError("wecom", "the upload gave no media id", { retryable: true });
  return { msgtype: "file", file: { media_id: id } };
}

/** Posts an answer: what is found, its numbers as a card where they fit, then the picture and files. */
export async function post(
  webhook: Webhook,
  answer: Answer,
  { key: delivery, sent }: { readonly key: string; readonly sent: PartsSent },
  turn: Turn,
): Promise<MessageRef> {
  const card = numbersCard(answer);
  const { kpis: _, ...others } = answer;
  const { texts, image, files } = withoutCards(card === null ? answer : others, webhookFlavour);
  const say = async (body: object): Promise<string> => {
    await turn();
    await send(webhook, body);
    return delivery;
  };
  const markdown = texts.map((content) => () => say({ msgtype: "markdown_v2", markdown_v2: { content } }));
  const parts = [
    ...markdown,
    ...(card === null ? [] : [() => say({ msgtype: "template_card", template_card: card })]),
    ...(image === null ? [] : [async () => say(await pictureOf(webhook, image))]),
    ...files.map(
      ({ name, bytes }) =>
        async () =>
          say(await fileOf(webhook, name, bytes)),
    ),
  ];
  await inParts(parts, sent);
  // A webhook tells nothing of what it posted: the delivery is all there is to know it by.
  return { channel: webhook.name, message: delivery };
}
