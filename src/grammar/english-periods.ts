import { readNumber } from "./fold.ts";
import { type Rule, rule, type Span, type Unit, type YearWord } from "./span.ts";

/** What follows must not go on with the word or the date. */
const boundary = "(?![a-z0-9_=]|[-./]\\d)";

function word(source: string, read: Rule["read"]): Rule {
  return rule(source + boundary, read);
}

const months = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];
const monthPattern = `(${months.map((name) => `${name}|${name.slice(0, 3)}`).join("|")}|sept)\\.?`;
const numberPattern = "(\\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)";
const yearPattern = "((?:19|20|21)\\d{2})";
const yearWord = "((?:19|20|21)\\d{2}|(?:next|last|this)\\s+year)";
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

function monthOf(word: string | undefined): number {
  return months.findIndex((name) => name.startsWith((word ?? "?").slice(0, 3))) + 1;
}

function year(text: string | undefined): YearWord {
  if (text === undefined) return null;
  return text.startsWith("next")
    ? "next"
    : text.startsWith("last")
      ? "last"
      : text.startsWith("this")
        ? "this"
        : Number(text);
}

/** Days of one month, the last included. */
function daysOf(month: number, first: string | undefined, last: string | undefined, of: YearWord): Span {
  const day = (text: string | undefined): Span => ({ kind: "day", year: of, month, day: Number(text) });
  return { kind: "range", from: day(first), to: day(last) };
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
  word("today", () => ({ kind: "relative", unit: "day", back: 0 })),
  word("yesterday|yday|ystd|yest|yesterdays?", () => ({ kind: "relative", unit: "day", back: 1 })),
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
  word(
    `(?:the\\s+)?(?:first|1st)\\s+of\\s+${monthPattern}|${monthPattern}\\s+(?:first|1st|the\\s+first)`,
    (before, behind) => ({
      kind: "day",
      year: null,
      month: monthOf(before ?? behind),
      day: 1,
    }),
  ),
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
  word(
    `(?<!(?:we|they|you|i|he|she|it|who|which|that|there|customers|clients|accounts|deals|members|what)\\s+(?=may))${monthPattern}(?!\\s+i\\b)(?:,?\\s+(?:of\\s+)?${yearWord})?`,
    (name, of) => ({
      kind: "month",
      year: year(of),
      number: monthOf(name),
    }),
  ),
  word(`${monthPattern}\\s+(\\d{1,2})(?:st|nd|rd|th)?(?:,?\\s+${yearPattern})?`, (name, day, of) => ({
    kind: "day",
    year: year(of),
    month: monthOf(name),
    day: Number(day),
  })),
  word(
    `(?:from\\s+)?(?:the\\s+)?(\\d{1,2})(?:st|nd|rd|th)?(?:\\s*-\\s*|\\s+(?:to|through|until|till)\\s+)(?:the\\s+)?(\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?${monthPattern}(?:,?\\s+${yearPattern})?`,
    (first, last, name, of) => daysOf(monthOf(name), first, last, year(of)),
  ),
  word(
    `${monthPattern}\\s+(?:the\\s+)?(\\d{1,2})(?:st|nd|rd|th)?(?:\\s*-\\s*|\\s+(?:to|through|until|till)\\s+)(?:the\\s+)?(\\d{1,2})(?:st|nd|rd|th)?(?:,?\\s+${yearPattern})?`,
    (name, first, last, of) => daysOf(monthOf(name), first, last, year(of)),
  ),
  word(`(\\d{1,2})(?:st|nd|rd|th)?\\s+${monthPattern}(?:,?\\s+${yearPattern})?`, (day, name, of) => ({
    kind: "day",
    year: year(of),
    month: monthOf(name),
    day: Number(day),
  })),
];
