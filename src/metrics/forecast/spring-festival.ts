import { addDays } from "../days.ts";
import type { FactorDay } from "./factors.ts";

/** Names of the days that come with Spring Festival (春节), which moves by up to a month from year to year. */
export const festivalNames = {
  itself: "spring_festival",
  before: "before_spring_festival",
  around: "around_spring_festival",
} as const;

/** First and last day. */
interface Span {
  readonly first: string;
  readonly last: string;
}

const written = /春节|spring festival|(chinese|lunar) new year/i;
/** Trade stocks up for ten days, until four days before New Year's Eve; it takes a week to come back afterwards. */
const [closing, stocking, returning] = [5, 10, 7];

/**
 * Days that Spring Festival adds to the factors given: its own, first to last day of each of `festivals`, where and as
 * far ahead as nobody recorded them; those around it, when business is closing or coming back, where buckets are
 * `short`er than a month; and those before it, when people stock up, unless promotions tell of them.
 */
export function springFestivalDays(
  given: readonly FactorDay[],
  festivals: readonly Span[],
  short: boolean,
): FactorDay[] {
  const recorded = given.filter(({ kind, value }) => kind === "holiday" && value !== null && written.test(value));
  const last = given.reduce((latest, { kind, day }) => (kind === "holiday" && day > latest ? day : latest), "");
  const added = recorded.length > 0 ? festivals.filter(({ first }) => first > last) : festivals;
  const spans = [...runsOf(recorded.map(({ day }) => day)), ...added];
  const itself = recorded[0]?.value ?? festivalNames.itself;
  const promoted = given.some(({ kind }) => kind === "promotion");
  return [
    ...added.flatMap(({ first, last }) => daysOf(itself, first, addDays(last, 1))),
    ...spans.flatMap(({ first, last }) => {
      const closes = addDays(first, -closing);
      return [
        ...(promoted ? [] : daysOf(festivalNames.before, addDays(closes, -stocking), closes)),
        ...(short ? daysOf(festivalNames.around, closes, first) : []),
        ...(short ? daysOf(festivalNames.around, addDays(last, 1), addDays(last, 1 + returning)) : []),
      ];
    }),
  ];
}

/** The days `[from, to)`, as holidays that the calendar tells. */
function daysOf(value: string, from: string, to: string): FactorDay[] {
  const days: FactorDay[] = [];
  for (let day = from; day < to; day = addDays(day, 1)) {
    days.push({ day, kind: "holiday", value, region: null, certain: true });
  }
  return days;
}

/** Days in a row, as spans. */
function runsOf(days: readonly string[]): Span[] {
  const spans: { first: string; last: string }[] = [];
  for (const day of [...new Set(days)].sort()) {
    const before = spans.at(-1);
    if (before !== undefined && day <= addDays(before.last, 3)) before.last = day;
    else spans.push({ first: day, last: day });
  }
  return spans;
}

const zones =
  /^(PRC|Hongkong|Asia\/(Shanghai|Chongqing|Chungking|Harbin|Urumqi|Kashgar|Hong_Kong|Macau|Macao|Taipei))$/;

/** Does business in a time zone (IANA) pause for Spring Festival, also where nobody recorded its holidays? */
export function pausesForFestival(zone: string): boolean {
  return zones.test(zone);
}
