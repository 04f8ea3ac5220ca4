import type { Asker } from "#access/asker.ts";
import type { ChatUser } from "#access/links.ts";
import type { Calendar, Day } from "#calendar.ts";
import type { Command, Decisions, Definition, ReadQuestion } from "#command.ts";
import { understand } from "#grammar/understand.ts";
import type { Indicator } from "#indicator.ts";
import type { Recall } from "#learned.ts";
import type { Conversion, Locale, Messages, Words } from "#messages.ts";
import type { Dimension } from "#model/dimensions.ts";
import type { Office } from "#office.ts";
import type { Question } from "#question.ts";
import type { Reply } from "#reply.ts";
import type { Store } from "#store.ts";
import type { Compute } from "#task.ts";
import { type DataFlaws, dataWarnings } from "./data-warnings.ts";
import { modelAge, witness } from "./model-age.ts";

/** What running a command needs besides the question. */
export interface Workshop {
  readonly store: Store;
  readonly calendar: Calendar;
  readonly commands: ReadonlyMap<string, Command>;
  readonly indicators: ReadonlyMap<string, Indicator>;
  /** Terms that the company defines itself. */
  readonly definitions: readonly Definition[];
  /** Every way to group and filter, the company's own included. */
  readonly dimensions: readonly Dimension[];
  /** Days without follow-up after which an account falls back to its pool; null where nobody says. */
  readonly poolDays?: number | null;
  /** Mathematics in a thread of its own, until the deadline. */
  computeUntil(deadline: AbortSignal): Compute;
  /** What was learned from the whole company's data. */
  recallAt(now: Date): Recall;
  /** Decisions about the data, in the name of a person; `taken` is told of each. */
  decisionsOf(who: string, taken: () => void): Decisions;
  /** Where a chat user acts, with the rights of who asks; `taken` is told of each change of the data. */
  officeOf(user: ChatUser, asker: Asker | null, taken: () => void): Office;
  /** What is known of the data's flaws up to a day; undefined until it is learned. */
  knownFlaws(asOf: Day): DataFlaws | undefined;
  /** Words of a language, with a unit's own texts, showing amounts in another currency. */
  speak(locale: Locale, messages?: Messages, into?: Conversion | null): Words;
}

/** On whose behalf, when and for how long. */
export interface Errand {
  readonly asker: Asker | null;
  /** Rows that may be seen; usually the asker's. */
  readonly owners: readonly number[] | null;
  /** Owner key whose own accounts show personal data; null when others will read the answer. */
  readonly self: number | null;
  /** Who may decide about the data, as it is to be kept; nobody without it. */
  readonly decider?: string | null;
  /** In whose name something may be done; nobody's without it. */
  readonly actor?: ChatUser | null;
  readonly locale: Locale;
  /** The currency in which amounts are shown; the reporting currency without it. */
  readonly into?: Conversion | null;
  readonly now: Date;
  readonly deadline: AbortSignal;
}

/**
 * Runs the command of a question on a view of the errand's rows. A load that ends meanwhile would mix old and new
 * figures in one reply, so the command then runs once more, on the new data alone.
 */
export async function run(question: Question, errand: Errand, workshop: Workshop): Promise<Reply> {
  const { store, calendar, commands } = workshop;
  const command = commands.get(question.command);
  if (command === undefined) throw new Error(`understood an unknown command ${question.command}`);
  const { asker, owners, self, locale, now, deadline } = errand;
  let decided = false;
  const take = () => {
    decided = true;
  };
  const input = {
    question,
    words: workshop.speak(locale, command.messages, errand.into),
    calendar,
    now,
    asker: { name: asker?.owner?.name ?? null, role: asker?.role ?? ("stranger" as const) },
    decisions: errand.decider ? workshop.decisionsOf(errand.decider, take) : null,
    office: errand.actor ? workshop.officeOf(errand.actor, asker, take) : null,
    commands,
    indicators: workshop.indicators,
    definitions: workshop.definitions,
    dimensions: workshop.dimensions,
    poolDays: workshop.poolDays ?? null,
    compute: workshop.computeUntil(deadline),
    read: readFor(errand, workshop),
  };
  const narrowed = command.narrows === null ? {} : { narrows: command.narrows };
  const attempt = async (): Promise<Reply> => {
    const view = store.view({ owners, self, filters: question.filters, by: question.by, deadline, ...narrowed });
    const { recall, recalled } = witness(workshop.recallAt(now));
    const reply = await command.run({ ...input, view, recall });
    const flaws = command.narrows === null || reply.empty ? undefined : workshop.knownFlaws(question.asOf);
    const added = [
      ...modelAge(recalled, now, input.words),
      ...dataWarnings({ command, question, owners, flaws, rejected: view.rejected }, input.words),
    ];
    return added.length === 0 ? reply : { ...reply, footnotes: [...(reply.footnotes ?? []), ...added] };
  };
  const before = store.freshness()?.syncedAt.getTime();
  const reply = await attempt();
  // A decision is taken once, and is itself a load.
  return decided || store.freshness()?.syncedAt.getTime() === before ? reply : attempt();
}

/** Understands questions as the asker of the errand would have put them, on rows that they may see. */
function readFor({ asker, owners, self, locale, now, deadline }: Errand, workshop: Workshop): ReadQuestion {
  const { store, calendar, commands, dimensions } = workshop;
  return async (text, at = now) => {
    const question = await understand(text, {
      ...{ commands, calendar, dimensions, now: at, words: workshop.speak(locale) },
      valuesOf: (dimension) => store.values(dimension, { owners, filters: [], by: [], deadline }),
      ...(asker?.owner ? { me: { name: asker.owner.name, team: asker.owner.team } } : {}),
    });
    const narrows = commands.get(question.command)?.narrows ?? null;
    const { filters, by } = question;
    const view = store.view({ owners, self, filters, by, deadline, ...(narrows === null ? {} : { narrows }) });
    return { question, view };
  };
}
