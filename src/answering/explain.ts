import type { Asker } from "#access/asker.ts";
import type { Words } from "#messages.ts";
import type { Question } from "#question.ts";
import type { Reply } from "#reply.ts";
import { filterNames, scopeName } from "./context-line.ts";
import type { Dated } from "./freshness.ts";

/** *How was this computed?*: formula, period, filters, scope, freshness and the command to repeat it. */
export function explain(
  question: Question,
  reply: Reply,
  about: { asker: Asker; parts: Dated; words: Words; hasPeriod: boolean },
): Reply {
  const { words, asker } = about;
  const { calendar, store } = about.parts;
  const lines = [...(reply.method ?? [])];
  if (about.hasPeriod) {
    const { from, to } = question.period;
    const values = { span: words.span(from, to), zone: calendar.zone, asOf: words.date(question.asOf) };
    lines.push(words.say("explain.period", values));
  }
  const filters = filterNames(question, words);
  if (filters.length > 0) lines.push(words.say("explain.filters", { filters: words.list(filters) }));
  lines.push(words.say("explain.scope", { scope: scopeName(asker, words) }));
  // The sizes of whole tables are nobody's business who sees only a part of them.
  const rows = asker.owners === null ? Object.entries(store.freshness()?.rows ?? {}) : [];
  if (rows.length > 0) {
    const named = rows.map(([table, count]) => `${table} ${words.integer(count)}`);
    lines.push(words.say("explain.rows", { rows: words.list(named) }));
  }
  lines.push(words.say("explain.again", { command: question.text, asOf: question.asOf }));
  return {
    headline: words.say("explain.headline", { command: question.text }),
    insights: lines,
    footnotes: reply.footnotes ?? [],
    result: reply.result,
  };
}
