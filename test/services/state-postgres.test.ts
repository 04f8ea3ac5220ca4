import { afterAll, beforeAll, expect, test } from "vitest";
import { openState } from "#store/state.ts";
import { openChat } from "../access/host-company.ts";
import { stateCases } from "../store/state-cases.ts";
import { type Cluster, openCluster } from "./postgres-cluster.ts";

let cluster: Cluster;
beforeAll(async () => {
  cluster = await openCluster();
});
afterAll(() => cluster?.remove());

test.each(await stateCases())("%s", async (_name, holds) => {
  const state = await openState(await cluster.database());
  try {
    await holds(state);
  } finally {
    await state.close();
  }
});

test("a company answers, remembers and restarts with it", async () => {
  const environment = { STATE_URL: await cluster.database(), SECRET_KEY: "0123456789abcdef", ADMINS: "slack:U1" };
  const boss = { id: "U1", name: "Boss" };
  const first = await openChat(environment);
  expect((await first.say(boss, "/sales last90d")).error).toBeUndefined();
  expect((await first.say(boss, "by region")).command).toContain("by region");
  await first.say(boss, "/settings language zh");
  await first.close();
  const again = await openChat(environment);
  const home = await again.host.home(boss);
  expect(home.locale).toBe("zh");
  expect(home.recent.some(({ value }) => value.includes("by region"))).toBe(true);
  expect((await again.say(boss, "/admin audit")).table?.rows.length).toBeGreaterThanOrEqual(3);
  await again.close();
});
