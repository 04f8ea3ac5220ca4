/** How finely a period is cut. */
export type Grain = "day" | "week" | "month" | "quarter" | "year";

const dayLength = 86_400_000;
const dayNumber = (day: string) => Date.parse(`${day}T00:00:00Z`) / dayLength;
const dayOf = (number: number) => new Date(number * dayLength).toISOString().slice(0, 10);

/** The day `count` days after `day`. */
export function addDays(day: string, count: number): string {
  return dayOf(dayNumber(day) + count);
}

/** Whole days from `a` to `b`. */
export function daysFrom(a: string, b: string): number {
  return dayNumber(b) - dayNumber(a);
}

/** The grain that cuts `[from, to)` into about 6 to 40 pieces: days to a month, weeks to half a year, then longer. */
export function fittingGrain(from: string, to: string): Grain {
  const days = daysFrom(from, to);
  if (days <= 31) return "day";
  if (days <= 190) return "week";
  if (days <= 3 * 366) return "month";
  return days <= 10 * 366 ? "quarter" : "year";
}

/** First day of the bucket that holds `day`; weeks begin on `weekStart` (ISO, 1 = Monday). */
export function bucketStart(day: string, grain: Grain, weekStart: number): string {
  if (grain === "day") return day;
  if (grain === "week") {
    const weekday = ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1;
    return addDays(day, -((weekday - weekStart + 7) % 7));
  }
  const month = Number(day.slice(5, 7));
  const first = grain === "month" ? month : grain === "quarter" ? month - ((month - 1) % 3) : 1;
  return `${day.slice(0, 4)}-${String(first).padStart(2, "0")}-01`;
}

/** First days of every bucket that `[from, to)` touches, in order. O(buckets). */
export function bucketStarts(from: string, to: string, grain: Grain, weekStart: number): string[] {
  const starts: string[] = [];
  for (let start = bucketStart(from, grain, weekStart); start < to; start = nextBucket(start, grain))
    starts.push(start);
  return starts;
}

/** First day of the bucket after the one that begins on `start`. */
export function nextBucket(start: string, grain: Grain): string {
  if (grain === "day") return addDays(start, 1);
  if (grain === "week") return addDays(start, 7);
  const months = grain === "month" ? 1 : grain === "quarter" ? 3 : 12;
  const total = Number(start.slice(0, 4)) * 12 + Number(start.slice(5, 7)) - 1 + months;
  return `${Math.floor(total / 12)}-${String((total % 12) + 1).padStart(2, "0")}-01`;
}
