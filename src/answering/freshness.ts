import type { Calendar } from "#calendar.ts";
import type { Words } from "#messages.ts";
import type { Store } from "#store.ts";

const hour = 3_600_000;

/** `2026-11-22 09:00` in the business zone. */
function clockTime(instant: Date, calendar: Calendar, words: Words): string {
  return new Intl.DateTimeFormat(words.locale === "zh" ? "zh-CN" : "en-GB", {
    timeZone: calendar.zone,
    year: "numeric",
    month: words.locale === "zh" ? "2-digit" : "short",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hour12: false,
  })
    .format(instant)
    .replaceAll("/", "-");
}

/** What freshness is told from: the store's newest load, and what the source is called. */
export interface Dated {
  readonly store: Store;
  readonly calendar: Calendar;
  /** The CRM's name for people. */
  readonly sourceTitle: string;
}

/** The line at the foot of every picture. */
export function freshnessFooter({ store, calendar, sourceTitle }: Dated, words: Words): string {
  const fresh = store.freshness();
  if (fresh === null) return "";
  return words.say("freshness.footer", { time: clockTime(fresh.confirmedAt, calendar, words), source: sourceTitle });
}

/** How fresh the numbers are; a warning of its own after a day without a sync, or when a refresh failed. */
export function freshnessNotes(dated: Dated, now: Date, words: Words, notRefreshed: string | null): string[] {
  const { store, calendar, sourceTitle } = dated;
  const fresh = store.freshness();
  if (fresh === null) return [];
  const time = clockTime(fresh.confirmedAt, calendar, words);
  const notes = [words.say("freshness.note", { time, zone: calendar.zone, source: sourceTitle })];
  const hours = Math.floor((now.getTime() - fresh.confirmedAt.getTime()) / hour);
  if (hours >= 24) notes.push(words.say("freshness.stale", { hours }));
  if (notRefreshed !== null) notes.push(words.say("freshness.failed", { reason: notRefreshed }));
  return notes;
}
