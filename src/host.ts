import { type AccessRules, type Asker, inCommon, recognise } from "#access/asker.ts";
import type { Directory } from "#access/directory.ts";
import type { Answer } from "./answer.ts";
import { type Conversation, lastQuestion, remember } from "./answering/conversations.ts";
import { failure } from "./answering/failure.ts";
import type { Group } from "./command.ts";
import type { createDispatch, Parts } from "./dispatch.ts";
import type { CommandSummary, Host, Incoming, Person, Platform, Progress } from "./platform.ts";

/** Retried events come within minutes; this many are remembered. */
const remembered = 10_000;

const menus: readonly Group[] = ["customers", "sales", "marketing", "service", "data", "mine"];

/** Short facts about every command, menu by menu, for autocomplete and manifests. */
export function summarise(commands: Parts["commands"]): CommandSummary[] {
  const ordered = [...commands].sort(([, a], [, b]) => menus.indexOf(a.group) - menus.indexOf(b.group));
  return ordered.map(([name, { title, summary, aliases, group, examples }]) => ({
    name,
    title,
    summary,
    aliases,
    group,
    examples,
  }));
}

/** What every host shares. */
export interface Hall {
  readonly parts: Parts;
  readonly dispatch: ReturnType<typeof createDispatch>;
  readonly directory: Directory;
  readonly rules: AccessRules;
  readonly platforms: ReadonlyMap<string, Platform>;
}

/**
 * Parley as one platform sees it: answers an event once, knows who asks and in which language, and remembers the last
 * question of a conversation so that the next may be a follow-up.
 */
export function createHost(name: string, { parts, dispatch, directory, rules, platforms }: Hall): Host {
  const answered = new Set<string>();

  function firstTime(eventId: string): boolean {
    if (answered.has(eventId)) return false;
    answered.add(eventId);
    const [oldest] = answered;
    if (answered.size > remembered && oldest !== undefined) answered.delete(oldest);
    return true;
  }

  const identify = async (person: Person): Promise<Asker> => recognise(person, name, await directory.owners(), rules);

  /** What everybody who would see a shared answer may see; fictional or open data may be seen by all. */
  async function audienceOf({ audience }: Incoming): Promise<Pick<Asker, "owners">> {
    if (rules.fictional || rules.access === "open") return { owners: null };
    if (audience === undefined) return { owners: [] };
    const people = await audience();
    return inCommon(await Promise.all(people.map((person) => identify(person).catch(() => null))));
  }

  /** Follow-ups are a comfort: when their memory fails, the question is still answered. */
  async function comfort<T>(work: () => Promise<T>): Promise<T | undefined> {
    return work().catch((error: unknown) => {
      parts.log.error({ err: error }, "the conversation's memory failed");
      return undefined;
    });
  }

  async function answer(incoming: Incoming, progress?: Progress): Promise<Answer> {
    const { user, where, about } = incoming;
    const place = where.thread === undefined ? where.channel : `${where.channel}/${where.thread}`;
    const conversation: Conversation = { platform: name, userId: user.id, place, thread: where.thread !== undefined };
    const now = parts.clock();
    // In the open room of a channel people ask about different things: only a thread or a direct message goes on.
    const follows = where.private || where.thread !== undefined;
    const { answer: said, question } = await dispatch(
      {
        text: incoming.text,
        action: incoming.action === "explain" || incoming.action === "share" ? incoming.action : "ask",
        locale: user.locale ?? parts.locale,
        platform: name,
        userId: user.id,
        place,
        shared: !where.private,
        identify: () => identify(user),
        audience: () => audienceOf(incoming),
        previous: async () =>
          (follows ? await comfort(() => lastQuestion(parts.state, conversation, now)) : undefined) ?? about,
        draw: true,
      },
      progress,
    );
    if (question !== null && said.error === undefined) {
      await comfort(() => remember(parts.state, conversation, question.text, now));
    }
    return said;
  }

  /** The administrator, then managers, then the others, so that a short list shows every scope. */
  async function personas(): Promise<Person[]> {
    const owners = (await directory.owners()).filter((owner) => owner.active);
    const managers = new Set(owners.map((owner) => owner.managerKey));
    const ranked = [
      ...owners.filter((owner) => managers.has(owner.key)),
      ...owners.filter((owner) => !managers.has(owner.key)),
    ];
    return [
      { id: "administrator", name: parts.speak(parts.locale).say("persona.administrator") },
      ...ranked.map(({ id, name: label, email }) => ({ id, name: label, ...(email === null ? {} : { email }) })),
    ];
  }

  return {
    commands: summarise(parts.commands),
    defaultLocale: parts.locale,
    prefix: parts.prefix,
    async ask(incoming, progress) {
      if (!firstTime(incoming.eventId)) return null;
      return answer(incoming, progress).catch((error: unknown) => {
        const words = parts.speak(incoming.user.locale ?? parts.locale);
        parts.log.error({ event: incoming.eventId, err: error }, "answering failed");
        return failure(error, { id: incoming.eventId, command: "", seconds: 0 }, words).answer;
      });
    },
    say: (locale, key, values) => parts.speak(locale).say(key, values),
    personas,
    previews: (said) =>
      Object.fromEntries(
        [...platforms.values()].flatMap(({ title, preview }) => (preview ? [[title, preview(said)]] : [])),
      ),
    log: parts.log,
  };
}
