import { addDays } from "../days.ts";

/**
 * The business day `days` business days after a day (工作日): Monday to Friday; with 0 the day itself, or the next Monday.
 * Holidays are not known. O(days).
 *
 * @example businessDay("2026-11-22", 0) // Sunday → "2026-11-23"
 */
export function businessDay(day: string, days: number): string {
  let found = weekdayFrom(day);
  for (let left = days; left > 0; left--) found = weekdayFrom(addDays(found, 1));
  return found;
}

/** The day itself, or the Monday after it. */
function weekdayFrom(day: string): string {
  const weekday = new Date(day).getUTCDay();
  return weekday === 6 ? addDays(day, 2) : weekday === 0 ? addDays(day, 1) : day;
}
