import type { Grain } from "#calendar.ts";
import type { Locale } from "#messages.ts";

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

function parts(day: string): Parts {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return { year, month, day: date };
}

function monthName(month: number): string {
  return months[month - 1] ?? "";
}

/** `2026-11-22` → `22 Nov 2026`, `2026年11月22日`. */
export function longDate(day: string, locale: Locale): string {
  const { year, month, day: date } = parts(day);
  return locale === "zh" ? `${year}年${month}月${date}日` : `${date} ${monthName(month)} ${year}`;
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

/** `[from, to)` with its last day included, saying year and month once: `1–30 Sep 2026`, `2026年9月1日–30日`. */
export function longSpan(from: string, to: string, locale: Locale): string {
  const last = dayBefore(to);
  if (last <= from) return longDate(from, locale);
  const a = parts(from);
  const b = parts(last);
  const sameYear = a.year === b.year;
  const sameMonth = sameYear && a.month === b.month;
  if (locale === "zh") {
    const end = sameMonth ? `${b.day}日` : sameYear ? `${b.month}月${b.day}日` : longDate(last, locale);
    return `${longDate(from, locale)}–${end}`;
  }
  if (sameMonth) return `${a.day}–${longDate(last, locale)}`;
  const start = sameYear ? `${a.day} ${monthName(a.month)}` : longDate(from, locale);
  return `${start} – ${longDate(last, locale)}`;
}

/** A quarter of the fiscal year, which is named by the year it ends in: `Q3 2026`, and `Q3 FY26` when it is its own. */
function quarterLabel({ year, month }: Parts, fiscalYearStart: number, locale: Locale): string {
  const quarter = Math.floor(((month - fiscalYearStart + 12) % 12) / 3) + 1;
  if (fiscalYearStart === 1) return locale === "zh" ? `${year}年Q${quarter}` : `Q${quarter} ${year}`;
  const fiscal = month >= fiscalYearStart ? year + 1 : year;
  return locale === "zh" ? `${fiscal}财年Q${quarter}` : `Q${quarter} FY${String(fiscal).slice(2)}`;
}

/** A bucket's first day as an axis label; the year is named only where the grain would not be clear without it. */
export function bucketLabel(day: string, grain: Grain, locale: Locale, fiscalYearStart = 1): string {
  const { year, month, day: date } = parts(day);
  switch (grain) {
    case "year":
      return locale === "zh" ? `${year}年` : String(year);
    case "quarter":
      return quarterLabel(parts(day), fiscalYearStart, locale);
    case "month":
      return locale === "zh" ? `${month}月` : monthName(month);
    default:
      return locale === "zh" ? `${month}月${date}日` : `${date} ${monthName(month)}`;
  }
}
