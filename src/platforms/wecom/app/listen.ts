import type { Answer } from "#answer.ts";
import type { Host, Incoming, Place } from "#platform.ts";
import { taskId } from "../cards.ts";
import { kindOf } from "../heard.ts";
import { readKey } from "../keys.ts";
import type { Memory } from "../memory.ts";
import { groupMenu, welcomeAnswer, welcomeCard } from "../menus.ts";
import { createOnce } from "../once.ts";
import { askedBy } from "../pressing.ts";
import type { Queue } from "../queue.ts";
import { createUnderway } from "../underway.ts";
import { say } from "../words.ts";
import { type Happening, readHappening } from "./callback.ts";
import type { People } from "./people.ts";
import { type Post, post, postCard, postNote } from "./post.ts";

export interface AppTools extends Post {
  readonly host: Host;
  readonly queue: Queue;
  readonly people: People;
  /** Who was greeted when. */
  readonly greeted: Memory;
}

/** When an answer takes longer, the asker is told that it is under way. */
const noteAfterMs = 1_000;
const greetedForMs = 24 * 60 * 60_000;

/** Answers what members say to the app and press in it. `hear` takes an opened callback, and does not wait. */
export function listen(tools: AppTools): { hear(xml: string): void; settled(): Promise<void> } {
  const { host, queue, people } = tools;
  const once = createOnce();
  const underway = createUnderway(host.log);
  const locale = host.defaultLocale;

  const plain = (headline: string): Answer => ({
    ...{ id: "", command: "", locale, context: "", result: {}, buttons: [], headline, visibility: "private" },
  });
  const deliver = (userId: string, answer: Answer) => queue.run(userId, (turn) => post(tools, userId, answer, turn));

  async function ask(incoming: Omit<Incoming, "user" | "where">, userId: string): Promise<void> {
    const where: Place = { channel: userId, private: true };
    let newest = host.say(locale, "progress.reading");
    // An app cannot change what it has sent: one note is enough, and only when there is something to wait for.
    const note = setTimeout(() => {
      if (queue.take(userId)) underway.begin(() => postNote(tools, userId, newest));
    }, noteAfterMs);
    const user = await people.find(userId);
    const answer = await host.ask({ ...incoming, user, where }, (said) => {
      newest = said;
    });
    clearTimeout(note);
    if (answer !== null) await deliver(userId, answer);
  }

  async function menu(group: string, userId: string): Promise<void> {
    const shown = groupMenu(group, locale, host, taskId());
    const own = group === "mine" ? welcomeAnswer(await host.home(await people.find(userId))) : null;
    if (own !== null) await deliver(userId, own);
    if (shown === null) return;
    await queue.run(userId, async (turn) => {
      await post(tools, userId, shown.text, turn);
      await postCard(tools, userId, shown.card, turn);
    });
  }

  /** WeCom tells of every time that somebody opens the app: once a day is enough of a welcome. */
  async function welcome(userId: string): Promise<void> {
    if (Number(await tools.greeted.get(userId)) > Date.now() - greetedForMs) return;
    await tools.greeted.set(userId, String(Date.now()));
    const home = await host.home(await people.find(userId));
    const more = welcomeAnswer(home);
    await queue.run(userId, (turn) => postCard(tools, userId, welcomeCard(home, host, taskId()), turn));
    if (more !== null) await deliver(userId, more);
  }

  async function handle({ id, userId, what }: Happening): Promise<unknown> {
    if (what.kind === "entered") return welcome(userId);
    if (what.kind === "unheard" || what.kind === "unread") return deliver(userId, plain(say(locale, what.kind)));
    if (what.kind === "text") {
      const text = what.text.trim();
      return ask({ eventId: `app:${id}`, kind: kindOf(text), text }, userId);
    }
    const meant = await readKey(what.key, tools.values);
    if (meant === null) return deliver(userId, plain(say(locale, "outdated")));
    if (meant.action === "menu") return menu(meant.value, userId);
    const asked = askedBy(meant, what.chosen);
    return asked === null ? undefined : ask({ eventId: `app:${id}`, ...asked }, userId);
  }

  return {
    hear(xml) {
      const happening = readHappening(xml, tools.agentId);
      if (happening !== null && once(happening.id)) underway.begin(() => handle(happening));
    },
    settled: () => underway.settled(),
  };
}
