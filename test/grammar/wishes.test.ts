import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { administrator } from "#access/asker.ts";
import { ownWish } from "#grammar/own-wishes.ts";
import { recurringIn } from "#grammar/recurring.ts";
import type { Parley } from "#parley.ts";
import { demoParley } from "../demo-company.ts";
import { say } from "./labelled.ts";

describe("a question to be answered again and again", () => {
  test.each([
    ["send me revenue every tuesday at 8", "weekly Tue 8:00", "revenue"],
    ["every working day 7:30 open deals please", "every weekday 7:30", "open deals please"],
    ["email me this on the 3rd of every month", "monthly 3 9:00", ""],
    ["9am every friday: leads by source", "weekly Fri 9:00", "leads by source"],
    ["每周三下午两点半发我回款情况", "weekly Wed 14:30", "回款情况"],
    ["每月十五号早上8点推送漏斗", "monthly 15 8:00", "漏斗"],
    ["每天晚上8点给我发今天的销售", "daily 20:00", "今天的销售"],
  ])("%s", (text, cadence, question) => {
    expect(recurringIn(text)).toEqual({ cadence, question });
  });
  test.each([
    "sales every month this year",
    "average revenue per day",
    "which day of the week sells best",
    "每天卖多少",
    "每个月的销量",
    "最多每天提醒我3次",
    "don't ping me every day from 10pm to 8am",
    "晚上九点以后单子多不多",
    "show me sales on Monday",
    "what were sales on Monday at 10am?",
    "send me revenue for each month",
    "give me orders every day",
    "发我每个月的销售额",
  ])("%s is asked once", (text) => {
    expect(recurringIn(text)).toBeNull();
  });
});

describe("a wish about Parley's own ways", () => {
  test.each([
    ["at most 5 reminders a day", "settings", "pings=5"],
    ["每天别超过两条消息", "settings", "pings=2"],
    ["quiet from 9pm to 7am", "settings", "quiet=21:00-07:00"],
    ["i'm lin, lin@company.com", "link", "lin@company.com"],
    ["我的邮箱是 wei.han@company.cn", "link", "wei.han@company.cn"],
  ])("%s", (text, command, words) => {
    expect(ownWish(text)).toEqual({ command, words });
  });
  test.each([
    "每天最多发十五条消息",
    "at most twenty-five messages a day",
    "哪个仓库每天发货不超过5个",
    "客户邮箱 bob@acme.com 买过什么",
    "send it to lin@company.com",
    "at most 5 customers a day",
    "最多的5个客户",
  ])("%s is none", (text) => {
    expect(ownWish(text)).toBeNull();
  });
});

describe("in the demo company", () => {
  let parley: Parley;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ parley, close } = await demoParley());
  });
  afterAll(() => close());
  const understood = async (text: string) => (await say(text, undefined, administrator, parley)).text;

  test.each([
    ["warn me when daily orders fall below 20", "/alert orders below 20 daily"],
    ["华南的月度回款低于100万就通知我", '/alert "回款 below 1000000 region=华南 monthly"'],
    ["let me know if leads look strange", "/alert leads anomalous"],
    ["每周五下午5点发我本周的线索", "/subscribe weekly Fri 17:00 /leads this week"],
    ["running late, sorry: revenue last month", "/sales last month"],
    ["客户在楼下等我，上个月华东卖了多少", "/sales last month region=华东"],
    ["driftwood fods", '/customer "driftwood foods"'],
    ["revenue after national day", "/sales since 2026-10-08"],
    ["sales in the 2 weeks before national day", "/sales 2026-09-17..2026-09-30"],
    ["revenue in july and august", "/sales 2026-07-01..2026-08-31"],
    ["营收 圣诞到元旦", "/sales 2025-12-24..2026-01-03"],
  ])("%s", async (text, question) => {
    expect((await understood(text)).slice(0, question.length)).toBe(question);
  });

  test.each([
    "don't alert me if revenue drops below 500k",
    "销售额低于50万不用提醒我",
    "tell me about customers with revenue above 100k",
    "tell me if revenue fell below 1m last month",
    "告诉我上个月销售额超过100万的区域有哪些",
  ])("%s sets no alert", async (text) => {
    expect(await understood(text).catch(() => "asked back")).not.toMatch(/^\/alert (?!list)/);
  });

  test.each([
    "sales last month, Shangai",
    "上月销售额 沃尔玛",
    "revenue this year, freebies left out",
    "上个月销售额 小王",
  ])("%s is not asked for the whole", async (text) => {
    expect(await understood(text).catch(() => "asked back")).not.toMatch(/^\/sales (?:last month|this year)$/);
  });

  test("months set against each other are not summed", async () => {
    expect(await understood("对比7月和8月的销售额")).not.toContain("2026-07-01..2026-08-31");
  });

  test("a sentence that repeats itself is read at once", async () => {
    const began = process.cpuUsage();
    await understood(`每天9点发我${"同样的".repeat(80)}x`).catch(() => "");
    for (const said of [`${"看".repeat(60)}x`, `往前${"一个月".repeat(60)}x`]) {
      await say(said, "/sales last month", administrator, parley).catch(() => "");
    }
    expect(process.cpuUsage(began).user / 1e6).toBeLessThan(10);
  });
});
