import { readNumber } from "./fold.ts";
import { type Rule, rule, type Unit, type YearWord } from "./span.ts";

const numberPattern = "(\\d+|[一二两三四五六七八九十百]+)";
const yearPattern = "(?:(\\d{4}|\\d{2}(?=\\s*年))\\s*年?\\s*|(今年|本年|去年|上年|前年|明年|来年))?";
const units: Readonly<Record<string, Unit>> = {
  天: "day",
  日: "day",
  周: "week",
  星期: "week",
  月: "month",
  季: "quarter",
  季度: "quarter",
  年: "year",
};

function year(digits: string | undefined, word: string | undefined): YearWord {
  if (digits !== undefined) return Number(digits) < 100 ? 2000 + Number(digits) : Number(digits);
  if (word === undefined) return null;
  if (/[明来]年/.test(word)) return "next";
  return word === "前年" ? "before last" : /去年|上年/.test(word) ? "last" : "this";
}

/** 五 → 5, one digit of a year that is read out. */
function digitOf(character: string): number {
  return character === "〇" ? 0 : readNumber(character);
}

function relative(words: string, unit: Unit, back: number): Rule {
  return rule(`(?:${words})`, () => ({ kind: "relative", unit, back }));
}

/** Periods in Chinese. The longest match wins, not the first. */
export const chinesePeriods: readonly Rule[] = [
  relative("今天|今日|当天", "day", 0),
  relative("昨天|昨日", "day", 1),
  relative("本周|这周|这一周|本星期|这个?星期|这个?礼拜", "week", 0),
  relative("上周|上一周|上个?星期|上个?礼拜", "week", 1),
  relative("本月份?|这个月|当月", "month", 0),
  relative("上个?月份?|上一个月", "month", 1),
  relative("本季度?|这个?季度?|当季度?", "quarter", 0),
  relative("上一?个?季度?", "quarter", 1),
  relative("(?:今年|本年)?(?:全年|一整年|整年)|今年度?|本年度?|这一?年", "year", 0),
  relative("去年(?:全年|一整年|整年)?度?|上一?年度?", "year", 1),
  rule("(上)?(?:这|本)?(?:周|星期|礼拜)([一二三四五六日天])(?!线|定|家|转|边|报|末|度|季)", (last, day) => ({
    kind: "weekday",
    day: "一二三四五六日".indexOf(day === "天" ? "日" : (day ?? "")) + 1,
    of: last === undefined ? "latest" : "last week",
  })),
  rule("上个(?:周|星期|礼拜)([一二三四五六日天])(?!线|定|家|转|边|报|末|度|季)", (day) => ({
    kind: "weekday",
    day: "一二三四五六日".indexOf(day === "天" ? "日" : (day ?? "")) + 1,
    of: "last week",
  })),
  rule("(?:最近|近|过去|这)?\\s*(?:的\\s*)?(?:一年半|1年半)", () => ({ kind: "rolling", count: 18, unit: "month" })),
  rule("(?:最近|近|过去|这)\\s*几天", () => ({ kind: "rolling", count: 7, unit: "day" })),
  rule("(?:最近|近|过去|这)\\s*几个?(?:周|星期|礼拜)", () => ({ kind: "rolling", count: 4, unit: "week" })),
  rule("(?:最近|近|过去|这)\\s*几个?月", () => ({ kind: "rolling", count: 3, unit: "month" })),
  rule("(?:最近|近|过去)\\s*(?:的\\s*)?(?:一个?季度?|一季)", () => ({ kind: "rolling", count: 3, unit: "month" })),
  relative("前天|前日", "day", 2),
  relative("上上一?个?(?:周|星期|礼拜)", "week", 2),
  relative("上上一?个?月份?", "month", 2),
  relative("上上一?个?季度?", "quarter", 2),
  relative("明天|明日", "day", -1),
  relative("下一?个?(?:周|星期|礼拜)", "week", -1),
  relative("下一?个?月份?", "month", -1),
  relative("下一?个?季度?", "quarter", -1),
  relative("明年(?:全年|一整年|整年)?度?|来年|下一?年度?", "year", -1),
  rule(`(?:最近|近|过去)\\s*(?:的|这)?\\s*${numberPattern}\\s*个?\\s*(天|日|周|星期|月|季度|季|年)`, (count, unit) => ({
    kind: "rolling",
    count: readNumber(count ?? ""),
    unit: units[unit ?? ""] ?? "day",
  })),
  rule(
    `(?:未来|接下来|今后|往后)\\s*(?:的\\s*)?${numberPattern}\\s*个?\\s*(天|日|周|星期|月|季度|季|年)`,
    (count, unit) => ({ kind: "ahead", count: readNumber(count ?? ""), unit: units[unit ?? ""] ?? "day" }),
  ),
  rule(`这${numberPattern}(?:个(?=[周星月季])|(?!月))(天|周|星期|月|季度|年)(?!里?面?每)`, (count, unit) =>
    count === "一" ? null : { kind: "rolling", count: readNumber(count ?? ""), unit: units[unit ?? ""] ?? "day" },
  ),
  rule("(?:未来|接下来|今后|往后)\\s*(?:的\\s*)?半年", () => ({ kind: "ahead", count: 6, unit: "month" })),
  rule(`${yearPattern}的?(?:前三个?|一到三|一至三)季度`, (digits, word) => ({
    kind: "range",
    from: { kind: "quarter", year: year(digits, word) ?? "this", number: 1 },
    to: { kind: "quarter", year: year(digits, word) ?? "this", number: 3 },
  })),
  rule("(?:最近|近|过去)\\s*半年", () => ({ kind: "rolling", count: 6, unit: "month" })),
  rule("(?:最近|近|过去)\\s*半个?月", () => ({ kind: "rolling", count: 15, unit: "day" })),
  rule(
    "(?:年初至今|年初到现在|年初到今天|今年到(?:现在|今天|目前)(?:为止)?|今年(?:到)?目前为止|年初以来|开年以来|开年到现在|(?:今年|本年)(?:以来|至今|累计)|年累计)",
    () => ({ kind: "to date", unit: "year" }),
  ),
  rule("(?:季初至今|(?:本|这个?)季度?(?:以来|至今|累计|到目前(?:为止)?|到现在(?:为止)?|到今天))", () => ({
    kind: "to date",
    unit: "quarter",
  })),
  rule("(?:月初至今|月初到现在|(?:本月|这个月)(?:以来|至今|累计|到目前(?:为止)?|到现在(?:为止)?|到今天))", () => ({
    kind: "to date",
    unit: "month",
  })),
  rule("(?:去年|上年)的?同期", () => ({ kind: "same period last year" })),
  rule(`${yearPattern}的?第?(\\d+|[一二三四五六七八九十]+)季度?(?!节)`, (digits, word, number) => ({
    kind: "quarter",
    year: year(digits, word),
    number: readNumber(number ?? ""),
  })),
  rule(`${yearPattern}的?q(\\d+)(?:季度)?`, (digits, word, number) => ({
    kind: "quarter",
    year: year(digits, word),
    number: Number(number),
  })),
  rule(`${yearPattern}的?(上|下)半年`, (digits, word, half) => ({
    kind: "half",
    year: year(digits, word),
    number: half === "上" ? 1 : 2,
  })),
  rule("(?:(\\d{4})\\s*年)(?!龄|代)度?", (digits) => ({ kind: "year", year: Number(digits) })),
  rule("(\\d{2})年(?!龄|代|级|内|以|前|后|来)度?", (digits) => ({ kind: "year", year: 2000 + Number(digits) })),
  rule("(二[零〇]|一九)([零〇一二三四五六七八九]{2})年度?", (century, digits) => ({
    kind: "year",
    year: Number((century === "一九" ? "19" : "20") + [...(digits ?? "")].map(digitOf).join("")),
  })),
  rule("前年", () => ({ kind: "year", year: "before last" })),
  rule("(?:本|今年?|这个?)财年", () => ({ kind: "fiscal year", year: "this" })),
  rule("(?:上一?个?|去年?)财年", () => ({ kind: "fiscal year", year: "last" })),
  rule("(\\d{4})\\s*财年", (digits) => ({ kind: "fiscal year", year: Number(digits) })),
  rule(`${yearPattern}的?(\\d{1,2}|[一二三四五六七八九十]+)月份?`, (digits, word, number) => ({
    kind: "month",
    year: year(digits, word),
    number: readNumber(number ?? ""),
  })),
  rule(
    `${yearPattern}的?(\\d{1,2}|[一二三四五六七八九十]+)月(\\d{1,2}|[一二三四五六七八九十]+)[日号]`,
    (digits, word, month, day) => ({
      kind: "day",
      year: year(digits, word),
      month: readNumber(month ?? ""),
      day: readNumber(day ?? ""),
    }),
  ),
  rule(
    `${yearPattern}的?(\\d{1,2}|[一二三四五六七八九十]+)月?份?\\s*(?:到|至|-|~)\\s*(\\d{1,2}|[一二三四五六七八九十]+)月份?(?!\\d)`,
    (digits, word, from, to) => ({
      kind: "range",
      from: { kind: "month", year: year(digits, word), number: readNumber(from ?? "") },
      to: { kind: "month", year: year(digits, word), number: readNumber(to ?? "") },
    }),
  ),
  rule(`${yearPattern}的?第${numberPattern}周`, (digits, word, number) => ({
    kind: "week",
    year: year(digits, word),
    number: readNumber(number ?? ""),
  })),
];
