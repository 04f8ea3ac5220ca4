import type { Calendar } from "#calendar.ts";
import { addDays } from "./days.ts";

/** Lunar New Year's Day (正月初一) by the Gregorian calendar; Hong Kong Observatory conversion tables. */
const lunarNewYears = [
  "2009-01-26",
  "2010-02-14",
  "2011-02-03",
  "2012-01-23",
  "2013-02-10",
  "2014-01-31",
  "2015-02-19",
  "2016-02-08",
  "2017-01-28",
  "2018-02-16",
  "2019-02-05",
  "2020-01-25",
  "2021-02-12",
  "2022-02-01",
  "2023-01-22",
  "2024-02-10",
  "2025-01-29",
  "2026-02-17",
  "2027-02-06",
  "2028-01-26",
  "2029-02-13",
  "2030-02-03",
  "2031-01-23",
  "2032-02-11",
  "2033-01-31",
  "2034-02-19",
  "2035-02-08",
];

/**
 * Seasons that every calendar knows unless configuration says otherwise: days as `MM-DD` of every year, or dates
 * where they move; both ends included. Spring Festival runs from New Year's Eve to the seventh of the first month.
 */
export const defaultSeasons: Calendar["seasons"] = {
  春节: lunarNewYears.map((day) => ({ from: addDays(day, -1), to: addDays(day, 6) })),
  "618": [{ from: "06-01", to: "06-18" }],
  双11: [{ from: "11-01", to: "11-11" }],
  双12: [{ from: "12-01", to: "12-12" }],
  五一: [{ from: "05-01", to: "05-05" }],
  国庆: [{ from: "10-01", to: "10-07" }],
  元旦: [{ from: "01-01", to: "01-03" }],
  圣诞: [{ from: "12-24", to: "12-26" }],
};

/** Other words for seasons, in any language, lower case. */
export const seasonAliases: Readonly<Record<string, string>> = {
  双十一: "双11",
  双十二: "双12",
  十一黄金周: "国庆",
  国庆节: "国庆",
  劳动节: "五一",
  过年: "春节",
  "spring festival": "春节",
  "chinese new year": "春节",
  "lunar new year": "春节",
  "singles day": "双11",
  "singles' day": "双11",
  "double 11": "双11",
  "double eleven": "双11",
  "double twelve": "双12",
  "singles day sale": "双11",
  六一八: "618",
  十一假期: "国庆",
  十一长假: "国庆",
  国庆长假: "国庆",
  黄金周: "国庆",
  圣诞节: "圣诞",
  christmas: "圣诞",
  xmas: "圣诞",
  "new year's day": "元旦",
  "may day": "五一",
  "double 12": "双12",
  "national day": "国庆",
  "golden week": "国庆",
  "labour day": "五一",
  "labor day": "五一",
};

/** The seasons of a calendar: its own beat the built-in ones. */
export function seasonsOf(calendar: Calendar): Calendar["seasons"] {
  return { ...defaultSeasons, ...calendar.seasons };
}

/** First and last day of a season in a year; null when it is not known for that year. */
export function seasonDays(name: string, year: number, calendar: Calendar): { first: string; last: string } | null {
  for (const { from, to } of seasonsOf(calendar)[name] ?? []) {
    if (from.length > 5) {
      if (Number(to.slice(0, 4)) === year || Number(from.slice(0, 4)) === year) return { first: from, last: to };
      continue;
    }
    const overNewYear = to < from;
    return { first: `${year}-${from}`, last: `${overNewYear ? year + 1 : year}-${to}` };
  }
  return null;
}

/** The seasons of which a day was the last. */
export function seasonsEnded(calendar: Calendar, last: string): { name: string; first: string; last: string }[] {
  const year = Number(last.slice(0, 4));
  return Object.keys(seasonsOf(calendar)).flatMap((name) => {
    const days = [year - 1, year].map((one) => seasonDays(name, one, calendar)).find((found) => found?.last === last);
    return days ? [{ name, ...days }] : [];
  });
}
