import type { Calendar, Period } from "#calendar.ts";
import { UserError } from "#errors.ts";
import { addDays, daysBetween, earlier } from "./days.ts";
import { addUnits } from "./fiscal.ts";
import { fold } from "./fold.ts";
import { matchPeriod } from "./match-period.ts";
import type { PeriodContext } from "./period-errors.ts";
import { makePeriod, resolvePeriod } from "./resolve-period.ts";
import { seasonDays, seasonsOf } from "./seasons.ts";
import type { Span } from "./span.ts";

/** Reads a text that is nothing but a period; null when it is none. */
export function readSpan(text: string, calendar: Calendar): Span | null {
  const folded = fold(text).trim();
  const match = matchPeriod(folded, 0, Object.keys(seasonsOf(calendar)));
  return match !== null && match.end === folded.length ? match.span : null;
}

/**
 * The period that a text names, in English or Chinese: `last90d`, `Q3 2025`, `近90天`, `2025年三季度`, `since 2025-06-01`.
 * `lastNd` is the N days that end with the as-of day; calendar words name whole business days; what would run past the
 * as-of ends there. Quarters, halves and FY follow the fiscal year, plain years do not.
 * Throws `UserError` `bad_period` with the nearest valid form.
 */
export function parsePeriod(text: string, context: PeriodContext): Period {
  const span = readSpan(text, context.calendar);
  if (span === null) {
    const example = context.example?.("last90d") ?? "last90d";
    throw new UserError("bad_period", context.words.say("grammar.bad_period", { text: text.slice(0, 80) }), {
      hint: context.words.say("grammar.nearest_period", { nearest: "last90d", example }),
    });
  }
  return resolvePeriod(span, context);
}

/** A season moves with its calendar, so a year before it is the season of the year before. */
function seasonBefore(period: Period, calendar: Calendar): Period | null {
  const match = /^(.+) (\d{4})$/.exec(period.name);
  if (match === null || match[1] === undefined || !Object.hasOwn(seasonsOf(calendar), match[1])) return null;
  const year = Number(match[2]) - 1;
  const days = seasonDays(match[1], year, calendar);
  if (days === null) return null;
  const elapsed = addDays(days.first, daysBetween(period.from, period.to));
  const whole = addDays(days.last, 1);
  const to = period.running ? earlier(elapsed, whole) : whole;
  return makePeriod(days.first, to, period.step, `${match[1]} ${year}`, false, calendar);
}

function named(from: string, to: string, period: Period, calendar: Calendar): Period {
  return makePeriod(from, to, period.step, `${from}..${addDays(to, -1)}`, false, calendar);
}

/**
 * The period just before (环比): one step back. A complete period's previous one ends where it begins; a running one
 * compares with equally many days from the previous one's start. A season's is the same season a year before.
 */
export function previousPeriod(period: Period, calendar: Calendar): Period {
  const season = seasonBefore(period, calendar);
  if (season !== null) return season;
  const { count, unit } = period.step;
  const from = addUnits(period.from, -count, unit);
  if (!period.running) return named(from, period.from, period, calendar);
  const elapsed = addDays(from, daysBetween(period.from, period.to));
  return named(from, earlier(elapsed, period.from), period, calendar);
}

/**
 * The same period a year before (同比). Weeks go back 52 weeks, so that weekdays match; spans of days and running
 * periods keep their number of days; whole months, quarters and years stay whole. A season's is last year's season.
 */
export function yearAgo(period: Period, calendar: Calendar): Period {
  const season = seasonBefore(period, calendar);
  if (season !== null) return season;
  const { unit } = period.step;
  const days = daysBetween(period.from, period.to);
  const from = unit === "week" ? addDays(period.from, -364) : addUnits(period.from, -1, "year");
  if (unit === "week" || unit === "day" || period.running) {
    return named(from, addDays(from, days), period, calendar);
  }
  return named(from, addUnits(period.to, -1, "year"), period, calendar);
}
