import type { Asker } from "#access/asker.ts";
import type { Calendar, Day } from "#calendar.ts";
import { understand } from "#grammar/understand.ts";
import type { Locale } from "#messages.ts";
import type { Question } from "#question.ts";
import type { Workshop } from "./run.ts";
import { type SecondReader, secondReading } from "./second-reading.ts";

/** What was said, and what it may refer to. */
export interface Said {
  readonly text: string;
  readonly locale: Locale;
  /** The last question asked in the same conversation, as text; asked for only when the text may be a follow-up. */
  readonly previous?: () => Promise<string | undefined>;
  readonly asOf?: Day;
  readonly full?: boolean;
}

const metricsOf = new WeakMap<Workshop["indicators"], readonly string[]>();

/** Every word for a number to steer by, the longest first. */
function metricWords(indicators: Workshop["indicators"]): readonly string[] {
  const before = metricsOf.get(indicators);
  if (before !== undefined) return before;
  const words = [...indicators].flatMap(([name, { title, aliases }]) => [
    name,
    name.replaceAll("-", " "),
    title.en,
    title.zh,
    ...aliases,
  ]);
  words.sort((a, b) => b.length - a.length);
  metricsOf.set(indicators, words);
  return words;
}

/** Text → question, with the values that this asker may know. */
export async function comprehend(
  said: Said,
  asker: Asker | null,
  moment: { readonly now: Date; readonly deadline: AbortSignal },
  parts: Workshop & { readonly calendar: Calendar; readonly prefix: string; readonly reader?: SecondReader },
): Promise<Question> {
  const { now, deadline } = moment;
  const context = {
    commands: parts.commands,
    calendar: parts.calendar,
    dimensions: parts.dimensions,
    now,
    words: parts.speak(said.locale),
    prefix: parts.prefix,
    metrics: metricWords(parts.indicators),
    // Whom the CRM does not know learns no value of it, not even as a suggestion.
    valuesOf: async (dimension: string) =>
      asker === null ? [] : parts.store.values(dimension, { owners: asker.owners, filters: [], by: [], deadline }),
    names: async () =>
      asker === null ? [] : parts.store.names({ owners: asker.owners, filters: [], by: [], deadline }),
    ...(said.asOf === undefined ? {} : { asOf: said.asOf }),
    ...(asker?.owner ? { me: { name: asker.owner.name, team: asker.owner.team } } : {}),
  };
  const before = /^\s*[/／]/.test(said.text) ? undefined : await said.previous?.();
  // A question that no longer reads (its value is gone) leaves nothing to follow up.
  const previous = before === undefined ? null : await understand(before, context).catch(() => null);
  const { commands, reader } = parts;
  const question = await understand(said.text, { ...context, previous }).catch((refusal: unknown) =>
    // Strangers learn nothing, so that nothing is asked for them.
    secondReading(refusal, {
      text: said.text,
      reader: asker === null ? undefined : reader,
      commands,
      context,
      deadline,
    }),
  );
  // A file holds everything that a phone has no room for.
  return said.full === true || question.export !== null ? { ...question, full: true } : question;
}
