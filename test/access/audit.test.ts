import { afterAll, beforeAll, expect, test } from "vitest";
import { type Chat, openChat } from "./host-company.ts";

let chat: Chat;
const boss = { id: "U-boss" };
beforeAll(async () => {
  chat = await openChat({ ADMINS: "slack:U-boss" });
});
afterAll(() => chat.close());

function entries(userId: string) {
  return chat.parley.parts.state.rows<Record<string, unknown>>(
    "SELECT action, text, command, outcome, code, place FROM audit WHERE user_id = $1 ORDER BY at, id",
    [userId],
  );
}

test("every question is in the audit log, however it was asked and ended", async () => {
  await chat.say(boss, "/sales last90d");
  await chat.say(boss, "/sales last90d", { kind: "action", action: "explain" });
  await chat.say(boss, "/sales last90d", { kind: "action", action: "share", audience: async () => [boss] });
  await chat.host.form("/sales last90d", boss);
  await chat.say(boss, "sales", { kind: "form", values: { period: "last30d" } });
  await chat.say(boss, "/sales region=nowhere");
  await chat.say(boss, "/sales 2001");
  const said = (await entries("U-boss")).map(({ action, outcome, code }) => `${action} ${outcome} ${code}`);
  expect(said.sort()).toEqual(
    [
      "ask answered null",
      "explain answered null",
      "share answered null",
      "edit answered null",
      "ask answered null",
      "ask refused unknown_value",
      "ask empty null",
    ].sort(),
  );
  await chat.say({ id: "stranger" }, "/sales last90d");
  expect(await entries("stranger")).toMatchObject([{ outcome: "refused", code: "not_linked", text: "/sales last90d" }]);
});

test("a failure is in it too, without its secrets", async () => {
  const { store } = chat.parley.parts;
  const { createDispatch } = await import("#dispatch.ts");
  const { fromAdministrator } = await import("../demo-company.ts");
  const broken = {
    ...store,
    view: () => {
      throw new Error("secret");
    },
  };
  await createDispatch({ ...chat.parley.parts, store: broken })(
    fromAdministrator("/sales last90d", { userId: "unlucky" }),
  );
  const found = await entries("unlucky");
  expect(found).toMatchObject([{ outcome: "failed", code: "internal" }]);
  expect(JSON.stringify(found)).not.toContain("secret");
});

test("administrators read it, of one person too; nobody else does", async () => {
  const all = await chat.say(boss, "/admin audit");
  expect(all.table?.rows.length).toBeGreaterThan(5);
  const { entries: of } = (await chat.say(boss, "/admin audit slack:stranger")).result as {
    entries: { user: string }[];
  };
  expect(of.map(({ user }) => user)).toEqual(["slack:stranger"]);
  const { owners } = chat.parley.directory;
  const rep = (await owners()).find(({ active, managerKey, email }) => active && managerKey !== null && email !== null);
  const refused = await chat.say({ id: "rep", email: rep?.email ?? "" }, "/admin audit");
  expect(refused.error?.code).toBe("forbidden");
});
