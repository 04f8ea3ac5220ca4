import { type AccessRules, type Asker, inCommon, recognise, unlinked } from "#access/asker.ts";
import type { Directory } from "#access/directory.ts";
import type { PreferenceBook } from "#access/preferences.ts";
import type { Answer } from "./answer.ts";
import { type Conversation, lastQuestion, remember } from "./answering/conversations.ts";
import { failure } from "./answering/failure.ts";
import { withFittingFiles } from "./answering/fitting-files.ts";
import { filledIn } from "./answering/forms.ts";
import type { Group } from "./command.ts";
import { sentTo } from "./delivery/subscriptions.ts";
import type { Workroom } from "./delivery/workroom.ts";
import type { Asked, createDispatch, Outcome, Parts } from "./dispatch.ts";
import { beforeOthers } from "./hosting/aside.ts";
import { homeOf } from "./hosting/home.ts";
import { createOnce } from "./hosting/once.ts";
import { rate } from "./hosting/ratings.ts";
import { createTurns } from "./hosting/turns.ts";
import type { Job } from "./job.ts";
import type { CommandSummary, Host, Incoming, Person, Platform, Progress, Vault } from "./platform.ts";

const menus: readonly Group[] = ["customers", "sales", "marketing", "service", "data", "mine"];

/** Short facts about every command, menu by menu, for autocomplete and manifests. */
export function summarise(commands: Parts["commands"]): CommandSummary[] {
  const ordered = [...commands].sort(([, a], [, b]) => menus.indexOf(a.group) - menus.indexOf(b.group));
  return ordered.map(([name, { title, summary, aliases, group, examples, subject }]) => ({
    name,
    title,
    summary,
    aliases,
    group,
    examples,
    needsSubject: subject === "required",
  }));
}

/** What every host shares. */
export interface Hall {
  readonly parts: Parts;
  readonly dispatch: ReturnType<typeof createDispatch>;
  readonly directory: Directory;
  readonly preferences: PreferenceBook;
  readonly rules: AccessRules;
  readonly room: Workroom;
  readonly units: { readonly platforms: ReadonlyMap<string, Platform>; readonly jobs: ReadonlyMap<string, Job> };
  vault(owner: string): Vault;
}

const actions: ReadonlySet<string> = new Set(["ask", "explain", "share"] satisfies Asked["action"][]);

/**
 * Parley as one platform sees it: answers an event once, knows who asks and in which language, and remembers the last
 * question of a conversation so that the next may be a follow-up.
 */
export function createHost(name: string, hall: Hall): Host {
  const { parts, dispatch, directory, preferences, rules, units } = hall;
  const platform = units.platforms.get(name);
  const capabilities = platform?.capabilities;
  const once = createOnce();
  const turn = createTurns();
  const identify = async (person: Person): Promise<Asker> =>
    recognise(person, name, await directory.owners(), rules, await directory.named(name, person.id));
  const localeOf = ({ id, locale }: Person) => preferences.of(name, id).language ?? locale ?? parts.locale;

  /** What everybody who would see a shared answer may see; fictional data may be seen by all. */
  async function audienceOf({ audience }: Incoming): Promise<Pick<Asker, "owners">> {
    if (rules.fictional) return { owners: null };
    if (audience === undefined) return { owners: rules.access === "open" ? null : [] };
    const people = await audience();
    return inCommon(
      await Promise.all(people.map((person) => identify(person).catch((error) => unlinked(person, error, rules)))),
    );
  }

  /** Follow-ups are a comfort: when their memory fails, the question is still answered. */
  async function comfort<T>(work: () => Promise<T>): Promise<T | undefined> {
    return work().catch((error: unknown) => {
      parts.log.error({ err: error }, "the conversation's memory failed");
      return undefined;
    });
  }

  /** What a person says in a place, as the dispatcher takes it. */
  function askedBy({ user, where, about, ...incoming }: Incoming): Asked & { readonly conversation: Conversation } {
    const place = where.thread === undefined ? where.channel : `${where.channel}/${where.thread}`;
    const conversation: Conversation = { platform: name, userId: user.id, place, thread: where.thread !== undefined };
    // In the open room of a channel people ask about different things: only a thread or a direct message goes on.
    const follows = where.private || where.thread !== undefined;
    const remembered = () => lastQuestion(parts.state, conversation, parts.clock());
    return {
      conversation,
      text: incoming.kind === "form" ? filledIn(incoming.text, incoming.values ?? {}) : incoming.text,
      action: actions.has(incoming.action ?? "") ? (incoming.action as Asked["action"]) : "ask",
      locale: localeOf(user),
      platform: name,
      userId: user.id,
      ...(user.name === undefined ? {} : { userName: user.name }),
      place,
      shared: !where.private,
      forms: capabilities?.forms ?? false,
      identify: () => identify(user),
      previous: async () => (follows ? await comfort(remembered) : undefined) ?? about,
      currency: preferences.of(name, user.id).currency,
      draw: preferences.of(name, user.id).picture !== "off",
    };
  }

  const fitting = (said: Answer, to: Platform): Answer => withFittingFiles(said, to, parts.speak(said.locale));

  async function answer(incoming: Incoming, progress?: Progress): Promise<Answer> {
    const { conversation, ...asked } = askedBy(incoming);
    const audience = () => audienceOf(incoming);
    const alone = incoming.where.private || (capabilities?.privateReplies ?? true) || asked.action === "share";
    const common = alone ? null : await audience();
    // What everybody there may see is posted as it is.
    const overseen = common !== null && common.owners === null;
    const whole = await dispatch({ ...asked, audience, overseen }, progress);
    const outcome = platform === undefined ? whole : { ...whole, answer: fitting(whole.answer, platform) };
    const { question } = outcome;
    if (question !== null && outcome.memorable && outcome.answer.error === undefined) {
      await comfort(() => remember(parts.state, conversation, question.text, parts.clock()));
    }
    if (common === null) return outcome.answer;
    // As it was understood: read anew, a follow-up would follow itself.
    const text = question?.text ?? asked.text;
    const share = (): Promise<Outcome> => dispatch({ ...asked, text, audience, action: "share" });
    const personal = parts.commands.get(question?.command ?? "")?.personal ?? false;
    return beforeOthers(outcome, common, share, { words: parts.speak(asked.locale), personal });
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
      if (!once(incoming.eventId)) return null;
      await turn();
      return answer(incoming, progress).catch((error: unknown) => {
        const words = parts.speak(localeOf(incoming.user));
        parts.log.error({ event: incoming.eventId, err: error }, "answering failed");
        return failure(error, { id: incoming.eventId, command: "", seconds: 0 }, words).answer;
      });
    },
    async form(text, user) {
      const where = { channel: user.id, private: true };
      const { conversation: _, ...asked } = askedBy({ eventId: "", user, where, kind: "command", text });
      return (await dispatch({ ...asked, action: "edit", forms: true })).answer.form ?? null;
    },
    async home(user) {
      const asker = await identify(user).catch(() => null);
      const schedules = (who: Asker) => sentTo(hall.room, { platform: name, userId: user.id }, who);
      const about = { asker, platform: name, userId: user.id, locale: localeOf(user) };
      return homeOf(about, { schedules, jobs: units.jobs }, parts);
    },
    rate: (rating) => rate(parts.state, name, rating, parts.clock()),
    vault: hall.vault(`platform:${name}`),
    say: (locale, key, values) => parts.speak(locale).say(key, values),
    personas,
    previews: (said) =>
      Object.fromEntries(
        [...units.platforms.values()].flatMap(({ title, preview }) => (preview ? [[title, preview(said)]] : [])),
      ),
    log: parts.log,
  };
}
