import { describe, expect, it } from "vitest";
import { readVariables } from "#config.ts";
import { appSettings, botSettings, webhookKeys } from "../../../src/platforms/wecom/config.ts";
import wecom from "../../../src/platforms/wecom/index.ts";
import { answerOf, pictureOf } from "../scripted-answers.ts";

const problems = (environment: Record<string, string>): string => {
  try {
    readVariables(wecom.config, environment);
    return "";
  } catch (error) {
    return (error as Error).message;
  }
};

describe("the configuration", () => {
  it("is any of three ways, and switched on by any of them", () => {
    expect(wecom.enabled({})).toBe(false);
    expect(wecom.enabled({ WECOM_PORT: "3003" })).toBe(false);
    for (const name of ["WECOM_BOT_ID", "WECOM_CORP_ID", "WECOM_WEBHOOKS", "WECOM_WEBHOOK_KEY"])
      expect(wecom.enabled({ [name]: "x" })).toBe(true);
    const all = readVariables(wecom.config, {
      ...{ WECOM_BOT_ID: "b", WECOM_BOT_SECRET: "s", WECOM_CORP_ID: "c", WECOM_AGENT_ID: "7", WECOM_APP_SECRET: "a" },
      WECOM_WEBHOOKS: "#one=abcdefgh-1, #two=https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=abcdefgh-2",
    });
    expect(botSettings(all)).toEqual({ id: "b", secret: "s" });
    expect(appSettings(all)).toEqual({ corpId: "c", agentId: 7, secret: "a", callback: null });
    expect([...webhookKeys(all)]).toEqual([
      ["#one", "abcdefgh-1"],
      ["#two", "abcdefgh-2"],
    ]);
  });

  it.each([
    [{ WECOM_BOT_ID: "b" }, /WECOM_BOT_SECRET is not set: .*智能机器人 → the bot → API 模式 → 长连接/],
    [{ WECOM_CORP_ID: "c" }, /WECOM_AGENT_ID is not set: .*应用管理[\s\S]*WECOM_APP_SECRET is not set/],
    [{ WECOM_AGENT_ID: "seven" }, /WECOM_AGENT_ID: expected the AgentId, a number/],
    [
      { WECOM_CALLBACK_TOKEN: "t", WECOM_BOT_ID: "b", WECOM_BOT_SECRET: "s" },
      /WECOM_ENCODING_AES_KEY is not set: .*接收消息/,
    ],
    [{ WECOM_ENCODING_AES_KEY: "short" }, /43 characters/],
    [{ WECOM_WEBHOOKS: "sales=abcdefgh" }, /expected #name=key/],
    [{ WECOM_WEBHOOK_KEY: "x" }, /expected the webhook's key/],
    [{ WECOM_PORT: "3003" }, /expected an AI bot/],
  ])("says where to find what is missing: %j", (environment, message) => {
    expect(problems(environment as Record<string, string>)).toMatch(message);
  });
});

it("shows what it would send, without sending and without the picture's bytes", async () => {
  const image = await pictureOf("preview", "214 at risk");
  const preview = wecom.preview?.(answerOf("preview", { image })) as Record<string, { msgtype: string }[]>;
  expect(preview.bot?.map(({ msgtype }) => msgtype)).toEqual(["stream", "template_card"]);
  expect(JSON.stringify(preview)).toContain("214 at risk");
  expect(JSON.stringify(preview)).toContain(`PNG, ${image.png.byteLength} bytes`);
  expect(preview.webhook?.[0]).toMatchObject({ msgtype: "markdown_v2" });
});
