import { beforeAll, describe, expect, test } from "vitest";
import type { Command } from "#command.ts";
import { understand } from "#grammar/understand.ts";
import { discoverUnits } from "#units.ts";
import { context, localeOf } from "./newcomer.ts";

let commands: ReadonlyMap<string, Command>;
beforeAll(async () => {
  ({ commands } = await discoverUnits());
});

const usual = new Set<unknown>(["created", "ordered", false]);
const meant = async (text: string) => {
  const { command, by, options } = await understand(text, context({ commands }, localeOf(text)));
  const asked = Object.entries(options).filter(([, value]) => !usual.has(value));
  return [`/${command}`, ...by, ...asked.map(([name, value]) => `${name}=${value}`)].join(" ");
};

describe("questions about leads, teams and funnels in one's own words", () => {
  test.each([
    ["how many leads came in last month", "/leads"],
    ["leads by source last quarter", "/leads source"],
    ["which owner answers leads fastest", "/leads owner"],
    ["上个月有多少线索", "/leads"],
    ["上季度的线索 按来源", "/leads source"],
    ["上季度线索转化率", "/leads"],
    ["哪个负责人的线索转化最好", "/leads owner"],
    ["who performs best this quarter", "/team"],
    ["team performance last quarter", "/team"],
    ["win rate by owner last quarter", "/team owner"],
    ["本季度团队业绩", "/team"],
    ["上季度业绩排名", "/team"],
    ["谁的业绩最好", "/team"],
    ["本季度谁达标了", "/team"],
    ["赢单率 按团队", "/team team"],
    ["/team last quarter signed", "/team basis=signed"],
    ["/团队业绩 上季度 回款", "/team basis=回款"],
    ["where do deals leak", "/funnel"],
    ["上季度漏斗 按区域", "/funnel region"],
    ["/funnel last quarter full", "/funnel full=true"],
    ["/funnel open", "/funnel basis=open"],
    ["/funnel this quarter closing", "/funnel basis=closing"],
  ])("%s → %s", async (text, expected) => {
    expect(await meant(text)).toBe(expected);
  });
});
