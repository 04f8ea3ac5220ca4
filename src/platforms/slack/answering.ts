import type { Answer, Form } from "#answer.ts";
import type { Locale } from "#messages.ts";
import type { Host, Incoming } from "#platform.ts";
import { audienceOf } from "./audience.ts";
import type { Look } from "./blocks.ts";
import { refusedFor } from "./call.ts";
import type { createChannelQueue } from "./channel-queue.ts";
import { pointingTo, postFiles } from "./files.ts";
import { createLull } from "./lull.ts";
import { post, postMore } from "./post.ts";
import type { Destination } from "./posted.ts";
import type { Sign } from "./sign.ts";
import type { Workspace } from "./workspaces.ts";

/** Who waits for an answer. */
export interface Waiting {
  readonly workspace: Workspace;
  readonly user: string;
  /** Tells them something in plain words: where the answer is, or that there will be none. */
  readonly tell: (text: string) => Promise<unknown>;
  /** What follows when all is said, or nothing can be said any more. */
  readonly afterwards?: () => Promise<unknown>;
}

/** One question on its way through Parley. */
export interface Errand {
  readonly incoming: Omit<Incoming, "user" | "audience">;
  readonly sign: Sign;
  /** Shows a form at once; says whether it could. Without it, a button opens the form. */
  readonly openForm?: (form: Form) => Promise<boolean>;
  /** Says nothing about what it does not understand: nobody addressed Parley. */
  readonly overheard?: boolean;
}

export interface Answering {
  readonly host: Host;
  /** The person's language as far as it is known already. */
  localeOf(workspace: Workspace, user: string): Locale;
  /** The person's language, asked for when it is not known; a second at most. */
  localeSoon(workspace: Workspace, user: string): Promise<Locale>;
  /**
   * Answers on its own time, when what came with the question is acknowledged. Whoever waits is told when it fails,
   * wherever on the way that is.
   */
  begin(waiting: Waiting, errand: () => Promise<Errand>): void;
  /** Any other work that a shutdown waits for. */
  track(work: Promise<unknown>): void;
  settled(): Promise<void>;
}

/** A form that could not be opened at once is a press away: the button's press may open it. */
function withButton(answer: Answer, form: Form, host: Host): Answer {
  const value = `/${host.prefix}${form.command}`;
  const open = { action: "edit" as const, label: host.say(answer.locale, "form.open"), value };
  return { ...answer, buttons: [open, ...answer.buttons.filter((button) => button.value !== value)] };
}

/** Asks the host and posts what it says: privately in a shared channel unless the answer is to be shared. */
export function createAnswering(
  host: Host,
  queue: ReturnType<typeof createChannelQueue>,
  charts: "image" | "native",
): Answering {
  const underway = new Set<Promise<unknown>>();
  const lull = createLull();
  const localeOf: Answering["localeOf"] = ({ people }, user) => people.known(user)?.locale ?? host.defaultLocale;

  const lookOf = (locale: Locale): Look => ({
    native: charts === "native",
    rating: { good: host.say(locale, "rate.good"), bad: host.say(locale, "rate.bad") },
    goesOn: host.say(locale, "reply.goes_on"),
  });

  async function deliver({ workspace, user, tell }: Waiting, { incoming }: Errand, reply: Answer): Promise<void> {
    const { channel, thread, private: direct } = incoming.where;
    const { client, conversations, team } = workspace;
    const say = { key: incoming.eventId, look: lookOf(reply.locale) };
    const alone = !direct && reply.visibility === "private";
    const to = { channel, ...(thread === undefined ? {} : { thread }), ...(alone ? { onlyFor: user } : {}) };
    const said = alone ? pointingTo(reply, host.say(reply.locale, "file.direct")) : reply;
    const { files = [] } = reply;
    const toOwn = async (work: (own: string) => Promise<unknown>): Promise<void> => {
      const own = await conversations.direct(user);
      await queue.run(`${team}/${own}`, () => work(own));
    };
    const whole = async (where: Destination, answer: Answer): Promise<void> => {
      const posted = await post(client, where, answer, say);
      await postMore(client, where, answer, { posted, key: say.key });
    };
    try {
      await queue.run(`${team}/${channel}`, async () => {
        await whole(to, said);
        if (!alone) await postFiles(client, to, files);
      });
      if (alone && files.length > 0) await toOwn((own) => postFiles(client, { channel: own }, files));
    } catch (error) {
      // Slash commands work where the app is no member; nothing can be posted there.
      if (!alone || !refusedFor(error, "channel_not_found", "not_in_channel")) throw error;
      await toOwn(async (own) => {
        await whole({ channel: own }, reply);
        await postFiles(client, { channel: own }, files);
      });
      await tell(host.say(reply.locale, "aside.direct")).catch((failed: unknown) =>
        host.log.info({ err: failed }, "nobody could be told in Slack where their answer is"),
      );
    }
  }

  async function answer(waiting: Waiting, errand: Errand): Promise<void> {
    const { workspace } = waiting;
    const { incoming, sign, openForm } = errand;
    const user = await workspace.people.find(waiting.user);
    const audience = () => audienceOf(workspace, incoming.where.channel);
    const reply = await host.ask({ ...incoming, user, audience }, (note) => sign.note(note));
    if (reply === null || (errand.overheard === true && reply.error?.code === "not_understood")) return;
    const { form } = reply;
    if (form === undefined) return deliver(waiting, errand, reply);
    if (await openForm?.(form)) return;
    await deliver(waiting, errand, withButton(reply, form, host));
  }

  async function apologise({ workspace, user, tell }: Waiting, error: unknown): Promise<void> {
    host.log.error({ err: error }, "an answer could not be delivered to Slack");
    const outside = refusedFor(error, "channel_not_found", "not_in_channel");
    await tell(host.say(localeOf(workspace, user), outside ? "failure.not_in_channel" : "failure.undelivered"));
  }

  async function attempt(waiting: Waiting, begin: () => Promise<Errand>): Promise<void> {
    const errand = await begin();
    await answer(waiting, errand).finally(() => errand.sign.done());
  }

  async function run(waiting: Waiting, begin: () => Promise<Errand>): Promise<void> {
    await attempt(waiting, begin)
      .catch((error: unknown) => apologise(waiting, error))
      .finally(() => waiting.afterwards?.());
  }

  function track(work: Promise<unknown>): void {
    const guarded = work
      .catch((error: unknown) => host.log.error({ err: error }, "something for Slack could not be finished"))
      .finally(() => underway.delete(guarded));
    underway.add(guarded);
  }

  return {
    host,
    localeOf,
    async localeSoon(workspace, user) {
      const late = new Promise((resolve) => setTimeout(resolve, 1_000).unref());
      if (workspace.people.known(user) === undefined)
        await Promise.race([workspace.people.find(user).catch(() => null), late]);
      return localeOf(workspace, user);
    },
    begin: (waiting, errand) => track(lull.next().then(() => run(waiting, errand))),
    track,
    async settled() {
      while (underway.size > 0) await Promise.all(underway);
    },
  };
}
