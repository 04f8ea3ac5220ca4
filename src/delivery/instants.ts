import { Cron } from "croner";
import { Temporal } from "temporal-polyfill";
import { UserError } from "#errors.ts";

/**
 * Reads a cron of five fields by wall clock, whatever the zone: croner's own way in a zone leaves out minutes that a
 * clock change skips and repeats those that it repeats.
 * @throws UserError `bad_cron` when it is none, or would never come.
 */
function wallClock(expression: string): Cron {
  const hint = "Five fields: minute, hour, day of month, month, day of week, such as 0 9 * * 1.";
  const bad = (cause?: unknown) =>
    new UserError("bad_cron", `"${expression}" is not a cron expression`, { hint, cause });
  if (expression.trim().split(/\s+/).length !== 5) throw bad();
  try {
    return new Cron(expression, { timezone: "UTC", paused: true });
  } catch (cause) {
    throw bad(cause);
  }
}

/** Refuses what is no cron expression of five fields. */
export function demandCron(expression: string): void {
  wallClock(expression);
}

/** The instant at which clocks of a zone show a time: the first of two, and the end of a gap for one that is skipped. */
function instantOf(shown: Date, zone: string): number {
  const local = Temporal.PlainDateTime.from(shown.toISOString().slice(0, 19));
  const earlier = local.toZonedDateTime(zone, { disambiguation: "earlier" });
  if (earlier.toPlainDateTime().equals(local)) return earlier.epochMilliseconds;
  const change = earlier.getTimeZoneTransition("next");
  return (change ?? local.toZonedDateTime(zone, { disambiguation: "later" })).epochMilliseconds;
}

/** What clocks of a zone show at an instant, as if it were UTC. */
function shownAt(at: Date, zone: string): Date {
  const shown = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDateTime();
  return new Date(shown.toZonedDateTime("UTC").epochMilliseconds);
}

/**
 * Planned instants after `after`, oldest first, at most `count` and none later than `until`. A time that a clock change
 * skips runs when the clocks go on; a time that it repeats runs once: a later time on the clock is never an earlier instant.
 * @throws UserError `bad_cron`.
 */
export function instants(expression: string, zone: string, after: Date, count: number, until?: Date): Date[] {
  const cron = wallClock(expression);
  const found: Date[] = [];
  let shown: Date | null = shownAt(after, zone);
  let last = after.getTime();
  while (found.length < count) {
    shown = cron.nextRun(shown);
    if (shown === null) break;
    const at = instantOf(shown, zone);
    if (until !== undefined && at > until.getTime()) break;
    if (at <= last) continue;
    found.push(new Date(at));
    last = at;
  }
  return found;
}
