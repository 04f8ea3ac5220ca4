import type { Day, Period } from "#calendar.ts";
import { addDays, addMonths, dayOf, partsOf } from "./days.ts";
import { fiscalYearOf, fiscalYearStart, weekOfYear } from "./fiscal.ts";
import { impossible, type PeriodContext, unknownSeason } from "./period-errors.ts";
import { seasonDays } from "./seasons.ts";
import type { Span, YearWord } from "./span.ts";

type Dated = Extract<Span, { readonly year: YearWord }>;

interface Located {
  readonly from: Day;
  readonly to: Day;
  readonly step: Period["step"];
  readonly name: string;
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}

/** Months of the year from `first` on, `count` of them. */
function months(first: Day, count: number, name: string, unit: "month" | "quarter" | "year", units: number): Located {
  return { from: first, to: addMonths(first, count), step: { count: units, unit }, name };
}

function inYear(span: Dated, year: number, context: PeriodContext): Located {
  const { calendar } = context;
  const fiscal = fiscalYearStart(Math.min(Math.max(year, 1901), 2198), calendar);
  const refuse = (text: string, nearest: string) => impossible(context, text, nearest);
  if (year < 1901 || year > 2198) throw refuse(String(year), String(partsOf(context.asOf).year));
  switch (span.kind) {
    case "year":
      return months(`${year}-01-01`, 12, String(year), "year", 1);
    case "fiscal year":
      return months(fiscal, 12, `FY${year >= 2000 && year < 2100 ? two(year % 100) : year}`, "year", 1);
    case "half": {
      if (span.number < 1 || span.number > 2) throw refuse(`H${span.number}`, `${year}H${span.number < 1 ? 1 : 2}`);
      return months(addMonths(fiscal, 6 * (span.number - 1)), 6, `${year}H${span.number}`, "quarter", 2);
    }
    case "quarter": {
      if (span.number < 1 || span.number > 4) throw refuse(`Q${span.number}`, `${year}Q${span.number < 1 ? 1 : 4}`);
      return months(addMonths(fiscal, 3 * (span.number - 1)), 3, `${year}Q${span.number}`, "quarter", 1);
    }
    case "month": {
      const first = dayOf(year, span.number, 1);
      if (first === null) throw refuse(`${year}-${two(span.number)}`, `${year}-${span.number < 1 ? "01" : "12"}`);
      return months(first, 1, `${year}-${two(span.number)}`, "month", 1);
    }
    case "week": {
      const from = weekOfYear(year, span.number, calendar);
      if (from === null) {
        const last = weekOfYear(year, 53, calendar) === null ? 52 : 53;
        throw refuse(`${year}-W${two(span.number)}`, `${year}-W${span.number < 1 ? "01" : last}`);
      }
      return { from, to: addDays(from, 7), step: { count: 1, unit: "week" }, name: `${year}-W${two(span.number)}` };
    }
    case "day": {
      const day = dayOf(year, span.month, span.day);
      const text = `${year}-${two(span.month)}-${two(span.day)}`;
      if (day === null) throw refuse(text, nearestDay(year, span.month, span.day));
      return { from: day, to: addDays(day, 1), step: { count: 1, unit: "day" }, name: day };
    }
    case "season": {
      const days = seasonDays(span.name, year, calendar);
      if (days === null) throw unknownSeason(context, span.name, year);
      return {
        from: days.first,
        to: addDays(days.last, 1),
        step: { count: 1, unit: "year" },
        name: `${span.name} ${year}`,
      };
    }
  }
}

function nearestDay(year: number, month: number, day: number): Day {
  const inMonth = Math.min(Math.max(month, 1), 12);
  for (let last = Math.min(Math.max(day, 1), 31); last > 0; last--) {
    const found = dayOf(year, inMonth, last);
    if (found !== null) return found;
  }
  return `${year}-${two(inMonth)}-01`;
}

function followsFiscalYear(span: Dated): boolean {
  return span.kind === "half" || span.kind === "quarter" || span.kind === "fiscal year";
}

/** Dates of a span that names a year, or means the latest one in which it has begun. */
export function locate(span: Dated, context: PeriodContext): Located {
  const { asOf, calendar } = context;
  const current = followsFiscalYear(span) ? fiscalYearOf(asOf, calendar) : partsOf(asOf).year;
  if (typeof span.year === "number") return inYear(span, span.year, context);
  if (span.year === "this") return inYear(span, current, context);
  if (span.year === "last") return inYear(span, current - 1, context);
  if (span.year === "next") return inYear(span, current + 1, context);
  if (span.year === "before last") return inYear(span, current - 2, context);
  return latestBegun(span, current, context);
}

function isRare(span: Dated): boolean {
  return (span.kind === "day" && span.month === 2 && span.day === 29) || (span.kind === "week" && span.number === 53);
}

/** Tries this year, then the ones before: 29 February and week 53 are not in every year. */
function latestBegun(span: Dated, current: number, context: PeriodContext): Located {
  if (span.kind !== "season" && !isRare(span)) inYear(span, current, context);
  for (let year = current + 1; year > current - 8; year--) {
    if (span.kind === "day" && isRare(span) && dayOf(year, 2, 29) === null) continue;
    if (span.kind === "week" && isRare(span) && weekOfYear(year, 53, context.calendar) === null) continue;
    if (span.kind === "season" && seasonDays(span.name, year, context.calendar) === null) continue;
    const located = inYear(span, year, context);
    if (located.from <= context.asOf) return located;
  }
  return inYear(span, current, context);
}
