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
  expect(again.of("slack", "U-boss")).toMatchObject({ language: "zh", picture: null, zone: null });
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

test("a zone is chosen by its name or by a city, and kept", async () => {
  expect((await chat.say(boss, "/settings zone=Europe/London")).result).toMatchObject({ zone: "Europe/London" });
  expect((await chat.say(boss, "/settings zone=new_york")).result).toMatchObject({ zone: "America/New_York" });
  expect((await chat.say(boss, "/设置 时区 北京")).result).toMatchObject({ zone: "Asia/Shanghai" });
  const again = await openPreferences(chat.parley.parts.state, () => new Date());
  expect(again.of("slack", "U-boss").zone).toBe("Asia/Shanghai");
  const refused = await chat.say(boss, "/settings zone=Atlantis");
  expect([refused.error?.code, refused.headline]).toEqual([
    "bad_option",
    "“Atlantis” is no time zone or city that I know",
  ]);
  expect((await chat.say(boss, "/settings zone=auto")).result).toMatchObject({ zone: "auto" });
});

test("pings and quiet hours are chosen within bounds, and outlive a restart", async () => {
  expect((await chat.say(boss, "/settings pings=2 quiet=20:00-08:00")).result).toMatchObject({
    ...{ pings: 2, quiet: "20:00–08:00" },
  });
  const again = await openPreferences(chat.parley.parts.state, () => new Date());
  expect(again.of("slack", "U-boss")).toMatchObject({ pings: 2, quiet: { from: "20:00", to: "08:00" } });
  for (const bad of ["pings=21", "pings=-1", "quiet=25:00-08:00", "quiet=8:00-8:00"]) {
    expect((await chat.say(boss, `/settings ${bad}`)).error?.code).toBe("bad_option");
  }
  expect((await chat.say(boss, "/settings quiet=off")).headline).toBe("No pings between: none, at any hour");
  await chat.say(boss, "/settings pings=auto quiet=auto");
  expect((await chat.say(boss, "/settings")).result).toMatchObject({ pings: "auto", quiet: "auto" });
});

test("amounts are shown in the currency chosen, with the rate and its day; the figures stay the company's", async () => {
  const before = await chat.say(boss, "/sales last week");
  expect((await chat.say(boss, "/settings currency=usd")).headline).toContain("USD");
  const after = await chat.say(boss, "/sales last week");
  expect(after.result).toEqual(before.result);
  expect(after.headline).toMatch(/\$[\d.]+k/);
  expect(after.headline).not.toContain("¥");
  const note = after.footnotes?.find((line) => line.startsWith("Amounts in USD")) ?? "";
  const rate = Number(/1 CNY = ([\d.]+) USD, the rate of \d+ \w+ 2026/.exec(note)?.[1]);
  const { revenue } = (before.result as { totals: { revenue: number } }).totals;
  const shown = Number(/\$([\d.]+)k/.exec(after.headline)?.[1]) * 1000;
  expect(Math.abs(shown / (revenue * rate) - 1)).toBeLessThan(0.01);
  const refused = await chat.say(boss, "/settings currency=XOF");
  expect([refused.error?.code, refused.headline]).toEqual(["bad_option", "I know no exchange rate from CNY to XOF"]);
  expect(refused.error?.hint).toContain("USD");
  await chat.say(boss, "/设置 货币 人民币");
  expect((await chat.say(boss, "/sales last week")).headline).toBe(before.headline);
});
