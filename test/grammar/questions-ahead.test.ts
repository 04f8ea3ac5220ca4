import { beforeAll, describe, expect, test } from "vitest";
import type { Command } from "#command.ts";
import type { GrammarContext } from "#grammar/context.ts";
import { understand } from "#grammar/understand.ts";
import { discoverUnits } from "#units.ts";
import { context, localeOf } from "./newcomer.ts";

let commands: ReadonlyMap<string, Command>;
beforeAll(async () => {
  ({ commands } = await discoverUnits());
});

// A Sunday in November: the running month is November, the running quarter the fourth.
const now = new Date("2026-11-22T12:00:00Z");
const read = (text: string, more: Partial<GrammarContext> = {}) =>
  understand(text, context({ commands, now, ...more }, localeOf(text)));

describe("what is to come", () => {
  test.each([
    ["what will we sell next month?", "/forecast last5y horizon=2 focus=end"],
    ["how much will we sell next quarter", "/forecast last5y grain=quarter horizon=2 focus=end"],
    ["what will revenue be in December", "/forecast last5y horizon=2 focus=end"],
    ["forecast for next week", "/forecast last5y grain=week horizon=2"],
    ["next 3 months revenue forecast", "/forecast revenue last5y horizon=4"],
    ["下个月能卖多少", "/forecast last5y horizon=2 focus=end"],
    ["下季度销售预测", "/forecast last5y grain=quarter horizon=2 focus=end"],
    ["本月能卖多少", "/forecast last5y horizon=1"],
    ["今年能完成多少", "/forecast last5y horizon=2"],
    ["明年订单数预测", "/forecast 订单数 last5y horizon=14"],
    ["未来三个月销售预测", "/forecast last5y horizon=4"],
    ["未来半年销售预测", "/forecast last5y horizon=7"],
    ["/forecast this month", "/forecast last5y horizon=1"],
    ["/forecast next month by region", "/forecast last5y by region horizon=2 focus=end"],
    ["/forecast Q1 2027", "/forecast last5y grain=quarter horizon=2 focus=end"],
    ["/forecast Q3", "/forecast last5y grain=quarter horizon=4 focus=end"],
    ["/forecast next month grain=week", "/forecast last5y grain=week horizon=7"],
    ["/forecast last year", "/forecast last year"],
    ["/forecast 2025", "/forecast 2025"],
  ])("%s → %s", async (text, expected) => {
    const question = await read(text);
    expect(question.text).toBe(expected);
    expect((await read(question.text)).options).toEqual(question.options);
  });
  test("the month after an as-of that is over is the first", async () => {
    expect((await read("/forecast next month as of 2026-10-31")).options).toMatchObject({ horizon: 1 });
    expect((await read("/forecast next month as of 2026-10-30")).options).toMatchObject({ horizon: 2 });
  });
  test("a follow-up looks as far as it says", async () => {
    const previous = await read("/forecast next month by region");
    const quarter = await read("next quarter?", { previous });
    expect(quarter.text).toBe("/forecast last5y by region grain=quarter horizon=2 focus=end");
    const months = await read("next 6 months", { previous: quarter });
    expect(months.text).toBe("/forecast last5y by region horizon=7");
  });
  test.each([
    "/sales next month",
    "/sales next 3 months",
    "/sales 未来三个月",
    "/clv next month",
    "/forecast tomorrow",
  ])("%s has not begun", async (text) => {
    await expect(read(text)).rejects.toMatchObject({ code: "bad_period" });
  });
  test("there is an end to it", async () => {
    await expect(read("/forecast next 200 years")).rejects.toMatchObject({ code: "bad_option" });
  });
});

describe("what a term means", () => {
  test.each([
    ["客单价是什么意思", "客单价"],
    ["客单价是什么意思？", "客单价"],
    ["什么是客单价", "客单价"],
    ["什么叫复购率？", "复购率"],
    ["客单价怎么算的？", "客单价"],
    ["毛利率的定义", "毛利率"],
    ["what does win rate mean?", "win rate"],
    ["有哪些口径", null],
  ])("%s → /define %s", async (text, subject) => {
    expect(await read(text)).toMatchObject({ command: "define", subject });
  });
  test.each([
    ["漏斗怎么用", "漏斗"],
    ["你好，怎么用", null],
  ])("%s → /help %s", async (text, subject) => {
    expect(await read(text)).toMatchObject({ command: "help", subject });
  });
});
