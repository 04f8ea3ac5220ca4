import { beforeAll, describe, expect, test } from "vitest";
import type { Command } from "#command.ts";
import { understand } from "#grammar/understand.ts";
import { discoverUnits } from "#units.ts";
import { context, localeOf } from "./newcomer.ts";

let commands: ReadonlyMap<string, Command>;
beforeAll(async () => {
  ({ commands } = await discoverUnits());
});

const meant = async (text: string) => {
  const { command, subject, period } = await understand(text, context({ commands }, localeOf(text)));
  return [`/${command}`, subject, command === "define" ? null : period.name].filter((part) => part !== null).join(" ");
};

describe("questions about key figures, hours and definitions in one's own words", () => {
  test.each([
    ["how are we doing", "/kpi last month"],
    ["show me the key figures of last quarter", "/kpi last quarter"],
    ["kpis this month", "/kpi this month"],
    ["上月经营指标", "/kpi last month"],
    ["看板", "/kpi last month"],
    ["本月经营情况怎么样", "/kpi this month"],
    ["when do customers buy", "/peak last90d"],
    ["peak hours last year", "/peak last year"],
    ["客户什么时候买得最多", "/peak last90d"],
    ["近一年的下单高峰", "/peak last1y"],
    ["how do we define win rate", "/define win rate"],
    ["definition of revenue", "/define revenue"],
    ["怎么定义复购率", "/define 复购率"],
    ["/口径 老客占比", "/define 老客占比"],
    ["/define revenue", "/define revenue"],
    ["/define orders", "/define orders"],
    ["/define active", "/define active"],
    ["/define 流失", "/define 流失"],
    ["/define attribution", "/define attribution"],
    ["/define NPS", "/define NPS"],
  ])("%s → %s", async (text, expected) => {
    expect(await meant(text)).toBe(expected);
  });
});
