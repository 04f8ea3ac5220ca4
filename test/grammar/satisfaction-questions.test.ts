import { beforeAll, describe, expect, test } from "vitest";
import type { Command } from "#command.ts";
import { understand } from "#grammar/understand.ts";
import { discoverUnits } from "#units.ts";
import { context, localeOf } from "./newcomer.ts";

let commands: ReadonlyMap<string, Command>;
beforeAll(async () => {
  ({ commands } = await discoverUnits());
});

describe("questions about satisfaction in one's own words", () => {
  test.each([
    ["客户满意度怎么样", ""],
    ["上季度各区域NPS", "region"],
    ["客户为什么不满意", ""],
    ["投诉最多的是什么", ""],
    ["客户反馈如何", ""],
    ["why are customers unhappy", ""],
    ["what do customers complain about", ""],
    ["how satisfied are our customers?", ""],
    ["customer satisfaction last quarter by region", "region"],
    ["nps by owner", "owner"],
  ])("%s", async (text, by) => {
    const question = await understand(text, context({ commands }, localeOf(text)));
    expect([question.command, ...question.by].join(" ")).toBe(["satisfaction", ...(by === "" ? [] : [by])].join(" "));
  });
});
