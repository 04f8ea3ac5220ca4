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
  const { command, by, options } = await understand(text, context({ commands }, localeOf(text)));
  return [`/${command}`, ...by, ...Object.values(options).filter((value) => value === "auto" || value === "自动")].join(
    " ",
  );
};

describe("questions about customers in one's own words", () => {
  test.each([
    ["who is about to leave?", "/churn"],
    ["which customers are at risk", "/churn"],
    ["哪些客户要流失了", "/churn"],
    ["谁快流失了", "/churn"],
    ["流失预警 按区域", "/churn region"],
    ["what are our customers worth", "/clv"],
    ["customer lifetime value by region", "/clv region"],
    ["客户终身价值", "/clv"],
    ["how concentrated is our revenue", "/pareto"],
    ["二八分析", "/pareto"],
    ["销售额集中度", "/pareto"],
    ["what is bought together", "/basket"],
    ["哪些产品经常一起买", "/basket"],
    ["哪些商品搭配购买", "/basket"],
    ["客户生命周期", "/lifecycle"],
    ["show me the customer lifecycle by region", "/lifecycle region"],
    ["customer segmentation by industry", "/segment industry"],
    ["客户分群", "/segment"],
    ["sales by segment last 90 days", "/sales segment"],
    ["/segment 自动", "/segment 自动"],
    ["/segment auto", "/segment auto"],
    ["tell me about Acme", "/customer"],
    ["what should I offer Acme", "/recommend"],
    ["给华星科技推荐什么", "/recommend"],
    ["华星科技的客户画像", "/customer"],
  ])("%s → %s", async (text, expected) => {
    expect(await meant(text)).toBe(expected);
  });
});
