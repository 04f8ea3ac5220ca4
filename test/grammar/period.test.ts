import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Calendar } from "#calendar.ts";
import { UserError } from "#errors.ts";
import { bucketStarts, grainFor } from "#grammar/buckets.ts";
import { addDays, businessDay, daysBetween, startOfDay } from "#grammar/days.ts";
import { addUnits, unitStart } from "#grammar/fiscal.ts";
import { parsePeriod, previousPeriod, yearAgo } from "#grammar/period.ts";
import { createWords } from "#locales/words.ts";

const words = createWords("en", "CNY");
const shanghai: Calendar = { zone: "Asia/Shanghai", weekStart: 1, fiscalYearStart: 1, seasons: {} };

function parse(text: string, asOf = "2026-11-22", calendar = shanghai) {
  return parsePeriod(text, { calendar, asOf, words });
}

function dates(text: string, asOf?: string, calendar?: Calendar) {
  const { from, to } = parse(text, asOf, calendar);
  return [from, to];
}

// Dates worked out by hand for Sunday, 22 November 2026.
describe("periods in English", () => {
  test.each([
    ["today", "2026-11-22", "2026-11-23"],
    ["yesterday", "2026-11-21", "2026-11-22"],
    ["the day before yesterday", "2026-11-20", "2026-11-21"],
    ["week before last", "2026-11-02", "2026-11-09"],
    ["the month before last", "2026-09-01", "2026-10-01"],
    ["quarter before last", "2026-04-01", "2026-07-01"],
    ["year before last", "2024-01-01", "2025-01-01"],
    ["last90d", "2026-08-25", "2026-11-23"],
    ["LAST 90 Days", "2026-08-25", "2026-11-23"],
    ["last1d", "2026-11-22", "2026-11-23"],
    ["last12w", "2026-08-31", "2026-11-23"],
    ["last6m", "2026-05-23", "2026-11-23"],
    ["last three months", "2026-08-23", "2026-11-23"],
    ["last2y", "2024-11-23", "2026-11-23"],
    ["mtd", "2026-11-01", "2026-11-23"],
    ["qtd", "2026-10-01", "2026-11-23"],
    ["ytd", "2026-01-01", "2026-11-23"],
    ["this week", "2026-11-16", "2026-11-23"],
    ["last week", "2026-11-09", "2026-11-16"],
    ["last month", "2026-10-01", "2026-11-01"],
    ["last quarter", "2026-07-01", "2026-10-01"],
    ["last year", "2025-01-01", "2026-01-01"],
    ["yday", "2026-11-21", "2026-11-22"],
    ["the past year and a half", "2025-05-23", "2026-11-23"],
    ["last year's Q3", "2025-07-01", "2025-10-01"],
    ["Q3 of last year", "2025-07-01", "2025-10-01"],
    ["January last year", "2025-01-01", "2025-02-01"],
    ["the 1st to the 15th of November", "2026-11-01", "2026-11-16"],
    ["nov 1-15, 2025", "2025-11-01", "2025-11-16"],
    ["Q3", "2026-07-01", "2026-10-01"],
    ["Q3 2025", "2025-07-01", "2025-10-01"],
    ["2025Q3", "2025-07-01", "2025-10-01"],
    ["H1", "2026-01-01", "2026-07-01"],
    ["FY26", "2026-01-01", "2026-11-23"],
    ["2025", "2025-01-01", "2026-01-01"],
    ["2025-06", "2025-06-01", "2025-07-01"],
    ["2025-W32", "2025-08-04", "2025-08-11"],
    ["2020-W53", "2020-12-28", "2021-01-04"],
    ["2025-06-01..2025-08-31", "2025-06-01", "2025-09-01"],
    ["2025-01..2025-03", "2025-01-01", "2025-04-01"],
    ["since 2025-06-01", "2025-06-01", "2026-11-23"],
    ["2026-11-01..2026-12-31", "2026-11-01", "2026-11-23"],
    ["June 2025", "2025-06-01", "2025-07-01"],
  ])("%s", (text, from, to) => expect(dates(text)).toEqual([from, to]));
});

describe("periods in Chinese", () => {
  test.each([
    ["今天", "2026-11-22", "2026-11-23"],
    ["昨天", "2026-11-21", "2026-11-22"],
    ["前天", "2026-11-20", "2026-11-21"],
    ["上上周", "2026-11-02", "2026-11-09"],
    ["上上个星期", "2026-11-02", "2026-11-09"],
    ["上上个月", "2026-09-01", "2026-10-01"],
    ["上上季度", "2026-04-01", "2026-07-01"],
    ["近90天", "2026-08-25", "2026-11-23"],
    ["近９０天", "2026-08-25", "2026-11-23"],
    ["最近三个月", "2026-08-23", "2026-11-23"],
    ["近半年", "2026-05-23", "2026-11-23"],
    ["近一年", "2025-11-23", "2026-11-23"],
    ["近十二周", "2026-08-31", "2026-11-23"],
    ["本周", "2026-11-16", "2026-11-23"],
    ["上周", "2026-11-09", "2026-11-16"],
    ["本月", "2026-11-01", "2026-11-23"],
    ["上月", "2026-10-01", "2026-11-01"],
    ["上个月", "2026-10-01", "2026-11-01"],
    ["本季度", "2026-10-01", "2026-11-23"],
    ["上季度", "2026-07-01", "2026-10-01"],
    ["今年", "2026-01-01", "2026-11-23"],
    ["年初至今", "2026-01-01", "2026-11-23"],
    ["去年", "2025-01-01", "2026-01-01"],
    ["去年同期", "2025-01-01", "2025-11-23"],
    ["三季度", "2026-07-01", "2026-10-01"],
    ["第三季度", "2026-07-01", "2026-10-01"],
    ["2025年三季度", "2025-07-01", "2025-10-01"],
    ["去年三季度", "2025-07-01", "2025-10-01"],
    ["前三季度", "2026-01-01", "2026-10-01"],
    ["2025年6月", "2025-06-01", "2025-07-01"],
    ["２０２５年６月", "2025-06-01", "2025-07-01"],
    ["6月18日", "2026-06-18", "2026-06-19"],
    ["12月", "2025-12-01", "2026-01-01"],
    ["上半年", "2026-01-01", "2026-07-01"],
    ["去年前三季度", "2025-01-01", "2025-10-01"],
    ["下半年", "2026-07-01", "2026-11-23"],
    ["2025年6月1日至8月31日", "2025-06-01", "2025-09-01"],
    ["2025年6月1日以来", "2025-06-01", "2026-11-23"],
    ["618", "2026-06-01", "2026-06-19"],
    ["双11", "2026-11-01", "2026-11-12"],
    ["去年双十一", "2025-11-01", "2025-11-12"],
    ["国庆", "2026-10-01", "2026-10-08"],
    // Lunar New Year's Day 2025: 29 January (Hong Kong Observatory).
    ["2025年春节", "2025-01-28", "2025-02-05"],
  ])("%s", (text, from, to) => expect(dates(text)).toEqual([from, to]));
});

describe("the calendar's settings", () => {
  const april: Calendar = { ...shanghai, fiscalYearStart: 4 };
  test("quarters, halves and FY follow the fiscal year, plain years do not", () => {
    expect(dates("FY26", "2026-11-22", april)).toEqual(["2025-04-01", "2026-04-01"]);
    expect(dates("2026Q1", "2026-11-22", april)).toEqual(["2025-04-01", "2025-07-01"]);
    expect(dates("Q1", "2026-11-22", april)).toEqual(["2026-04-01", "2026-07-01"]);
    expect(dates("Q4", "2026-11-22", april)).toEqual(["2026-01-01", "2026-04-01"]);
    expect(dates("2025", "2026-11-22", april)).toEqual(["2025-01-01", "2026-01-01"]);
  });
  test("weeks begin on the configured day", () => {
    const sunday: Calendar = { ...shanghai, weekStart: 7 };
    expect(dates("this week", "2026-11-22", sunday)).toEqual(["2026-11-22", "2026-11-23"]);
    expect(dates("last week", "2026-11-22", sunday)).toEqual(["2026-11-15", "2026-11-22"]);
    expect(dates("2025-W32", "2026-11-22", sunday)).toEqual(["2025-08-03", "2025-08-10"]);
  });
  test("configured seasons are named, and beat the built-in ones", () => {
    const own: Calendar = {
      ...shanghai,
      seasons: { 店庆: [{ from: "12-20", to: "01-05" }], 双11: [{ from: "10-20", to: "11-11" }] },
    };
    expect(dates("店庆", "2026-11-22", own)).toEqual(["2025-12-20", "2026-01-06"]);
    expect(dates("双11 2025", "2026-11-22", own)).toEqual(["2025-10-20", "2025-11-12"]);
  });
});

describe("comparison", () => {
  const previous = (text: string, asOf?: string) => {
    const { from, to } = previousPeriod(parse(text, asOf), shanghai);
    return [from, to];
  };
  const lastYear = (text: string, asOf?: string) => {
    const { from, to } = yearAgo(parse(text, asOf), shanghai);
    return [from, to];
  };
  test("a complete period's previous one ends where it begins", () => {
    expect(previous("last quarter")).toEqual(["2026-04-01", "2026-07-01"]);
    expect(previous("last90d")).toEqual(["2026-05-27", "2026-08-25"]);
    expect(previous("2026-03", "2026-11-22")).toEqual(["2026-02-01", "2026-03-01"]);
  });
  test("a running period compares with equally many elapsed days", () => {
    expect(previous("this month")).toEqual(["2026-10-01", "2026-10-23"]);
    expect(previous("ytd")).toEqual(["2025-01-01", "2025-11-23"]);
    expect(lastYear("Q4")).toEqual(["2025-10-01", "2025-11-23"]);
  });
  test("elapsed days stop at the end of a shorter month", () => {
    expect(previous("mtd", "2026-03-31")).toEqual(["2026-02-01", "2026-03-01"]);
  });
  test("a year before 29 February is 28 February", () => {
    expect(lastYear("2024-02-29")).toEqual(["2023-02-28", "2023-03-01"]);
    expect(lastYear("2024-02")).toEqual(["2023-02-01", "2023-03-01"]);
  });
  test("weeks go back 52 weeks, Spring Festival to last year's", () => {
    expect(lastYear("2025-W32")).toEqual(["2024-08-05", "2024-08-12"]);
    expect(lastYear("春节")).toEqual(["2025-01-28", "2025-02-05"]);
  });
});

describe("impossible periods", () => {
  test.each([
    ["Q5", "2026Q4"],
    ["2025-02-30", "2025-02-28"],
    ["2025-13", "2025-12"],
    ["2025-08-31..2025-06-01", "2025-06-01..2025-08-31"],
    ["2030", "last90d"],
    ["last0d", "last1d"],
    ["2025-W60", "2025-W52"],
    ["nonsense", "last90d"],
  ])("%s → %s", (text, nearest) => {
    expect(() => parse(text)).toThrow(UserError);
    try {
      parse(text);
    } catch (error) {
      expect(error).toMatchObject({ code: "bad_period", hint: expect.stringContaining(nearest) });
    }
  });
});

describe("days and zones", () => {
  test("a day begins when its clocks say so, also where midnight is skipped or the hour is a half one", () => {
    expect(startOfDay("2026-03-08", "America/New_York").toISOString()).toBe("2026-03-08T05:00:00.000Z");
    expect(startOfDay("2026-03-09", "America/New_York").toISOString()).toBe("2026-03-09T04:00:00.000Z");
    expect(startOfDay("2026-10-04", "Australia/Lord_Howe").toISOString()).toBe("2026-10-03T13:30:00.000Z");
    expect(startOfDay("2026-10-05", "Australia/Lord_Howe").toISOString()).toBe("2026-10-04T13:00:00.000Z");
    // Chile's clocks go from 24:00 to 01:00: the day of 6 September 2026 begins at 01:00 (-03:00).
    expect(startOfDay("2026-09-06", "America/Santiago").toISOString()).toBe("2026-09-06T04:00:00.000Z");
  });
  test("an instant belongs to the business's own day", () => {
    expect(businessDay(new Date("2026-11-21T16:00:00Z"), "Asia/Shanghai")).toBe("2026-11-22");
    expect(businessDay(new Date("2026-11-21T15:59:59Z"), "Asia/Shanghai")).toBe("2026-11-21");
  });
});

describe("buckets", () => {
  test("every day of a period lies in exactly one", () => {
    expect(bucketStarts(parse("2025-06-11..2025-08-02"), "month", shanghai)).toEqual([
      "2025-06-01",
      "2025-07-01",
      "2025-08-01",
    ]);
    expect(bucketStarts(parse("this week"), "day", shanghai)).toHaveLength(7);
    expect(bucketStarts(parse("2025"), "quarter", { ...shanghai, fiscalYearStart: 2 })[0]).toBe("2024-11-01");
  });
  test("buckets follow one another without gaps, at most 124 of them at the fitting grain", () => {
    const day = fc.integer({ min: 0, max: 7000 }).map((count) => addDays("2005-01-01", count));
    const calendars = fc.record({
      weekStart: fc.integer({ min: 1, max: 7 }),
      fiscalYearStart: fc.integer({ min: 1, max: 12 }),
    });
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 4000 }), calendars, (from, length, settings) => {
        const calendar = { ...shanghai, ...settings };
        const to = addDays(from, length);
        const grain = grainFor({ from, to });
        const starts = bucketStarts({ from, to }, grain, calendar);
        expect(starts.length).toBeLessThanOrEqual(124);
        expect((starts[0] ?? "9") <= from).toBe(true);
        for (const [index, start] of starts.entries()) {
          expect(addUnits(start, 1, grain)).toBe(starts[index + 1] ?? addUnits(start, 1, grain));
          expect(unitStart(start, grain, calendar)).toBe(start);
        }
        expect(addUnits(starts.at(-1) ?? "", 1, grain) >= to).toBe(true);
      }),
    );
  });
  test("the grain fits the length", () => {
    expect(
      ["last7d", "last31d", "last90d", "last2y", "last5y", "last20y"].map((text) => grainFor(parse(text))),
    ).toEqual(["day", "day", "week", "month", "quarter", "year"]);
  });
});

const zones = ["America/New_York", "Europe/London", "Australia/Lord_Howe", "Asia/Shanghai"];
const anyCalendar = fc.record({
  zone: fc.constantFrom(...zones),
  weekStart: fc.integer({ min: 1, max: 7 }),
  fiscalYearStart: fc.integer({ min: 1, max: 12 }),
  seasons: fc.constant({}),
});
const anyDay = fc.integer({ min: 0, max: 3652 }).map((count) => addDays("2020-01-01", count));
const anyPeriod = fc.oneof(
  fc.constantFrom(
    "today",
    "yesterday",
    "mtd",
    "qtd",
    "ytd",
    "本周",
    "上周",
    "本月",
    "上月",
    "上季度",
    "今年",
    "去年",
    "去年同期",
  ),
  fc.constantFrom(
    "Q1",
    "Q2",
    "Q3",
    "Q4",
    "H1",
    "H2",
    "June",
    "12月",
    "上半年",
    "下半年",
    "春节",
    "618",
    "双11",
    "W10",
    "2月29日",
  ),
  fc.tuple(fc.integer({ min: 1, max: 400 }), fc.constantFrom("d", "w")).map(([count, unit]) => `last${count}${unit}`),
  fc.tuple(fc.integer({ min: 1, max: 18 }), fc.constantFrom("m", "y")).map(([count, unit]) => `last${count}${unit}`),
  fc.integer({ min: 2010, max: 2019 }).map((year) => `${year}Q2`),
  fc.integer({ min: 1, max: 52 }).map((week) => `2019-W${week}`),
);

describe("any period", () => {
  test("is whole days up to the as-of, and its name names it again", () => {
    fc.assert(
      fc.property(anyPeriod, anyDay, anyCalendar, (text, asOf, calendar) => {
        const period = parse(text, asOf, calendar);
        expect(period.from < period.to && period.to <= addDays(asOf, 1)).toBe(true);
        expect(period.start).toEqual(startOfDay(period.from, calendar.zone));
        expect(period.end).toEqual(startOfDay(period.to, calendar.zone));
        expect(businessDay(new Date(period.end.getTime() - 1), calendar.zone)).toBe(addDays(period.to, -1));
        expect(parse(period.name, asOf, calendar)).toEqual(period);
      }),
      { numRuns: 300 },
    );
  });
  test("has a previous one that ends where it begins, or has equally many days when running", () => {
    fc.assert(
      fc.property(anyPeriod, anyDay, anyCalendar, (text, asOf, calendar) => {
        const period = parse(text, asOf, calendar);
        const previous = previousPeriod(period, calendar);
        expect(previous.from < previous.to && previous.to <= period.from).toBe(true);
        if (period.running) {
          expect(daysBetween(previous.from, previous.to)).toBeLessThanOrEqual(daysBetween(period.from, period.to));
        } else if (!/^(春节|618|双11)/.test(period.name)) {
          expect(previous.to).toBe(period.from);
        }
        if (period.step.unit === "day") {
          expect(daysBetween(previous.from, previous.to)).toBe(daysBetween(period.from, period.to));
        }
      }),
      { numRuns: 300 },
    );
  });
});
