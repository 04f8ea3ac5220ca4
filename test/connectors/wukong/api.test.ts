import { afterEach, beforeEach, expect, test } from "vitest";
import connector from "#connectors/wukong/index.ts";
import { openMapping } from "#sync/mapping/open-mapping.ts";
import { alone } from "../alone.ts";
import type { Rig } from "../rig.ts";
import type { StubRequest } from "../stub/server.ts";
import openRig from "./rig.ts";

let rig: Rig;
let kept: Map<string, string>;
let seen: StubRequest[];
beforeEach(async () => {
  rig = await openRig();
  kept = new Map();
  seen = [];
  rig.use((request, next) => {
    seen.push(request);
    return next();
  });
});
afterEach(() => rig.cleanup());

async function opened(environment: Record<string, string> = {}, now = rig.now()) {
  const { of, mapped } = await openMapping(connector, null);
  const secrets = {
    get: async (key: string) => kept.get(key) ?? null,
    set: async (key: string, value: string) => void kept.set(key, value),
    delete: async (key: string) => void kept.delete(key),
  };
  const context = { ...alone, now, zone: "UTC", scratch: "", mapping: of, mapped, secrets };
  return connector.open(connector.config.parse({ ...rig.environment, ...environment }), context);
}
const logins = (): number => seen.filter(({ path }) => path === "/login").length;

test("a password that was refused is not tried again, neither in this opening nor in the next, for an hour", async () => {
  const wrong = { WUKONG_PASSWORD: "not-the-password" };
  for (let opening = 0; opening < 3; opening++) {
    const source = await opened(wrong);
    const [finding] = await source.check();
    expect(finding?.what).toContain("refused");
    expect(finding?.mend).toContain("WUKONG_PASSWORD");
  }
  expect(logins()).toBe(1);
  await (await opened(wrong, new Date(rig.now().getTime() + 61 * 60_000))).check();
  expect(logins()).toBe(2);
  expect((await (await opened()).check()).every(({ ok }) => ok)).toBe(true);
});

test("no page holds more than a hundred, and none past the first is asked for but for one second's records", async () => {
  const source = await opened();
  const ids = new Set<string>();
  for await (const { rows } of source.read?.("accounts", { lo: null, hi: rig.now() }, null) ?? []) {
    expect(rows.length).toBeLessThanOrEqual(100);
    for (const { id } of rows) ids.add(String(id));
  }
  expect(ids.size).toBe(260);
  const pages = seen.filter(rig.isPage("accounts")).map(({ body }) => body as { page: number; limit: number });
  expect(Math.max(...pages.map(({ page }) => page))).toBe(2);
  expect(new Set(pages.map(({ limit }) => limit))).toEqual(new Set([100]));
});

test("neither way without its variables", async () => {
  const { of, mapped } = await openMapping(connector, null);
  const context = { ...alone, now: rig.now(), zone: "UTC", scratch: "", mapping: of, mapped };
  await expect(connector.open({}, context)).rejects.toThrow("needs WUKONG_MYSQL_URL, or WUKONG_URL");
});
