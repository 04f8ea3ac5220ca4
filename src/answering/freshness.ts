import type { Calendar } from "#calendar.ts";
import type { Words } from "#messages.ts";
import type { Freshness } from "#store.ts";

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

/** The line at the foot of every picture. */
export function freshnessFooter(freshness: Freshness | null, calendar: Calendar, words: Words): string {
  if (freshness === null) return "";
  const time = clockTime(freshness.syncedAt, calendar, words);
  return words.say("freshness.footer", { time, source: freshness.source });
}

/** How fresh the numbers are; a warning of its own after a day without a sync, or when a refresh failed. */
export function freshnessNotes(
  freshness: Freshness | null,
  calendar: Calendar,
  now: Date,
  words: Words,
  failed: string | null,
): string[] {
  if (freshness === null) return [];
  const { source, syncedAt } = freshness;
  const notes = [
    words.say("freshness.note", { time: clockTime(syncedAt, calendar, words), zone: calendar.zone, source }),
  ];
  const hours = Math.floor((now.getTime() - syncedAt.getTime()) / hour);
  if (hours >= 24) notes.push(words.say("freshness.stale", { hours }));
  if (failed !== null) notes.push(words.say("freshness.failed", { reason: failed }));
  return notes;
}
