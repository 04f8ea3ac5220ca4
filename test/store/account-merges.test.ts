import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { accountMerges, forgetMerges, keepMerge } from "#store/state/account-merges.ts";
import { openState } from "#store/state.ts";
import type { State } from "#store.ts";

let folder: string;
let state: State;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "parley-merges-"));
  state = await openState(join(folder, "state.duckdb"));
});
afterEach(async () => {
  await state.close();
  await rm(folder, { recursive: true, force: true });
});

const by = { by: "Li", at: new Date("2026-01-02T03:04:05Z") };
const pairs = async () => (await accountMerges(state, "csv")).map(({ account, survivor }) => `${account}>${survivor}`);

test("keeps who counts as whom, by whom, source by source", async () => {
  await keepMerge(state, "csv", { survivor: "a", others: ["b", "c"], ...by });
  expect(await accountMerges(state, "csv")).toEqual([
    { account: "b", survivor: "a", ...by },
    { account: "c", survivor: "a", ...by },
  ]);
  expect(await accountMerges(state, "demo")).toEqual([]);
});

test("follows what was merged twice to its end, and lets the last word count", async () => {
  await keepMerge(state, "csv", { survivor: "b", others: ["c"], ...by });
  await keepMerge(state, "csv", { survivor: "a", others: ["b"], ...by });
  expect(await pairs()).toEqual(["b>a", "c>a"]);
  await keepMerge(state, "csv", { survivor: "b", others: ["a"], ...by });
  expect(await pairs()).toEqual(["a>b", "c>b"]);
});

test("forgets one, or all that was merged into one", async () => {
  await keepMerge(state, "csv", { survivor: "a", others: ["b", "c", "d"], ...by });
  await forgetMerges(state, "csv", ["c"]);
  expect(await pairs()).toEqual(["b>a", "d>a"]);
  await forgetMerges(state, "csv", ["a"]);
  expect(await pairs()).toEqual([]);
});
