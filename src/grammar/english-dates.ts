import { type Rule, rule, type Span, type YearWord } from "./span.ts";

/** What follows must not go on with the word or the date. */
const boundary = "(?![a-z0-9_=]|[-./]\\d)";

/** A rule that matches whole words only. */
export function word(source: string, read: Rule["read"]): Rule {
  return rule(source + boundary, read);
}

/** A year in four digits. */
export const yearPattern = "((?:19|20|21)\\d{2})";
/** A year in digits or words; `year` reads either. */
export const yearWord = "((?:19|20|21)\\d{2}|(?:next|last|this)\\s+year)";

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

function monthOf(word: string | undefined): number {
  return months.findIndex((name) => name.startsWith((word ?? "?").slice(0, 3))) + 1;
}

/** A year in digits, or by a word that stands for one. */
export function year(text: string | undefined): YearWord {
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

/** Months and days of them in English. The longest match wins, not the first. */
export const englishDates: readonly Rule[] = [
  word(
    `(?:the\\s+)?(?:first|1st)\\s+of\\s+${monthPattern}|${monthPattern}\\s+(?:first|1st|the\\s+first)`,
    (before, behind) => ({
      kind: "day",
      year: null,
      month: monthOf(before ?? behind),
      day: 1,
    }),
  ),
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
