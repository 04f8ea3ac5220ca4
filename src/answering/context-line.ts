import type { Asker } from "#access/asker.ts";
import { spokenValue } from "#grammar/generations.ts";
import type { Words } from "#messages.ts";
import type { Question } from "#question.ts";

/** What the asker's scope is called: the whole company, a team of n, the own accounts. */
export function scopeName(asker: Asker, words: Words): string {
  if (asker.owners === null) return words.say("context.scope.all");
  if (asker.people <= 1) return words.say("context.scope.own");
  return words.say("context.scope.team", { people: asker.people });
}

/** The filters in words, one item each. */
export function filterNames(question: Question, words: Words): string[] {
  return question.filters.map(({ dimension, values }) => {
    const spoken = values.map((value) => spokenValue(value, dimension, words.locale));
    return words.say("context.filter", { dimension: words.dimension(dimension), values: words.list(spoken) });
  });
}

/** Period in full dates, grouping, filters, scope, and what it is compared with: the line under the headline. */
export function contextLine(question: Question, asker: Asker, words: Words, hasPeriod: boolean): string {
  const parts: string[] = [];
  if (hasPeriod) {
    const span = words.span(question.period.from, question.period.to);
    // A past period cut to equally many days is over; only one that ends today still runs.
    const runs = question.period.running && question.period.to > question.asOf;
    parts.push(runs ? `${span} (${words.say("context.running")})` : span);
  }
  if (question.by.length > 0) {
    parts.push(words.say("context.by", { dimensions: words.list(question.by.map((name) => words.dimension(name))) }));
  }
  parts.push(...filterNames(question, words), scopeName(asker, words));
  if (hasPeriod && question.comparison && question.comparison.kind !== "target") {
    const { from, to } = question.comparison.period;
    parts.push(words.say("context.versus", { span: words.span(from, to) }));
  }
  return parts.join(words.locale === "zh" ? " · " : " | ");
}
