import type { Calendar, Day, Period } from "#calendar.ts";
import { addDays, daysBetween, earlier, partsOf, startOfDay, weekday } from "./days.ts";
import { addUnits, unitStart } from "./fiscal.ts";
import { locate } from "./locate-span.ts";
import { backwards, begunLater, impossible, type PeriodContext } from "./period-errors.ts";
import type { Span, Unit } from "./span.ts";

const letters: Readonly<Record<Unit, string>> = { day: "d", week: "w", month: "m", quarter: "q", year: "y" };
const mostUnits: Readonly<Record<Unit, number>> = { day: 7305, week: 1044, month: 240, quarter: 80, year: 20 };

interface Cut {
  readonly from: Day;
  /** Exclusive, before it is cut at the as-of. */
  readonly to: Day;
  readonly step: Period["step"];
  readonly name: string;
  /** Compares by elapsed days though nothing was cut off. */
  readonly elapsed?: boolean;
}

/** A period of whole days with its instants. */
export function makePeriod(
  from: Day,
  to: Day,
  step: Period["step"],
  name: string,
  running: boolean,
  calendar: Calendar,
): Period {
  const instants = { start: startOfDay(from, calendar.zone), end: startOfDay(to, calendar.zone) };
  return running ? { from, to, ...instants, step, running, name } : { from, to, ...instants, step, name };
}

function rolling(count: number, unit: Unit, context: PeriodContext): Cut {
  if (unit === "quarter") return rolling(3 * count, "month", context);
  const letter = letters[unit];
  if (!(count >= 1 && count <= mostUnits[unit])) {
    const nearest = count >= 1 ? mostUnits[unit] : 1;
    throw impossible(context, `last${count}${letter}`, `last${nearest}${letter}`);
  }
  const to = addDays(context.asOf, 1);
  return { from: addUnits(to, -count, unit), to, step: { count, unit }, name: `last${count}${letter}` };
}

/** The unit that has begun, as the asker would type it. */
const running: Readonly<Record<Unit, { readonly en: string; readonly zh: string }>> = {
  day: { en: "today", zh: "今天" },
  week: { en: "this week", zh: "本周" },
  month: { en: "this month", zh: "本月" },
  quarter: { en: "this quarter", zh: "本季度" },
  year: { en: "this year", zh: "今年" },
};
const days = ["today", "yesterday", "day before yesterday"];

function relative(unit: Unit, back: number, context: PeriodContext): Cut {
  const from = addUnits(unitStart(context.asOf, unit, context.calendar), -back, unit);
  if (back < 0) {
    throw begunLater(context, context.words.span(from, addUnits(from, 1, unit)), running[unit][context.words.locale]);
  }
  const others = [`this ${unit}`, `last ${unit}`, `${unit} before last`];
  const name = (unit === "day" ? days : others)[back] ?? "";
  return { from, to: addUnits(from, 1, unit), step: { count: 1, unit }, name };
}

/** Year to date, a year before: equally many days. */
function samePeriodLastYear(context: PeriodContext): Cut {
  const begin = unitStart(context.asOf, "year", context.calendar);
  const from = addUnits(begin, -1, "year");
  const to = earlier(addDays(from, daysBetween(begin, context.asOf) + 1), begin);
  return { from, to, step: { count: 1, unit: "year" }, name: "same period last year", elapsed: true };
}

/** One business day by its name. */
function onWeekday({ day, of }: Extract<Span, { kind: "weekday" }>, context: PeriodContext): Cut {
  const { asOf, calendar } = context;
  const week = of === "latest" ? addDays(asOf, -6) : addUnits(unitStart(asOf, "week", calendar), -1, "week");
  const from = addDays(week, (day - weekday(week) + 7) % 7);
  return { from, to: addDays(from, 1), step: { count: 1, unit: "day" }, name: from };
}

/** Where the units that follow the as-of end (exclusive). */
function lastOf({ count, unit }: Extract<Span, { kind: "ahead" }>, context: PeriodContext): Day {
  if (count >= 1 && count <= mostUnits[unit]) return addUnits(addDays(context.asOf, 1), count, unit);
  const nearest = count >= 1 ? mostUnits[unit] : 1;
  throw impossible(context, `next ${count} ${unit}s`, `last${nearest}${letters[unit]}`);
}

/** The end of a range of seasons, in the next year where it comes before its beginning (圣诞到元旦). */
function overNewYear({ from, to }: Extract<Span, { kind: "range" }>, first: Day, context: PeriodContext): Span {
  if (from.kind !== "season" || to.kind !== "season") return to;
  return cut(to, context).from < first ? { ...to, year: partsOf(first).year + 1 } : to;
}

function cut(span: Span, context: PeriodContext): Cut {
  switch (span.kind) {
    case "rolling":
      return rolling(span.count, span.unit, context);
    case "ahead":
      throw begunLater(context, context.words.span(addDays(context.asOf, 1), lastOf(span, context)));
    case "relative":
      return relative(span.unit, span.back, context);
    case "to date":
      return {
        ...relative(span.unit, 0, context),
        to: addDays(context.asOf, 1),
        name: `${letters[span.unit]}td`,
        elapsed: true,
      };
    case "same period last year":
      return samePeriodLastYear(context);
    case "weekday":
      return onWeekday(span, context);
    case "since": {
      const { from } = cut(span.from, context);
      const to = addDays(context.asOf, 1);
      if (from >= to) throw begunLater(context, from);
      return { from, to, step: { count: daysBetween(from, to), unit: "day" }, name: `since ${from}` };
    }
    case "after": {
      const { to: from } = cut(span.of, context);
      const to = addDays(context.asOf, 1);
      if (from >= to) throw begunLater(context, from);
      return { from, to, step: { count: daysBetween(from, to), unit: "day" }, name: `since ${from}` };
    }
    case "before": {
      const { from: to } = cut(span.of, context);
      const from = addUnits(to, -span.count, span.unit);
      return { from, to, step: { count: daysBetween(from, to), unit: "day" }, name: `${from}..${addDays(to, -1)}` };
    }
    case "range": {
      const { from } = cut(span.from, context);
      const { to } = cut(overNewYear(span, from, context), context);
      const last = addDays(to, -1);
      const name = `${from}..${last}`;
      if (last < from) throw backwards(context, name, `${unitStart(last, "day", context.calendar)}..${from}`);
      return { from, to, step: { count: daysBetween(from, to), unit: "day" }, name };
    }
    default:
      return locate(span, context);
  }
}

/**
 * Gives a span its dates: whole business days, cut at the as-of. `running` says that the period has not ended by then
 * and so compares with equally many elapsed days. Throws `bad_period` with the nearest valid form.
 */
export function resolvePeriod(span: Span, context: PeriodContext): Period {
  const { from, to, step, name, elapsed } = cut(span, context);
  const end = addDays(context.asOf, 1);
  if (from >= end) throw begunLater(context, name);
  if (partsOf(from).year < 1900) throw impossible(context, name, "last20y");
  const running = elapsed === true || to > end;
  const cutStep = span.kind === "range" && to > end ? { count: daysBetween(from, end), unit: "day" as const } : step;
  return makePeriod(from, earlier(to, end), cutStep, name, running && span.kind !== "range", context.calendar);
}
