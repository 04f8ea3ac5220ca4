import { afterAll, beforeAll, expect, test } from "vitest";
import type { Landing, Store } from "#store.ts";
import { everything, folder, open } from "./company.ts";

let store: Store;
let remove: () => Promise<void>;
beforeAll(async () => {
  const home = await folder();
  remove = home.remove;
  store = await open(home.path, { memoryLimit: "512MB" });
});
afterAll(async () => {
  await store.close();
  await remove();
});

const setting = "SELECT current_setting('memory_limit') AS memory";
const whole = "488.2 MiB";
const part = "137.3 MiB";

async function toQuestions(): Promise<string | undefined> {
  const [row] = await store.view(everything).select(setting, {}, { memory: "text" });
  return row?.memory;
}
const limit = async (landing: Landing): Promise<unknown> => (await landing.rows(setting))[0]?.memory;

/** Holds all its rows in one list, which cannot be put on the disk meanwhile. */
const listing = (rows: number): string => `SELECT len(list(range)) AS n FROM range(${rows})`;

const bulk = { source: "test", fingerprint: null, bulk: true };

test("bulk loads take a part of the memory, questions meanwhile all of it", async () => {
  await store.load(bulk, async (landing) => {
    expect(await limit(landing)).toBe(part);
    expect(await toQuestions()).toBe(whole);
    const [row] = await store.view(everything).select(listing(8_000_000), {}, { n: "integer" });
    expect(row).toEqual({ n: 8_000_000 });
    await expect.poll(() => limit(landing)).toBe(part);
  });
  expect(await store.collect(limit, { bulk: true })).toBe(part);
  expect(await store.collect(limit)).toBe(whole);
  expect(await toQuestions()).toBe(whole);
});

test("a bulk load for which the part is too little is done again in all of it", async () => {
  const limits: unknown[] = [];
  await store.load(bulk, async (landing) => {
    limits.push(await limit(landing));
    await landing.run("CREATE TABLE data.once AS SELECT 1 AS x");
    await landing.run(listing(8_000_000));
  });
  expect(limits).toEqual([part, whole]);
  expect(await toQuestions()).toBe(whole);
});

test("one that fails for another reason, or for which all of it is too little, fails", async () => {
  let times = 0;
  const load = (work: (landing: Landing) => Promise<void>) =>
    store.load(bulk, async (landing) => {
      times += 1;
      await work(landing);
    });
  await expect(load((landing) => landing.run("SELECT * FROM data.nothing"))).rejects.toThrow(/nothing does not exist/);
  expect(times).toBe(1);
  await expect(load((landing) => landing.run(listing(60_000_000)))).rejects.toThrow(/Out of Memory/);
  expect(times).toBe(3);
  expect(await toQuestions()).toBe(whole);
});

test("a store that has no more than the part keeps to what it has", async () => {
  const home = await folder();
  const small = await open(home.path, { memoryLimit: "96MB" });
  expect(await small.collect(limit, { bulk: true })).toBe("91.5 MiB");
  await small.close();
  await home.remove();
});
