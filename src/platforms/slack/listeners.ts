import type { App, webApi } from "@slack/bolt";
import { SourceError } from "#errors.ts";
import type { Locale } from "#messages.ts";
import type { Host, Incoming, Person, Place } from "#platform.ts";
import { call } from "./call.ts";
import type { createChannelQueue } from "./channel-queue.ts";
import type { createPeople } from "./people.ts";
import { post } from "./post.ts";

interface Tools {
  readonly host: Host;
  readonly client: webApi.WebClient;
  readonly people: ReturnType<typeof createPeople>;
  readonly queue: ReturnType<typeof createChannelQueue>;
}

/** A channel with more members than this is not looked through before something is shared to it. */
const mostMembers = 200;

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
  /** `apologise` reaches the asker where the answer could not: through the interaction's own address. */
  const inBackground = (
    work: Promise<unknown>,
    userId: string,
    apologise?: (text: string) => Promise<unknown>,
  ): void => {
    const guarded = work
      .catch(async (error: unknown) => {
        host.log.error({ err: error }, "an answer could not be delivered to Slack");
        const hint = error instanceof SourceError ? error.hint : undefined;
        await apologise?.(`${host.say(localeOf(userId), "failure.undelivered")} ${hint ?? ""}`.trim());
      })
      .catch((error: unknown) => host.log.error({ err: error }, "nor could that be said"))
      .finally(() => underway.delete(guarded));
    underway.add(guarded);
  };
  const localeOf = (userId: string): Locale => people.known(userId)?.locale ?? host.defaultLocale;

  /** Asks, and posts: privately in a shared channel unless the answer is to be shared. */
  async function answer(incoming: Omit<Incoming, "user">, userId: string): Promise<void> {
    const user = await people.find(userId);
    const audience = (): Promise<Person[]> => membersOf(incoming.where.channel);
    const reply = await host.ask({ ...incoming, user, audience });
    if (reply === null) return;
    const { channel, thread, private: direct } = incoming.where;
    const alone = !direct && reply.visibility === "private";
    const to = { channel, ...(thread === undefined ? {} : { thread }), ...(alone ? { onlyFor: userId } : {}) };
    await queue.run(channel, () => post(client, to, reply, incoming.eventId));
  }

  const working = (userId: string): string => host.say(localeOf(userId), "progress.reading");

  /** Everybody in a channel but bots. In a channel of many, asking who each is would take minutes: then nobody is known. */
  async function membersOf(channel: string): Promise<Person[]> {
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await call(() =>
        client.conversations.members({ channel, limit: 200, ...(cursor ? { cursor } : {}) }),
      );
      ids.push(...(page.members ?? []));
      // A page may be short although others follow.
      cursor = page.response_metadata?.next_cursor || undefined;
      if (ids.length > mostMembers) return [{ id: "too-many-to-ask" }];
    } while (cursor !== undefined);
    const members = await Promise.all(ids.map((id) => people.find(id)));
    return members.filter(({ id }) => !people.isBot(id));
  }

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
      command.user_id,
      (said) => respond({ response_type: "ephemeral", replace_original: true, text: said }),
    );
  });

  app.action(/^parley\./, async ({ ack, body, action, respond }) => {
    await ack();
    if (body.type !== "block_actions" || action.type !== "button" || !("action_id" in action)) return;
    const channel = body.channel?.id;
    if (channel === undefined) return;
    // An ephemeral message comes without its text, and has its thread in the container only.
    const container = body.container as { readonly thread_ts?: string };
    const thread = (body.message?.thread_ts as string | undefined) ?? container.thread_ts;
    const where: Place = { channel, private: isDirect(channel), ...(thread === undefined ? {} : { thread }) };
    const [, pressed = "ask"] = action.action_id.split(".");
    const eventId = `action:${body.trigger_id}:${action.action_id}`;
    inBackground(
      answer({ eventId, where, kind: "action", action: pressed, text: action.value ?? "" }, body.user.id),
      body.user.id,
      (said) => respond({ response_type: "ephemeral", replace_original: false, text: said }),
    );
  });

  app.event("app_mention", async ({ event, body }) => {
    if (event.user === undefined) return;
    const where: Place = { channel: event.channel, private: false, thread: event.thread_ts ?? event.ts };
    const eventId = `event:${body.event_id}`;
    inBackground(answer({ eventId, where, kind: "mention", text: plain(event.text) }, event.user), event.user);
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
      message.user,
    );
  });

  return {
    async settled() {
      while (underway.size > 0) await Promise.all(underway);
    },
  };
}
