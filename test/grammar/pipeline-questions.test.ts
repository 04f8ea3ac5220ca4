import { beforeAll, describe, expect, test } from "vitest";
import type { Command } from "#command.ts";
import { discover } from "#discover.ts";
import { understand } from "#grammar/understand.ts";
import { context, localeOf } from "./newcomer.ts";

let commands: ReadonlyMap<string, Command>;
beforeAll(async () => {
  commands = await discover<Command>(new URL("../../commands/", import.meta.url));
});

const meant = async (text: string) => {
  const { command, by, period } = await understand(text, context({ commands }, localeOf(text)));
  return [`/${command}`, ...by, period.name].join(" ");
};

describe("questions about deals, money and the pool in one's own words", () => {
  test.each([
    ["show me the pipeline", "/pipeline today"],
    ["open deals by owner", "/pipeline owner today"],
    ["pipeline since 2026-09-01", "/pipeline since 2026-09-01"],
    ["在跟商机", "/pipeline today"],
    ["近30天商机变动", "/pipeline last30d"],
    ["停滞商机 按负责人", "/pipeline owner today"],
    ["who owes us money", "/collections this quarter"],
    ["collections last quarter", "/collections last quarter"],
    ["上季度回款率", "/collections last quarter"],
    ["哪些客户欠款逾期", "/collections this quarter"],
    ["应收账款账龄", "/collections this quarter"],
    ["customer pool", "/pool last90d"],
    ["哪些客户快掉公海了", "/pool last90d"],
    ["公海客户", "/pool last90d"],
  ])("%s → %s", async (text, expected) => {
    expect(await meant(text)).toBe(expected);
  });
});
