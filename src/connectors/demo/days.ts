/**
 * Days as whole numbers since 1970-01-01, and instants as milliseconds. The company keeps the time of Shanghai, which
 * has been UTC+8 without summer time since 1991, so plain arithmetic is exact.
 */
const dayLength = 86_400_000;
const offset = 8 * 3_600_000;
export const hour = 3_600_000;

/** Day in Shanghai of an instant. */
export function dayOf(instant: number): number {
  return Math.floor((instant + offset) / dayLength);
}

/** Instant at which a day begins in Shanghai, plus hours into it. */
export function instantOf(day: number, hours = 0): number {
  return day * dayLength - offset + Math.round(hours * hour);
}

export function dayNumber(year: number, month: number, day: number): number {
  return Math.floor(Date.UTC(year, month - 1, day) / dayLength);
}

/** How a day is written. The company has some thousand days and a million times, so each is written once and kept. */
interface Written {
  readonly date: string;
  readonly stamp: string;
  readonly year: number;
  readonly month: number;
}

const written = new Map<number, Written>();

function write(day: number): Written {
  const known = written.get(day);
  if (known !== undefined) return known;
  const date = new Date(day * dayLength).toISOString().slice(0, 10);
  const stamp = date.slice(2).replaceAll("-", "");
  const fresh = { date, stamp, year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)) };
  written.set(day, fresh);
  return fresh;
}

/** `YYYY-MM-DD`. */
export function date(day: number): string {
  return write(day).date;
}

const twoDigits: readonly string[] = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, "0"));

/** ISO 8601 in UTC, to the second. */
export function iso(instant: number): string {
  const day = Math.floor(instant / dayLength);
  const seconds = Math.floor((instant - day * dayLength) / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return `${date(day)}T${twoDigits[hours]}:${twoDigits[minutes]}:${twoDigits[seconds % 60]}Z`;
}

/** `YYMMDD`, as document numbers carry it. */
export function stamp(day: number): string {
  return write(day).stamp;
}

/** 0 = Sunday … 6 = Saturday; 1970-01-01 was a Thursday. */
export function weekday(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}

export function yearOf(day: number): number {
  return write(day).year;
}

/** 1..12. */
export function monthOf(day: number): number {
  return write(day).month;
}

/** Quarters counted from year 0: 2026Q3 is 2026 · 4 + 2. */
export function quarterOf(day: number): number {
  return yearOf(day) * 4 + Math.floor((monthOf(day) - 1) / 3);
}

/** First day of a quarter. */
export function quarterStart(quarter: number): number {
  return dayNumber(Math.floor(quarter / 4), (quarter % 4) * 3 + 1, 1);
}

/** `2026Q3`. */
export function quarterName(quarter: number): string {
  return `${Math.floor(quarter / 4)}Q${(quarter % 4) + 1}`;
}
