import type { Command } from "#command.ts";
import { spokenValue } from "#grammar/generations.ts";
import type { Words } from "#messages.ts";
import type { FileFormat, Question } from "#question.ts";
import type { Reply } from "#reply.ts";

/** The day before, as periods end before their `to`. */
const dayBefore = (day: string): string => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);

/**
 * The file that a question wishes, and its name: what it is about and for which days, such as
 * `sales-华东-2026-10-22…2026-11-20`. Undefined without a wish.
 */
export function fileWished(
  question: Question,
  reply: Reply,
  command: Command,
  words: Words,
): { readonly format: FileFormat; readonly name: string } | undefined {
  if (question.export === null) return undefined;
  const { from, to } = reply.period ?? question.period;
  const days = command.period === null ? question.asOf : `${from}…${dayBefore(to)}`;
  const only = question.filters.flatMap(({ dimension, values }) =>
    values.slice(0, 2).map((value) => spokenValue(value, dimension, words.locale)),
  );
  const title = words.locale === "zh" ? command.title.zh : question.command;
  const name = [title, question.subject, ...only, days].filter((part) => part !== null && part !== "").join("-");
  return { format: question.export, name };
}
