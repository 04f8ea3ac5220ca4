import { afterAll, beforeAll, expect, test } from "vitest";
import { readOwners } from "#access/directory.ts";
import { type Chat, openChat } from "./host-company.ts";

let chat: Chat;
let anna: { id: string; name: string; email: string };
const boss = { id: "U-boss", name: "Boss" };

beforeAll(async () => {
  chat = await openChat({ ADMINS: "slack:U-boss" });
  const owners = await readOwners(chat.parley.parts.store);
  const found = owners.find(({ active, email, managerKey }) => active && email !== null && managerKey !== null);
  anna = { id: "U1", name: found?.name ?? "", email: found?.email ?? "" };
}, 120_000);
afterAll(() => chat.close());

const told = () => chat.sent.filter(({ target }) => target === "U-boss");

test("every answer with data can be doubted; the administrator gets who, what, and a command with fixed dates", async () => {
  const asked = await chat.say(anna, "/sales last30d by region");
  const button = asked.buttons.find(({ value }) => value.startsWith("/wrong"));
  expect(button).toMatchObject({ label: "Is this number wrong?", value: `/wrong ${asked.id}` });
  expect(asked.buttons.length).toBeLessThanOrEqual(6);

  const thanked = await chat.say(anna, button?.value ?? "");
  expect(thanked.headline).toMatch(/^Thank you/);
  expect(thanked.form).toMatchObject({ command: `wrong ${asked.id}`, fields: [{ name: "rest" }] });
  await expect.poll(() => told().length).toBe(1);
  const command = "/sales 2026-10-24..2026-11-22 by region as of 2026-11-22";
  const notice = told()[0]?.answer;
  for (const part of [anna.name, asked.id, "/sales last30d by region", command])
    expect(notice?.headline).toContain(part);
  expect(notice?.buttons.map(({ value }) => value)).toEqual([command, "/admin wrong"]);

  const again = await chat.say(anna, command);
  expect(again.result).toEqual(asked.result);
});

test("a reason is passed on, and listed with the doubt for administrators alone", async () => {
  const asked = await chat.say(anna, "/kpi");
  const user = { ...anna, locale: "zh" as const };
  await chat.say(user, `/wrong ${asked.id}`);
  const said = await chat.say(user, `wrong ${asked.id}`, { kind: "form", values: { rest: "财务账上是420万" } });
  expect(said.headline).toMatch(/原因已转达/);
  const listed = await chat.say(boss, "/admin wrong");
  expect(listed.headline).toBe("2 numbers are doubted");
  expect(JSON.stringify(listed.table?.cells)).toContain("财务账上是420万");
  expect((await chat.say(anna, "/admin wrong")).error?.code).toBe("forbidden");
});

test("what nobody answered cannot be doubted, and nobody is told", async () => {
  const before = told().length;
  expect((await chat.say(anna, "/wrong 0123456789")).error?.code).toBe("no_answer");
  expect((await chat.say(anna, "/wrong")).headline).toMatch(/^Press/);
  expect(told().length).toBe(before);
});
