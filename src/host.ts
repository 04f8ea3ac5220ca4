import { type AccessRules, recognise } from "#access/asker.ts";
import { readOwners } from "#access/directory.ts";
import type { Answer } from "./answer.ts";
import { messages } from "./answering/messages.ts";
import { lastQuestion, remember } from "./conversations.ts";
import { createDispatch, type Parts } from "./dispatch.ts";
import { createWords } from "./locales/words.ts";
import type { Locale } from "./messages.ts";
import type { CommandSummary, Host, Incoming, Person, Platform } from "./platform.ts";

/** Retried events come within minutes; this many are remembered. */
const remembered = 10_000;

const groups = ["customers", "sales", "marketing", "service", "data", "mine"];

/** Short facts about every command, menu by menu, for autocomplete and manifests. */
export function summarise(commands: Parts["commands"]): CommandSummary[] {
  const ordered = [...commands].sort(([, a], [, b]) => groups.indexOf(a.group) - groups.indexOf(b.group));
  return ordered.map(([name, { title, summary, aliases, group, examples }]) => ({
    name,
    title,
    summary,
    aliases,
    group,
    examples,
  }));
}

/**
 * Parley as one platform sees it: answers an event once, knows who asks and in which language, and remembers the last
 * question of a conversation so that the next may be a follow-up.
 */
export function createHost(
  name: string,
  parts: Parts,
  rules: AccessRules,
  platforms: ReadonlyMap<string, Platform>,
  defaultLocale: Locale,
): Host {
  const dispatch = createDispatch(parts);
  const answered = new Set<string>();

  function firstTime(eventId: string): boolean {
    if (answered.has(eventId)) return false;
    answered.add(eventId);
    const [oldest] = answered;
    if (answered.size > remembered && oldest !== undefined) answered.delete(oldest);
    return true;
  }

  async function ask(incoming: Incoming, progress?: (note: string) => void): Promise<Answer | null> {
    if (!firstTime(incoming.eventId)) return null;
    const { user, where } = incoming;
    const place = where.thread === undefined ? where.channel : `${where.channel}/${where.thread}`;
    const conversation = { platform: name, userId: user.id, place, thread: where.thread !== undefined };
    const now = parts.clock();
    // In the open room of a channel people ask about different things: only a thread or a direct message goes on.
    const follows = where.private || where.thread !== undefined;
    const previous = (follows ? await lastQuestion(parts.state, conversation, now) : undefined) ?? incoming.about;
    const action = incoming.action === "explain" || incoming.action === "share" ? incoming.action : "ask";
    const { answer, question } = await dispatch(
      {
        text: incoming.text,
        action,
        locale: user.locale ?? defaultLocale,
        platform: name,
        userId: user.id,
        place,
        shared: !where.private,
        identify: async () => recognise(user, name, await readOwners(parts.store), rules),
        draw: true,
        ...(previous === undefined ? {} : { previous }),
      },
      progress,
    );
    if (question !== null && answer.error === undefined) await remember(parts.state, conversation, question.text, now);
    return answer;
  }

  /** The administrator, then one of each kind of owner before the rest, so that a short list shows every scope. */
  async function personas(): Promise<Person[]> {
    const owners = (await readOwners(parts.store)).filter((owner) => owner.active);
    const managers = new Set(owners.map((owner) => owner.managerKey));
    const ranked = [
      ...owners.filter((owner) => managers.has(owner.key)),
      ...owners.filter((owner) => !managers.has(owner.key)),
    ];
    const administrator = createWords(defaultLocale, parts.currency, messages).say("persona.administrator");
    return [
      { id: "administrator", name: administrator },
      ...ranked.map(({ id, name: label, email }) => ({ id, name: label, ...(email === null ? {} : { email }) })),
    ];
  }

  return {
    commands: summarise(parts.commands),
    defaultLocale,
    prefix: parts.prefix,
    ask,
    say: (locale, key, values) => createWords(locale, parts.currency, messages).say(key, values),
    personas,
    previews: (answer) =>
      Object.fromEntries(
        [...platforms.values()].flatMap(({ title, preview }) => (preview ? [[title, preview(answer)]] : [])),
      ),
    log: parts.log,
  };
}
