import type { Calendar, Day, Period } from "#calendar.ts";
import { daysBetween } from "./days.ts";
import { addUnits, unitStart } from "./fiscal.ts";
import type { Unit } from "./span.ts";

/** The grain at which a period makes a readable line: at most some forty points. */
export function grainFor(period: Pick<Period, "from" | "to">): Unit {
  const days = daysBetween(period.from, period.to);
  if (days <= 31) return "day";
  if (days <= 124) return "week";
  if (days <= 1126) return "month";
  if (days <= 3653) return "quarter";
  return "year";
}

/**
 * First days of all buckets that a period touches, oldest first. The first may lie before the period when that does
 * not begin with a bucket. Weeks begin on the calendar's day, quarters with its fiscal year.
 */
export function bucketStarts(period: Pick<Period, "from" | "to">, grain: Unit, calendar: Calendar): Day[] {
  const first = unitStart(period.from, grain, calendar);
  const starts: Day[] = [];
  for (let count = 0, start = first; start < period.to; start = addUnits(first, ++count, grain)) starts.push(start);
  return starts;
}
