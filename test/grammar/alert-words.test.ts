import { expect, test } from "vitest";
import { alertText, readAlert, type SpokenAlert } from "#grammar/alert-words.ts";

const plain: SpokenAlert = {
  ...{ metric: "", kind: null, direction: "either", amount: null, grain: null, yearAgo: false },
  ...{ coolDownDays: null, hysteresis: null, narrowing: "", to: "me", money: null },
};
const amount = (value: number, percent = false) => ({ value, percent });

const said: readonly (readonly [string, Partial<SpokenAlert>])[] = [
  ["revenue below 100k", { metric: "revenue", kind: "below", amount: amount(100_000) }],
  ["revenue falls below ¥1.5m weekly", { metric: "revenue", kind: "below", amount: amount(1.5e6), grain: "week" }],
  ["win-rate changed by 10%", { metric: "win-rate", kind: "changed", amount: amount(0.1, true) }],
  [
    "orders down by 20% vs yoy monthly",
    { metric: "orders", kind: "changed", direction: "down", amount: amount(0.2, true), yearAgo: true, grain: "month" },
  ],
  [
    "leads anomalous region=华东 daily to channel",
    { metric: "leads", kind: "anomalous", narrowing: "region=华东", grain: "day", to: "channel" },
  ],
  [
    'tell me when nps is above 40 by region owner="李 雷"',
    { metric: "nps", kind: "above", amount: amount(40), narrowing: 'owner="李 雷" by region' },
  ],
  [
    "units over 1,000 cooldown=14d hysteresis=10%",
    { metric: "units", kind: "above", amount: amount(1000), coolDownDays: 14, hysteresis: 0.1 },
  ],
  [
    "revenue below 7240000 weekly money=cny",
    { metric: "revenue", kind: "below", amount: amount(7_240_000), grain: "week", money: "CNY" },
  ],
  ["销售额 低于10万", { metric: "销售额", kind: "below", amount: amount(100_000) }],
  ["销售额低于1.2亿每月", { metric: "销售额", kind: "below", amount: amount(1.2e8), grain: "month" }],
  ["赢单率变化超过10%", { metric: "赢单率", kind: "changed", amount: amount(0.1, true) }],
  [
    "订单数下降超过20% 同比 每周",
    { metric: "订单数", kind: "changed", direction: "down", amount: amount(0.2, true), yearAgo: true, grain: "week" },
  ],
  [
    "线索数异常 区域=华东 每天 发到本群",
    { metric: "线索数", kind: "anomalous", narrowing: "区域=华东", grain: "day", to: "channel" },
  ],
  [
    "当 客单价 高于 ５００ 时提醒我 按区域",
    { metric: "客单价", kind: "above", amount: amount(500), narrowing: "按区域" },
  ],
  ["revenue", { metric: "revenue" }],
  ["below 5", { kind: "below", amount: amount(5) }],
];

test.each(said)("reads %s", (text, meant) => {
  expect(readAlert(text)).toEqual({ ...plain, ...meant });
});

test.each(said)("its fixed form of %s reads the same", (text) => {
  const spoken = readAlert(text);
  expect(readAlert(alertText(spoken))).toEqual({ ...spoken, to: "me" });
});
