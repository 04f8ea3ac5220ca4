import type { App, webApi } from "@slack/bolt";
import type { Host, Incoming, Place } from "#platform.ts";
import type { createChannelQueue } from "./channel-queue.ts";
import type { createPeople } from "./people.ts";
import { post } from "./post.ts";

interface Tools {
  readonly host: Host;
  readonly client: webApi.WebClient;
  readonly people: ReturnType<typeof createPeople>;
  readonly queue: ReturnType<typeof createChannelQueue>;
}

/** A direct message with the app; its channel ids start with D. */
const isDirect = (channel: string): boolean => channel.startsWith("D");

/** Slack writes links, users and channels as <…>; a question needs their words. */
function plain(text: string): string {
  return text
    .replace(/<@[^>]+>/g, " ")
    .replace(/<[#!]?[^|>]*\|([^>]*)>/g, "$1")
    .replace(/<([^>]*)>/g, "$1")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .trim();
}

/**
 * Wires Bolt to the host. Every listener acknowledges first (Slack waits three seconds), then answers on its own time;
 * `underway` is how many have not finished.
 */
export function listen(app: App, { host, client, people, queue }: Tools): { settled(): Promise<void> } {
  const underway = new Set<Promise<unknown>>();
  const inBackground = (work: Promise<unknown>): void => {
    const guarded = work
      .catch((error: unknown) => host.log.error({ err: error }, "an answer could not be delivered to Slack"))
      .finally(() => underway.delete(guarded));
    underway.add(guarded);
  };

  /** Asks, and posts: privately in a shared channel unless the answer is to be shared. */
  async function answer(incoming: Omit<Incoming, "user">, userId: string): Promise<void> {
    const user = await people.find(userId);
    const reply = await host.ask({ ...incoming, user });
    if (reply === null) return;
    const { channel, thread, private: direct } = incoming.where;
    const alone = !direct && reply.visibility === "private";
    const to = { channel, ...(thread === undefined ? {} : { thread }), ...(alone ? { onlyFor: userId } : {}) };
    await queue.run(channel, () => post(client, to, reply, incoming.eventId));
  }

  const working = (userId: string): string =>
    host.say(people.known(userId)?.locale ?? host.defaultLocale, "progress.reading");

  app.command(/^\//, async ({ command, ack, respond }) => {
    await ack({ response_type: "ephemeral", text: working(command.user_id) });
    const name = command.command.slice(1);
    const own = name === "parley" ? "" : `/${name.startsWith(host.prefix) ? name.slice(host.prefix.length) : name} `;
    const text = own === "" ? command.text.replace(/^\/?/, "/") : `${own}${command.text}`;
    const where: Place = { channel: command.channel_id, private: isDirect(command.channel_id) };
    const eventId = `command:${command.trigger_id}`;
    inBackground(
      answer({ eventId, where, kind: "command", text: plain(text) }, command.user_id).then(() =>
        respond({ delete_original: true }),
      ),
    );
  });

  app.action(/^parley\./, async ({ ack, body, action }) => {
    await ack();
    if (body.type !== "block_actions" || action.type !== "button" || !("action_id" in action)) return;
    const channel = body.channel?.id;
    if (channel === undefined) return;
    const thread = body.message?.thread_ts as string | undefined;
    const where: Place = { channel, private: isDirect(channel), ...(thread === undefined ? {} : { thread }) };
    const [, pressed = "ask"] = action.action_id.split(".");
    const eventId = `action:${body.trigger_id}:${action.action_id}`;
    inBackground(answer({ eventId, where, kind: "action", action: pressed, text: action.value ?? "" }, body.user.id));
  });

  app.event("app_mention", async ({ event, body }) => {
    if (event.user === undefined) return;
    const where: Place = { channel: event.channel, private: false, thread: event.thread_ts ?? event.ts };
    const eventId = `event:${body.event_id}`;
    inBackground(answer({ eventId, where, kind: "mention", text: plain(event.text) }, event.user));
  });

  app.message(async ({ message, body }) => {
    if (message.channel_type !== "im" || message.subtype !== undefined || !("text" in message)) return;
    if (!message.user || "bot_id" in message) return;
    const thread = message.thread_ts;
    const where: Place = { channel: message.channel, private: true, ...(thread === undefined ? {} : { thread }) };
    inBackground(
      answer(
        { eventId: `event:${body.event_id}`, where, kind: "mention", text: plain(message.text ?? "") },
        message.user,
      ),
    );
  });

  return {
    async settled() {
      while (underway.size > 0) await Promise.all(underway);
    },
  };
}
