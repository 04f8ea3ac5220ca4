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
  test.each(["send it to lin@company.com", "at most 5 customers a day", "最多的5个客户"])("%s is none", (text) => {
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
});
