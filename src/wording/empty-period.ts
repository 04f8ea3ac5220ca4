import type { CommandInput } from "#command.ts";
import type { Reply } from "#reply.ts";

type Asked = Pick<CommandInput<unknown>, "question" | "words">;

/** The reply where a period holds nothing: why (a key that takes the span), and what to ask instead. */
export function emptyPeriod({ question, words }: Asked, result: Reply["result"], why = "empty"): Reply {
  const { from, to } = question.period;
  const actions = [longerPeriod({ question, words }), ...withoutFilters({ question, words })];
  return { headline: words.say(why, { span: words.span(from, to) }), actions, result, empty: true };
}

/** Advises a longer period; the command's usual one where all of time was asked for. */
export function longerPeriod({ question: { command, period }, words }: Asked): string {
  return words.say("reply.longer_period", { command: period.from < "2000" ? `/${command}` : `/${command} last2y` });
}

/** Advises to leave out the filters; nothing where there are none. */
export function withoutFilters({ question: { command, filters, period }, words }: Asked): string[] {
  return filters.length === 0 ? [] : [words.say("reply.without_filters", { command: `/${command} ${period.name}` })];
}
