import { mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openRoster, parseRoster } from "#access/roster.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "parley-roster-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("reads a spreadsheet's file, with comments, blank lines and columns in any order", () => {
  const text = "\uFEFFOwner,platform,user_id\r\nAnna@Company.com,Slack,U1\r\n\r\n# left in May\r\no-17,wecom,lilei\r\n";
  expect(parseRoster(text, "r.csv")).toEqual([
    { platform: "slack", userId: "U1", owner: "anna@company.com" },
    { platform: "wecom", userId: "lilei", owner: "o-17" },
  ]);
});

test("names every line that is wrong", () => {
  const text = "platform,user_id,owner\nslack,U1,a@x.cn\nslack,,b@x.cn\nslack,U1,c@x.cn\nwecom,w,\n";
  expect(() => parseRoster(text, "r.csv")).toThrow(
    "ROSTER_FILE r.csv: line 3: user_id is empty; line 4: slack:U1 is in line 2 already; line 5: owner is empty",
  );
  expect(() => parseRoster("who,owner\n", "r.csv")).toThrow("line 1: no column platform, user_id");
});

test("is read anew when it changes, and knows nobody while it cannot be read", async () => {
  const path = join(folder, "roster.csv");
  await writeFile(path, "platform,user_id,owner\nslack,U1,a@x.cn\n");
  const roster = openRoster(path);
  expect(await roster.ownerOf("slack", "U1")).toBe("a@x.cn");
  expect(await roster.ownerOf("wecom", "U1")).toBeNull();
  await writeFile(path, "platform,user_id,owner\nslack,U2,a@x.cn\n");
  await utimes(path, new Date(), new Date(Date.now() + 5_000));
  expect(await roster.ownerOf("slack", "U1")).toBeNull();
  expect(await roster.ownerOf("slack", "U2")).toBe("a@x.cn");
  await writeFile(path, "platform,user_id,owner\nslack,U2\n");
  await expect(roster.ownerOf("slack", "U2")).rejects.toThrow("line 2: owner is empty");
  await rm(path);
  await expect(roster.ownerOf("slack", "U2")).rejects.toThrow("cannot be read");
});

test("is nobody's without a file", async () => {
  expect(await openRoster(null).ownerOf("slack", "U1")).toBeNull();
});
