import type { BaseMessage, WsFrame } from "@wecom/aibot-node-sdk";
import type { Answer } from "#answer.ts";
import type { Host, Incoming, Person, Place } from "#platform.ts";
import { type Card, pressed, taskId } from "../cards.ts";
import { botFlavour, withCards } from "../compose.ts";
import { kindOf, quotedCommand, withoutMention } from "../heard.ts";
import { readKey, rememberLong } from "../keys.ts";
import type { Memory } from "../memory.ts";
import { groupMenu, welcomeAnswer, welcomeCard } from "../menus.ts";
import { createOnce } from "../once.ts";
import { askedBy } from "../pressing.ts";
import type { Queue } from "../queue.ts";
import { Lost } from "../refusals.ts";
import { createUnderway } from "../underway.ts";
import { say } from "../words.ts";
import { cardPressed, type EventBody, opinion } from "./events.ts";
import { type Pusher, push, pushCard, pushComposed } from "./push.ts";
import { openReply, type Reply } from "./reply.ts";

export interface BotTools extends Pusher {
  readonly host: Host;
  readonly queue: Queue;
  /** Which answer a reply was. */
  readonly ratings: Memory;
  readonly name?: string | undefined;
  find(userId: string): Promise<Person>;
  /** Another way to reach one person, when the bot may not write to them first. */
  readonly elsewhere: ((userId: string, answer: Answer) => Promise<unknown>) | null;
}

/** WeCom takes a welcome within five seconds. */
const welcomeWithinMs = 4_000;

/** The words of a message: typed, beside pictures, or spoken; null when it has none. */
function wordsOf(body: BaseMessage): string | null {
  if (body.msgtype === "text") return body.text?.content ?? "";
  if (body.msgtype === "voice") return body.voice?.content ?? null;
  if (body.msgtype !== "mixed") return null;
  const items: { msgtype: string; text?: { content?: string } }[] = body.mixed?.msg_item ?? [];
  const words = items.flatMap(({ text }) => (text?.content === undefined ? [] : [text.content]));
  return words.length === 0 ? null : words.join(" ");
}

function placeOf({ chatid, chattype, from }: Pick<EventBody, "chatid" | "chattype" | "from">): Place {
  const group = chattype === "group" && chatid !== undefined;
  return { channel: group ? chatid : from.userid, private: !group };
}

/**
 * Wires an AI bot to the host. What is asked is acknowledged at once, then answered on its own time; after `close`,
 * nothing more is taken.
 */
export function listen(tools: BotTools): { close(): void; settled(): Promise<void> } {
  const { host, line, queue, log } = tools;
  const { client } = line;
  const once = createOnce();
  const underway = createUnderway(log);
  const locale = host.defaultLocale;

  const plain = (headline: string, where: Place): Answer => ({
    ...{ id: "", command: "", locale, context: "", result: {}, buttons: [], headline },
    visibility: where.private ? "private" : "channel",
  });

  /** Sends one person what a group may not see. A bot may write only to those who once wrote to it. */
  async function aside(answer: Answer, userId: string, where: Place): Promise<void> {
    try {
      await queue.run(userId, (turn) => push(tools, userId, answer, taskId, turn));
    } catch (error) {
      if (error instanceof Lost) throw error;
      log.warn({ platform: "wecom", err: error }, "the AI bot could not write to a member directly");
      const reached = await tools.elsewhere?.(userId, answer).then(
        () => true,
        () => false,
      );
      if (reached) return;
      const notice = plain(say(answer.locale, "unreachable"), where);
      await queue.run(where.channel, (turn) => push(tools, where.channel, notice, taskId, turn));
    }
  }

  /** Says an answer where it was asked, as the reply where there is one, and the rest to the asker alone. */
  async function deliver(answer: Answer, where: Place, userId: string, reply: Reply | null): Promise<void> {
    try {
      await queue.run(where.channel, async (turn) => {
        if (reply === null) return push(tools, where.channel, answer, taskId, turn);
        if (answer.id !== "") await tools.ratings.set(reply.id, answer.id);
        await rememberLong(answer.buttons, tools.values);
        const { left, lost } = await reply.finish(withCards(answer, botFlavour, taskId), turn);
        await pushComposed(tools, where.channel, left, turn);
        if (lost !== null) throw lost;
      });
    } finally {
      // The asker's own part does not depend on what the group could be told.
      if (answer.aside !== undefined) await aside(answer.aside, userId, where);
    }
  }

  async function ask(incoming: Omit<Incoming, "user">, userId: string, reply: Reply | null): Promise<void> {
    const user = await tools.find(userId);
    const answer = await host.ask({ ...incoming, user }, (note) => reply?.note(note));
    if (answer !== null) await deliver(answer, incoming.where, userId, reply);
  }

  async function hear(frame: WsFrame<BaseMessage>, body: BaseMessage): Promise<void> {
    const where = placeOf(body);
    const { userid } = body.from;
    const reply = openReply(line, frame, queue.take(where.channel));
    reply.note(host.say(locale, "progress.reading"));
    const words = wordsOf(body);
    if (words === null) return deliver(plain(say(locale, "unread"), where), where, userid, reply);
    const said = where.private ? words.trim() : withoutMention(words, tools.name);
    // Only the bot's name, and nothing else: help says what can be asked.
    const text = said === "" ? `/${host.prefix}help` : said;
    const about = quotedCommand(body.quote?.text?.content);
    const incoming = { eventId: `message:${body.msgid}`, where, kind: kindOf(text), text };
    await ask(about === undefined ? incoming : { ...incoming, about }, userid, reply);
  }

  /** A press is shown in the card within WeCom's five seconds; what it asks is pushed, as events take no reply. */
  async function press(frame: WsFrame, body: EventBody): Promise<void> {
    const { key, task, chosen } = cardPressed(body);
    const where = placeOf(body);
    const { userid } = body.from;
    const kept = await tools.cards.get(task);
    if (kept !== null) {
      const card = pressed(JSON.parse(kept) as Card, key, locale);
      const shown = line.exchange(() => client.updateTemplateCard(frame, card, [userid]), "again");
      underway.begin(() =>
        shown.catch((error: unknown) => log.warn({ platform: "wecom", err: error }, "a card was not updated")),
      );
    }
    const meant = await readKey(key, tools.values);
    if (meant === null) return deliver(plain(say(locale, "outdated"), where), where, userid, null);
    if (meant.action === "menu") return menu(meant.value, where, userid);
    const asked = askedBy(meant, chosen);
    if (asked !== null) await ask({ eventId: `action:${body.msgid}`, where, ...asked }, userid, null);
  }

  async function menu(group: string, where: Place, userId: string): Promise<void> {
    const shown = groupMenu(group, locale, host, taskId());
    // One's own things are nobody else's business.
    const own = group === "mine" && where.private ? welcomeAnswer(await host.home(await tools.find(userId))) : null;
    await queue.run(where.channel, async (turn) => {
      if (own !== null) await push(tools, where.channel, own, taskId, turn);
      if (shown === null) return;
      await push(tools, where.channel, shown.text, taskId, turn);
      await pushCard(tools, where.channel, shown.card, turn);
    });
  }

  async function welcome(frame: WsFrame, { from: { userid } }: EventBody): Promise<void> {
    const late = { about: [], recent: [], suggested: [], subscriptions: [], locale };
    const home = await Promise.race([
      tools.find(userid).then((user) => host.home(user)),
      new Promise<typeof late>((resolve) => setTimeout(resolve, welcomeWithinMs, late).unref()),
    ]);
    const card = welcomeCard(home, host, taskId());
    await tools.cards.set(card.task_id, JSON.stringify(card));
    await line.exchange(() => client.replyWelcome(frame, { msgtype: "template_card", template_card: card }), "never");
    const more = welcomeAnswer(home);
    if (more !== null) await queue.run(userid, (turn) => push(tools, userid, more, taskId, turn));
  }

  async function rate(body: EventBody): Promise<void> {
    const said = opinion(body);
    const answer = said === null ? null : await tools.ratings.get(said.id);
    if (said === null || answer === null) return;
    const comment = said.comment === "" ? {} : { comment: said.comment };
    await host.rate({ user: await tools.find(body.from.userid), answer, good: said.good, ...comment });
  }

  const event = (handle: (frame: WsFrame, body: EventBody) => Promise<void>) => (frame: WsFrame) => {
    const body = frame.body as EventBody | undefined;
    if (body?.from?.userid !== undefined && once(`event:${body.msgid}`)) underway.begin(() => handle(frame, body));
  };
  client.on("message", (frame) => {
    const { body } = frame;
    if (body?.from?.userid !== undefined && once(`message:${body.msgid}`)) underway.begin(() => hear(frame, body));
  });
  const events = [
    ["event.template_card_event", press],
    ["event.enter_chat", welcome],
    ["event.feedback_event", (_: WsFrame, body: EventBody) => rate(body)],
  ] as const;
  for (const [name, handle] of events) client.on(name, event(handle));

  return {
    close() {
      client.removeAllListeners("message");
      for (const [name] of events) client.removeAllListeners(name);
    },
    settled: () => underway.settled(),
  };
}
