import { expect, it } from "vitest";
import type { Home } from "#platform.ts";
import { openSlack } from "./open.ts";
import { spokenWithControls } from "./seen.ts";

const ask = (value: string) => ({ action: "ask" as const, label: value, value });
const home = async (): Promise<Home> => ({
  about: ["You see the whole company.", "Data as of 22 Nov 2026 <fresh>"],
  recent: [ask("/rfm last90d")],
  suggested: [ask("/kpi"), ask("/sales")],
  subscriptions: ["Weekly digest → #sales"],
  locale: "en",
});

it("shows who one is, how fresh the data are, questions, subscriptions, and every group's menu", async () => {
  const { event, deeds, called, server } = await openSlack(undefined, { changes: { home } });
  await event(deeds.opened(server.user("dana")));
  const { body } = await called("views.publish");
  expect(body).toMatchObject({ user_id: server.user("dana"), brokenLimits: [] });
  const text = spokenWithControls(body.view.blocks);
  for (const part of ["whole company", "<fresh>", "/rfm last90d", "/kpi", "Weekly digest → #sales", "Customers"])
    expect(text).toContain(part);
  expect(text).toContain("Customer profile");
});

it("stays within Slack's limits however much there is", async () => {
  const many = Array.from({ length: 60 }, (_, at) => ask(`/rfm last${at}d ${"x".repeat(100)}`));
  const lines = Array.from({ length: 200 }, (_, at) => `Digest ${at} ${"y".repeat(80)}`);
  const rich = async (): Promise<Home> => ({ ...(await home()), recent: many, subscriptions: lines });
  const { event, deeds, called, server } = await openSlack(undefined, { changes: { home: rich } });
  await event(deeds.opened(server.user("dana")));
  expect((await called("views.publish")).body.brokenLimits).toEqual([]);
});

it("answers its buttons in the direct message, and says so at once", async () => {
  const { interact, deeds, called, server, host } = await openSlack(undefined, { changes: { home } });
  const dana = server.user("dana");
  await interact(deeds.pressAtHome(dana, "parley.ask.0", "/kpi"));
  const { body } = await called("chat.postMessage");
  expect(body.channel).toBe(await deeds.direct(dana));
  expect(host.asked[0]).toMatchObject({ kind: "action", action: "ask", text: "/kpi", where: { private: true } });
  const says =
    (text: string) =>
    ({ view }: Record<string, any>) =>
      JSON.stringify(view).includes(text);
  await called("views.publish", says("The answer comes as a direct message"));
  await called("views.publish", says("The answer is in our direct message"));
});

it("a menu's choice asks its command", async () => {
  const { interact, deeds, server, host } = await openSlack(undefined, { changes: { home } });
  await interact(deeds.pressAtHome(server.user("dana"), "parley.menu.customers", "=/rfm"));
  await server.until(() => host.asked[0]);
  expect(host.asked[0]).toMatchObject({ action: "ask", text: "/rfm" });
});
