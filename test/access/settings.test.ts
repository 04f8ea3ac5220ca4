import { afterAll, beforeAll, expect, test } from "vitest";
import { openPreferences } from "#access/preferences.ts";
import { type Chat, openChat } from "./host-company.ts";

let chat: Chat;
const boss = { id: "U-boss", locale: "en" as const };
beforeAll(async () => {
  chat = await openChat({ ADMINS: "slack:U-boss" });
});
afterAll(() => chat.close());

test("a language chosen beats the platform's, in every answer and on the front page, and outlives a restart", async () => {
  expect((await chat.say(boss, "/help")).locale).toBe("en");
  expect((await chat.say(boss, "/settings language=zh")).headline).toBe("今后使用中文回答");
  expect((await chat.say(boss, "/help")).locale).toBe("zh");
  expect((await chat.host.home(boss)).locale).toBe("zh");
  const again = await openPreferences(chat.parley.parts.state, () => new Date());
  expect(again.of("slack", "U-boss")).toEqual({ language: "zh", picture: null });
  expect(again.of("wecom", "U-boss").language).toBeNull();
  expect((await chat.say({ id: "U-other", locale: "en" }, "/help")).locale).toBe("en");
  await chat.say(boss, "/设置 语言 自动");
  expect((await chat.say(boss, "/help")).locale).toBe("en");
});

test("pictures can be left out; what they say stays", async () => {
  const off = await chat.say(boss, "/settings picture off");
  expect(off.result).toMatchObject({ picture: "off" });
  const { image, alt, table } = await chat.say(boss, "/sales last90d by region");
  expect([image, typeof alt, table?.rows.length]).toEqual([undefined, "string", expect.any(Number)]);
  await chat.say(boss, "/settings picture=on");
  expect((await chat.say(boss, "/sales last90d by region")).image?.png.byteLength).toBeGreaterThan(10_000);
});

test("offers what is not set as buttons, and refuses what it does not know", async () => {
  const { buttons } = await chat.say(boss, "/settings");
  expect(buttons.map(({ value }) => value)).toEqual([
    ...["/settings language=zh", "/settings language=en", "/settings picture=off"],
  ]);
  expect((await chat.say(boss, "/settings volume loud")).error?.code).toBe("bad_option");
});
