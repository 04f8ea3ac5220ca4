import type { Day, Period } from "#calendar.ts";
import { UserError } from "#errors.ts";
import type { Question } from "#question.ts";
import { Ambiguity } from "./ambiguity.ts";
import { type Asked, dimensionsOf, exampleOf, type GrammarContext } from "./context.ts";
import { addDays, businessDay, startOfDay } from "./days.ts";
import { requireApplicable, resolveFilters } from "./filters.ts";
import { format, type Shown } from "./format.ts";
import { lookingAhead } from "./looking-ahead.ts";
import { readOptions } from "./options.ts";
import type { Comparison, Parts } from "./parts.ts";
import { parsePeriod, previousPeriod, yearAgo } from "./period.ts";
import { resolvePeriod } from "./resolve-period.ts";
import { SubjectMissing } from "./subject-missing.ts";

const mostTop = 1000;

/** Period of a command that takes none: what it says does not depend on it. */
const anyPeriod = "last365d";

function asOfDay(parts: Parts, context: GrammarContext): { asOf: Day; today: Day } {
  const today = businessDay(context.now, context.calendar.zone);
  if (parts.asOf === null) return { asOf: context.asOf ?? today, today };
  const farAhead = { calendar: context.calendar, words: context.words, asOf: today };
  const { to } = resolvePeriod(parts.asOf, farAhead);
  return { asOf: addDays(to, -1), today };
}

function compared(kind: Comparison, period: Period, context: GrammarContext): Question["comparison"] {
  switch (kind) {
    case "none":
      return null;
    case "target":
      return { kind, period };
    case "prev":
      return { kind, period: previousPeriod(period, context.calendar) };
    case "yoy":
      return { kind, period: yearAgo(period, context.calendar) };
  }
}

/** Has a row several values of it? Grouping would count the row in each, so that nothing adds up. */
function isManyValued(name: string, context: GrammarContext): boolean {
  const dimension = dimensionsOf(context).find((one) => one.name === name);
  return Object.values(dimension?.on ?? {}).some((places) => places.some((place) => place.endsWith("=tag")));
}

function checkGrouping(parts: Parts, command: Asked, context: GrammarContext): void {
  for (const name of parts.by) requireApplicable(name, command, parts.command, context);
  const { words } = context;
  const many = parts.by.find((name) => isManyValued(name, context));
  if (many !== undefined) {
    throw new UserError("not_applicable", words.say("grammar.many_valued", { dimension: words.dimension(many) }), {
      hint: words.say("grammar.many_valued.hint", { example: `/${parts.command} ${many}=…` }),
    });
  }
  const most = command.groupings ?? 1;
  if (parts.by.length <= most) return;
  const message = words.say("grammar.too_many_groupings", { command: `/${parts.command}`, most });
  const by = most === 0 ? "" : ` by ${parts.by.slice(0, most).join(",")}`;
  throw new UserError("not_applicable", message, {
    hint: words.say("grammar.example", { example: `/${parts.command}${by}` }),
  });
}

function checkTop(parts: Parts, context: GrammarContext): void {
  const { top } = parts;
  if (top === null || (Number.isSafeInteger(top) && top >= 1 && top <= mostTop)) return;
  throw new UserError("bad_top", context.words.say("grammar.bad_top", { most: mostTop }), {
    hint: context.words.say("grammar.example", { example: `/${parts.command} top 10` }),
  });
}

function checkSubject(parts: Parts, command: Asked, context: GrammarContext): void {
  if (command.subject !== "required" || parts.subject !== null) return;
  const { words } = context;
  const message = words.say("grammar.subject_missing", { command: `/${parts.command}` });
  throw new SubjectMissing(
    parts.command,
    message,
    words.say("grammar.example", { example: exampleOf(command, context) }),
  );
}

/**
 * Gives parts their meaning: dates, comparison, the data's own spelling of values, options by the command's schema,
 * and the canonical text. `isBare` says whether a text, read as a subject, would be nothing but that.
 */
export async function build(
  read: Parts,
  command: Asked,
  context: GrammarContext,
  isBare: (subject: string) => boolean,
): Promise<Question> {
  checkSubject(read, command, context);
  checkGrouping(read, command, context);
  checkTop(read, context);
  const { asOf, today } = asOfDay(read, context);
  const name = `${context.prefix ?? ""}${read.command}`;
  const dated = {
    calendar: context.calendar,
    words: context.words,
    asOf,
    example: (text: string) => `/${name} ${text}`,
  };
  const parts = command.looksAhead ? lookingAhead(read, { ...dated, now: context.now }) : read;
  const period =
    parts.period === null ? parsePeriod(command.period ?? anyPeriod, dated) : resolvePeriod(parts.period, dated);
  const usual = command.compare ?? "none";
  const compare = parts.compare ?? usual;
  const shown: Shown = {
    command: name,
    period: command.period === null && parts.period === null ? null : period.name,
    asOf: asOf === today ? null : asOf,
    bareSubject: parts.subject === null || isBare(parts.subject),
    compare: compare === usual ? null : compare,
  };
  const options = readOptions(parts.options, parts.command, command, context);
  const resolved = await resolveFilters(parts, command, context);
  if ("choices" in resolved) {
    const choices = resolved.choices.map((filters) => format({ ...parts, filters }, shown));
    const message = context.words.say("grammar.ambiguous_value", { value: resolved.word.slice(0, 80) });
    throw new Ambiguity(
      "ambiguous_value",
      message,
      context.words.say("grammar.choose", { choices: choices.join("\n") }),
      choices,
    );
  }
  return {
    command: parts.command,
    subject: parts.subject,
    period,
    comparison: compared(compare, period, context),
    by: parts.by,
    filters: resolved.filters,
    top: parts.top,
    asOf,
    asOfEnd: startOfDay(addDays(asOf, 1), context.calendar.zone),
    options,
    export: parts.export,
    fresh: parts.fresh,
    full: parts.full,
    text: format({ ...parts, filters: resolved.shown }, shown),
  };
}
