import type { Calendar, Day } from "#calendar.ts";
import { addDays, addMonths, dayOf, partsOf, weekday } from "./days.ts";
import type { Unit } from "./span.ts";

/**
 * The fiscal year that a day lies in, named by the year it ends in (by its own when it is the calendar year).
 * Quarters, halves and `FY26` follow it; plain years, `this year` and `ytd` are calendar years.
 */
export function fiscalYearOf(day: Day, calendar: Calendar): number {
  const { year, month } = partsOf(day);
  return calendar.fiscalYearStart > 1 && month >= calendar.fiscalYearStart ? year + 1 : year;
}

/** First day of a fiscal year. */
export function fiscalYearStart(year: number, calendar: Calendar): Day {
  const first = calendar.fiscalYearStart === 1 ? year : year - 1;
  return dayOf(first, calendar.fiscalYearStart, 1) ?? `${first}-01-01`;
}

/** First day of the week, month, quarter or year that a day lies in, as the business cuts them. */
export function unitStart(day: Day, unit: Unit, calendar: Calendar): Day {
  switch (unit) {
    case "day":
      return day;
    case "week":
      return addDays(day, -((weekday(day) - calendar.weekStart + 7) % 7));
    case "month":
      return `${day.slice(0, 7)}-01`;
    case "quarter": {
      const back = (partsOf(day).month - calendar.fiscalYearStart + 12) % 3;
      return addMonths(`${day.slice(0, 7)}-01`, -back);
    }
    case "year":
      return `${day.slice(0, 4)}-01-01`;
  }
}

/** The day `count` units later; months clamp at the end of shorter ones. */
export function addUnits(day: Day, count: number, unit: Unit): Day {
  switch (unit) {
    case "day":
      return addDays(day, count);
    case "week":
      return addDays(day, 7 * count);
    case "month":
      return addMonths(day, count);
    case "quarter":
      return addMonths(day, 3 * count);
    case "year":
      return addMonths(day, 12 * count);
  }
}

/** First day of week `number` of a year: the business week that holds the Thursday of that ISO week. */
export function weekOfYear(year: number, number: number, calendar: Calendar): Day | null {
  const fourth = dayOf(year, 1, 4);
  if (fourth === null || number < 1 || number > 53) return null;
  const thursday = addDays(fourth, 4 - weekday(fourth) + 7 * (number - 1));
  if (partsOf(thursday).year !== year) return null;
  return unitStart(thursday, "week", calendar);
}
