import { englishDates, word, year, yearPattern, yearWord } from "./english-dates.ts";
import { readNumber } from "./fold.ts";
import { type Rule, rule, type Unit } from "./span.ts";

const numberPattern =
  "(\\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:twenty|thirty|forty|fifty|sixty|ninety)(?:[\\s-]?(?:one|two|three|four|five|six|seven|eight|nine))?)";
const ordinals = ["first", "second", "third", "fourth"];

function unitOf(word: string | undefined): Unit {
  switch (word?.[0]) {
    case "w":
      return "week";
    case "m":
      return "month";
    case "q":
      return "quarter";
    case "y":
      return "year";
    default:
      return "day";
  }
}

/** `26` → 2026. */
function fullYear(text: string | undefined): number {
  const digits = Number(text);
  return digits < 100 ? 2000 + digits : digits;
}

const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const weekdayPattern = `(${weekdays.join("|")})`;

/** Periods in English, and in the digits that both languages share. The longest match wins, not the first. */
export const englishPeriods: readonly Rule[] = [
  // `last months sales`, the apostrophe left out.
  word(
    "(last|this)\\s+(week|month|quarter|year)s(?=\\s+(?!(?:by|in|of|and|for|per|vs|with|from)(?![a-z]))[a-z])",
    (which, unit) => ({
      kind: "relative",
      unit: unitOf(unit),
      back: which === "last" ? 1 : 0,
    }),
  ),
  word(`calendar\\s+(?:year\\s+)?${yearPattern}`, (of) => ({ kind: "year", year: year(of) })),
  word("today", () => ({ kind: "relative", unit: "day", back: 0 })),
  word("yesterday|yday|y'day|ystd|yest|yesterdays?", () => ({ kind: "relative", unit: "day", back: 1 })),
  word("(?:the\\s+)?day\\s+before\\s+yesterday", () => ({ kind: "relative", unit: "day", back: 2 })),
  word("(?:the\\s+)?(week|month|quarter|year)\\s+before\\s+last", (unit) => ({
    kind: "relative",
    unit: unitOf(unit),
    back: 2,
  })),
  word(`(?:(?:last|this|on)\\s+)?${weekdayPattern}`, (day) => ({
    kind: "weekday",
    day: weekdays.indexOf(day ?? "") + 1,
    of: "latest",
  })),
  word(
    "(?:the\\s+)?(?:last|past|previous)\\s+(?:fortnight|couple\\s+of\\s+weeks|few\\s+weeks)|past\\s+fortnight",
    () => ({
      kind: "rolling",
      count: 2,
      unit: "week",
    }),
  ),
  word(
    "(?:the\\s+)?(?:last|past|previous)\\s+(?:half[\\s-]+(?:a\\s+)?year|half\\s+of\\s+a\\s+year|six\\s+months)",
    () => ({
      kind: "rolling",
      count: 6,
      unit: "month",
    }),
  ),
  word("(?:the\\s+)?(?:last|past|previous)\\s+(?:one\\s+and\\s+a\\s+half\\s+years|year\\s+and\\s+a\\s+half)", () => ({
    kind: "rolling",
    count: 18,
    unit: "month",
  })),
  word(
    "(?:so\\s+far\\s+)?this\\s+(month|quarter|year)(?:\\s+(?:so\\s+far|to\\s+date|until\\s+now|up\\s+to\\s+now))",
    (unit) => ({
      kind: "to date",
      unit: unit as "month",
    }),
  ),
  word(
    "(?:since|from)\\s+(?:the\\s+)?(?:start|beginning|turn)\\s+of\\s+(?:the|this)\\s+(month|quarter|year)",
    (unit) => ({
      kind: "to date",
      unit: unit as "month",
    }),
  ),
  word("tomorrow", () => ({ kind: "relative", unit: "day", back: -1 })),
  word("(?:the\\s+)?(?:next|coming|upcoming)[\\s_-]+(day|week|month|quarter|year)", (unit) => ({
    kind: "relative",
    unit: unitOf(unit),
    back: -1,
  })),
  word(
    `(?:the\\s+)?(?:last|past|previous|recent|trailing)[\\s_-]*${numberPattern}[\\s_-]*(days?|d|weeks?|wks?|w|months?|mos?|m|quarters?|q|years?|yrs?|y)`,
    (count, unit) => ({ kind: "rolling", count: readNumber(count ?? ""), unit: unitOf(unit) }),
  ),
  word(
    `(?:the\\s+)?(?:next|coming|following)[\\s_-]*${numberPattern}[\\s_-]*(days?|weeks?|months?|quarters?|years?)`,
    (count, unit) => ({ kind: "ahead", count: readNumber(count ?? ""), unit: unitOf(unit) }),
  ),
  word("(\\d{1,4})\\s?(days|d|weeks|w|months|m|years|y)", (count, unit) => ({
    kind: "rolling",
    count: Number(count),
    unit: unitOf(unit),
  })),
  word("(?:this|current)[\\s_-]+(day|week|month|quarter|year|wk|mth|mnth|mo|qtr|yr)", (unit) => ({
    kind: "relative",
    unit: unitOf(unit),
    back: 0,
  })),
  word("(?:the\\s+)?(?:last|previous)[\\s_-]+(day|week|month|quarter|year|wk|mth|mnth|mo|qtr|yr)", (unit) => ({
    kind: "relative",
    unit: unitOf(unit),
    back: 1,
  })),
  word("(?:over|during|within|in|for)\\s+the\\s+(?:last|past)\\s+year(?!\\s+and\\s+a\\s+half)", () => ({
    kind: "rolling",
    count: 1,
    unit: "year",
  })),
  word("(?:the\\s+)?past[\\s_-]+(day|week|month|quarter|year)", (unit) => ({
    kind: "rolling",
    count: 1,
    unit: unitOf(unit),
  })),
  word("twenty[\\s-]twenty[\\s-]?(one|two|three|four|five|six|seven|eight|nine)", (ones) => ({
    kind: "year",
    year: 2020 + readNumber(ones ?? ""),
  })),
  word("([mqy])td", (unit) => ({ kind: "to date", unit: unitOf(unit) as "month" })),
  word("(month|quarter|year)[\\s-]+to[\\s-]+date", (unit) => ({ kind: "to date", unit: unitOf(unit) as "month" })),
  word("(?:the\\s+)?same\\s+period\\s+(?:of\\s+)?last\\s+year", () => ({ kind: "same period last year" })),
  word(`q(\\d+)(?:[\\s-]*(?:of\\s+)?(?:fy\\s?)?(\\d{4}|(?:next|last|this)\\s+year))?`, (number, of) => ({
    kind: "quarter",
    year: year(of),
    number: Number(number),
  })),
  word("(next|last|this)\\s+year(?:'s)?\\s+(q|h)(\\d)", (of, unit, number) => ({
    kind: unit === "q" ? "quarter" : "half",
    year: of as "next" | "last" | "this",
    number: Number(number),
  })),
  word(`${yearPattern}[\\s-]*q(\\d+)`, (of, number) => ({ kind: "quarter", year: year(of), number: Number(number) })),
  word(`fy\\s?(\\d{4}|\\d{2})[\\s-]*q(\\d+)`, (of, number) => ({
    kind: "quarter",
    year: fullYear(of),
    number: Number(number),
  })),
  word(`(?:the\\s+)?(first|second|third|fourth)\\s+quarter(?:\\s+(?:of\\s+)?${yearWord})?`, (word, of) => ({
    kind: "quarter",
    year: year(of),
    number: ordinals.indexOf(word ?? "") + 1,
  })),
  word(`h(\\d+)(?:[\\s-]*(?:of\\s+)?(\\d{4}|(?:next|last|this)\\s+year))?`, (number, of) => ({
    kind: "half",
    year: year(of),
    number: Number(number),
  })),
  word(`${yearPattern}[\\s-]*h(\\d+)`, (of, number) => ({ kind: "half", year: year(of), number: Number(number) })),
  word(`(?:the\\s+)?(first|second)\\s+half(?:\\s+(?:of\\s+)?${yearWord})?`, (word, of) => ({
    kind: "half",
    year: year(of),
    number: ordinals.indexOf(word ?? "") + 1,
  })),
  word("(?:this|current)\\s+fiscal\\s+year", () => ({ kind: "fiscal year", year: "this" })),
  word("(?:last|previous)\\s+fiscal\\s+year", () => ({ kind: "fiscal year", year: "last" })),
  word("fy\\s?(\\d{4}|\\d{2})", (of) => ({ kind: "fiscal year", year: fullYear(of) })),
  word(yearPattern, (of) => ({ kind: "year", year: year(of) })),
  word(`${yearPattern}[-/.](\\d{1,2})`, (of, number) => ({ kind: "month", year: year(of), number: Number(number) })),
  word("((?:19|20)\\d{2})(0\\d|1[0-2])([0-3]\\d)", (of, month, day) => ({
    kind: "day",
    year: year(of),
    month: Number(month),
    day: Number(day),
  })),
  rule(`${yearPattern}[-/.](\\d{1,2})[-/.](\\d{1,2})(?![a-z0-9_=])`, (of, month, day) => ({
    kind: "day",
    year: year(of),
    month: Number(month),
    day: Number(day),
  })),
  word(`${yearPattern}[\\s-]*w(\\d{1,2})`, (of, number) => ({ kind: "week", year: year(of), number: Number(number) })),
  word(`w(?:eek\\s)?(\\d{1,2})(?:[\\s-]+${yearPattern})?`, (number, of) => ({
    kind: "week",
    year: year(of),
    number: Number(number),
  })),
  ...englishDates,
];
