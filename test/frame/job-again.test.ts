import { afterAll, beforeAll, expect, test } from "vitest";
import { readOwners } from "#access/directory.ts";
import job from "#cli/job.ts";
import type { Door } from "#verb.ts";
import { demoParley } from "../demo-company.ts";

let demo: Awaited<ReturnType<typeof demoParley>>;
beforeAll(async () => {
  demo = await demoParley();
});
afterAll(() => demo.close());

/** What a job says as of an instant, to one person or to an administrator; without what the answer says of itself. */
async function said(as?: string): Promise<string> {
  const door = job.door as Door<object, { readonly text: string }>;
  const wanted = { name: "stalled-deals", locale: "en", at: "2026-11-16T09:00+08:00", ...(as ? { as } : {}) };
  const { text } = await door(demo.parley, wanted);
  return text.slice(text.indexOf("\n\n"));
}

test("a job says the same again as of an instant, and to one person what is theirs", async () => {
  const owners = await readOwners(demo.parley.parts.store);
  const people = owners.filter(({ active, managerKey, email }) => active && managerKey !== null && email !== null);
  const told = await Promise.all(people.slice(0, 8).map(({ email }) => said(email ?? "")));
  expect(new Set(told).size).toBeGreaterThan(1);
  expect(await said(people[0]?.email ?? "")).toBe(told[0]);
  await expect(said("nobody@example.com")).rejects.toMatchObject({ code: "unknown_user" });
});

test("what is no instant, and no argument, is refused", async () => {
  for (const wrong of [
    ["--at", "yesterday"],
    ["--option", "rule"],
  ])
    await expect(job.run(["stalled-deals", "--dry-run", ...wrong], {})).rejects.toMatchObject({ code: "usage" });
});
