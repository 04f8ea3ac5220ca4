import { z } from "zod";
import type { Calendar } from "#calendar.ts";
import type { Asked, GrammarContext } from "#grammar/context.ts";
import { createWords } from "#locales/words.ts";
import type { Locale } from "#messages.ts";

function asked(en: string, zh: string, aliases: string[], rest: Partial<Asked> = {}): Asked {
  const [first = en.toLowerCase()] = aliases;
  return {
    title: { en, zh },
    aliases,
    examples: [{ en: `/${en.toLowerCase().replace(/ .*/, "")} last90d`, zh: `/${first} 近90天` }],
    period: "last90d",
    narrows: "orders",
    ...rest,
  };
}

/** Commands of every shape, for trying the grammar. */
export const commands = new Map<string, Asked>([
  [
    "rfm",
    asked("RFM", "客户分层", ["客户分层"], {
      period: "last365d",
      options: z.object({ scheme: z.enum(["5", "8", "3", "fixed"]).default("5") }),
    }),
  ],
  ["sales", asked("Sales", "销售", ["销售"], { compare: "prev", groupings: 2 })],
  [
    "funnel",
    asked("Funnel", "漏斗", ["漏斗"], {
      narrows: "opportunities",
      options: z.object({ basis: z.enum(["created", "open", "closing"]).default("created") }),
    }),
  ],
  [
    "campaign",
    asked("Campaign results", "营销效果", ["营销效果", "活动效果", "渠道效果"], {
      narrows: "campaign_members",
      options: z.object({
        attribution: z.enum(["first", "last", "linear", "position", "decay"]).default("last"),
        sort: z.enum(["roi", "revenue", "cost"]).optional(),
      }),
    }),
  ],
  [
    "forecast",
    asked("Forecast", "预测", ["预测"], {
      period: "last2y",
      options: z.object({
        grain: z.enum(["month", "week"]).default("month"),
        horizon: z.coerce.number().int().min(1).max(36).default(6),
      }),
      groupings: 1,
      subject: "optional",
    }),
  ],
  ["team", asked("Team", "团队业绩", ["团队业绩", "龙虎榜"], { period: "this quarter", narrows: "opportunities" })],
  [
    "customer",
    asked("Customer", "客户画像", ["客户画像"], {
      period: null,
      narrows: "accounts",
      groupings: 0,
      subject: "required",
    }),
  ],
  [
    "why",
    asked("Why", "原因分析", ["原因分析", "为什么", "波动分析"], {
      period: "last month",
      compare: "prev",
      subject: "required",
    }),
  ],
  ["subscribe", asked("Subscribe", "订阅", ["订阅"], { period: null, narrows: null, subject: "required" })],
  ["help", asked("Help", "帮助", ["帮助"], { period: null, narrows: null, subject: "optional" })],
]);

export const values: Readonly<Record<string, readonly string[]>> = {
  region: ["华东", "华南", "华北", "East", "North East", "North West", "West"],
  channel: ["Web", "门店", "Partner", "抖音"],
  source: ["Web", "Referral", "展会"],
  owner: ["Anna Smith", "Anna Jones", "李雷", "韩梅梅"],
  team: ["East team", "一组"],
  product: ["Chair", "Chain", "Lamp"],
  stage: ["Qualified", "Proposal"],
};

export const calendar: Calendar = { zone: "Asia/Shanghai", weekStart: 1, fiscalYearStart: 1, seasons: {} };

export function context(more: Partial<GrammarContext> = {}, locale: Locale = "en"): GrammarContext {
  return {
    commands,
    calendar,
    now: new Date("2026-11-22T04:00:00Z"),
    words: createWords(locale, "CNY"),
    valuesOf: (dimension) => values[dimension] ?? [],
    me: { name: "李雷", team: "一组" },
    ...more,
  };
}
