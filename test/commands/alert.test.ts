import { afterAll, beforeAll, expect, test } from "vitest";
import { readOwners } from "#access/directory.ts";
import { type Chat, openChat } from "../access/host-company.ts";

let chat: Chat;
let anna: { id: string; name: string; email: string };
let ben: { id: string; name: string; email: string };

beforeAll(async () => {
  chat = await openChat({ ADMINS: "slack:U-boss" });
  const owners = await readOwners(chat.parley.parts.store);
  const managers = new Set(owners.map(({ managerKey }) => managerKey));
  const reps = owners.filter(({ active, email, key }) => active && email !== null && !managers.has(key));
  const person = (id: string, at: number) => ({ id, name: reps[at]?.name ?? "", email: reps[at]?.email ?? "" });
  [anna, ben] = [person("U1", 0), person("U2", 1)];
}, 120_000);
afterAll(() => chat.close());

test("an alert is set, listed, and stopped by its number; nobody else sees it", async () => {
  expect((await chat.say(anna, "/alert")).headline).toBe("You have no alerts");
  const made = await chat.say(anna, "/alert revenue below 5k weekly");
  expect(made.headline).toMatch(
    /^I will tell you: Revenue below ¥5k, looked at every week\. I look at it next on Mon,? 23 Nov/,
  );
  expect(made.insights?.[0]).toMatch(/last quarter/);
  await chat.say(anna, "/预警 线索数 异常 每天", { user: { ...anna, locale: "zh" } } as never);
  const listed = await chat.say(anna, "/alert");
  expect(listed.headline).toBe("You have 2 alerts");
  const rules = listed.table?.cells.map((row) => row[1]) ?? [];
  expect([...rules].sort()).toEqual(["Leads unusual, looked at every day", "Revenue below ¥5k, looked at every week"]);
  expect((await chat.say(ben, "/alert")).result).toEqual({ alerts: [] });
  expect((await chat.say(ben, "/alert stop 1")).error?.code).toBe("no_alert");
  const stopped = await chat.say(anna, listed.buttons[rules[0]?.startsWith("Revenue") ? 0 : 1]?.value ?? "");
  expect(stopped.headline).toBe("Stopped: Revenue below ¥5k, looked at every week");
  expect((await chat.say(anna, "/alert")).headline).toBe("You have 1 alert");
  expect((await chat.say(anna, "/alert stop 7")).error?.hint).toMatch(/lists yours/);
});

test("what an alert lacks is said with an example, and a filter that there is not is refused", async () => {
  expect((await chat.say(anna, "/alert revenue")).error).toMatchObject({ code: "bad_alert" });
  expect((await chat.say(anna, "/alert below 5")).headline).toBe("Which number should I watch?");
  expect((await chat.say(anna, "/alert happiness below 5")).error?.code).toBe("unknown_indicator");
  expect((await chat.say(anna, "/alert revenue below 5 region=Atlantis")).error?.code).toBe("unknown_value");
  expect((await chat.say(anna, "/alert")).headline).toBe("You have 1 alert");
});

test("each sees their own numbers: an alert by owner names nobody else", async () => {
  const own = await chat.say(anna, "/alert check orders above 0 by owner");
  expect(own.error).toBeUndefined();
  expect(JSON.stringify(own)).toContain(anna.name);
  expect(JSON.stringify(own)).not.toContain(ben.name);
});
