import announced from "chinese-days/dist/chinese-days.json" with { type: "json" };
import { Temporal } from "temporal-polyfill";
import type { Day } from "#calendar.ts";

/** Days on which a company works, besides and instead of Monday to Friday. */
export interface WorkingDays {
  /** Days off that fall on a weekday, and weekend days that are worked (调休). */
  readonly off: ReadonlySet<Day>;
  readonly worked: ReadonlySet<Day>;
  /** The last day of which the list knows; null when it lists nothing that ends. */
  readonly knownUntil: Day | null;
}

/** When a person may be interrupted. */
export interface Rhythm {
  readonly zone: string;
  /** Local times `HH:MM` between which nobody is interrupted; may span midnight. Null: at any hour. */
  readonly quiet: { readonly from: string; readonly to: string } | null;
  readonly days: WorkingDays;
}

const chineseZones = new Set(["Asia/Shanghai", "Asia/Urumqi", "Asia/Chongqing", "Asia/Harbin", "PRC"]);

/** Holidays and make-up days of mainland China as they were announced: a year is announced in the autumn before it. */
const china: WorkingDays = (() => {
  const [off, worked] = [Object.keys(announced.holidays), Object.keys(announced.workdays)];
  const knownUntil = `${[...off, ...worked].sort().at(-1)?.slice(0, 4)}-12-31`;
  return { off: new Set(off), worked: new Set(worked), knownUntil };
})();

/** The working days of a zone's country where they are known, with a company's own. */
export function workingDaysOf(zone: string, own: { readonly off: readonly Day[]; readonly worked: readonly Day[] }) {
  const country = chineseZones.has(zone) ? china : { off: [], worked: [], knownUntil: null };
  const newest = [...own.off, ...own.worked].sort().at(-1);
  const ownUntil = newest === undefined ? null : `${newest.slice(0, 4)}-12-31`;
  const later = country.knownUntil !== null && ownUntil !== null && ownUntil > country.knownUntil;
  return {
    off: new Set([...country.off, ...own.off]),
    worked: new Set([...country.worked, ...own.worked]),
    knownUntil: later ? ownUntil : country.knownUntil,
  } satisfies WorkingDays;
}

/** Is it a working day? Beyond what is known Monday to Friday are. */
export function isWorkingDay(day: Day, { off, worked }: WorkingDays): boolean {
  if (worked.has(day)) return true;
  if (off.has(day)) return false;
  return Temporal.PlainDate.from(day).dayOfWeek <= 5;
}

/** Whole working days after `from`, up to and with `to`; 0 when `to` is not later. O(days). */
export function workingDaysBetween(from: Day, to: Day, days: WorkingDays): number {
  let [count, day] = [0, Temporal.PlainDate.from(from)];
  const end = Temporal.PlainDate.from(to);
  while (Temporal.PlainDate.compare(day, end) < 0) {
    day = day.add({ days: 1 });
    if (isWorkingDay(day.toString(), days)) count += 1;
  }
  return count;
}

function isQuiet(
  time: Temporal.PlainTime,
  { from, to }: { from: Temporal.PlainTime; to: Temporal.PlainTime },
): boolean {
  const after = Temporal.PlainTime.compare(time, from) >= 0;
  const before = Temporal.PlainTime.compare(time, to) < 0;
  return Temporal.PlainTime.compare(from, to) > 0 ? after || before : after && before;
}

/** The first instant from `at` on at which a person may be interrupted. O(days off in a row). */
export function nextWorkingMoment(at: Date, { zone, quiet, days }: Rhythm): Date {
  let moment = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
  const hours = quiet && { from: Temporal.PlainTime.from(quiet.from), to: Temporal.PlainTime.from(quiet.to) };
  // A year without a working day is a mistake in the list of days off, not a reason to be silent for ever.
  for (let tries = 0; tries < 366; tries++) {
    if (!isWorkingDay(moment.toPlainDate().toString(), days)) {
      moment = moment.toPlainDate().add({ days: 1 }).toZonedDateTime(zone);
    } else if (hours && isQuiet(moment.toPlainTime(), hours)) {
      const today = moment.toPlainDate().toZonedDateTime({ timeZone: zone, plainTime: hours.to });
      moment =
        Temporal.ZonedDateTime.compare(today, moment) > 0
          ? today
          : moment.toPlainDate().add({ days: 1 }).toZonedDateTime(zone);
    } else return new Date(moment.epochMilliseconds);
  }
  return at;
}
