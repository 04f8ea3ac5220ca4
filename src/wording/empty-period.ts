import type { CommandInput } from "#command.ts";
import { addUnits } from "#grammar/fiscal.ts";
import { quote } from "#grammar/format.ts";
import type { Reply } from "#reply.ts";

type Asked = Pick<CommandInput<unknown>, "question" | "words">;

/** The reply where a period holds nothing: why (a key that takes the span), and what to ask instead. */
export function emptyPeriod({ question, words }: Asked, result: Reply["result"], why = "empty"): Reply {
  const { from, to } = question.period;
  const actions =
    why === "empty_source"
      ? [words.say("reply.no_source")]
      : [longerPeriod({ question, words }), ...withoutFilters({ question, words })];
  return { headline: words.say(why, { span: words.span(from, to) }), actions, result, empty: true };
}

/** Advises a longer period of the same; the command's usual one where all of time was asked for. */
export function longerPeriod({ question: { command, subject, period }, words }: Asked): string {
  const asked = subject === null ? `/${command}` : `/${command} ${quote(subject)}`;
  const longer = addUnits(period.to, -2, "year") < period.from ? "last2y" : "since 2000-01-01";
  return words.say("reply.longer_period", { command: period.from <= "2000-01-01" ? asked : `${asked} ${longer}` });
}

/** Advises to leave out the filters; nothing where there are none. */
export function withoutFilters({ question: { command, filters, period }, words }: Asked): string[] {
  return filters.length === 0 ? [] : [words.say("reply.without_filters", { command: `/${command} ${period.name}` })];
}
