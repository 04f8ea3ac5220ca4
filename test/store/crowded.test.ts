import { afterAll, beforeAll, expect, test } from "vitest";
import type { Store } from "#store.ts";
import { everything, folder, open } from "./company.ts";

let store: Store;
let remove: () => Promise<void>;
beforeAll(async () => {
  const home = await folder();
  remove = home.remove;
  store = await open(home.path, { memoryLimit: "96MB" });
});
afterAll(async () => {
  await store.close();
  await remove();
});

const count = { n: "integer" } as const;

/** Holds all its rows in one list, which cannot be put on the disk meanwhile. */
const listing = (rows: number): string => `SELECT len(list(range)) AS n FROM range(${rows})`;

test("answers questions for which together there is too little memory", async () => {
  const view = store.view(everything);
  const asked = Array.from({ length: 8 }, () => view.select(listing(3_000_000), {}, count));
  const small = Array.from({ length: 8 }, () => view.select(listing(3), {}, count));
  expect(await Promise.all([...asked, ...small])).toEqual([
    ...asked.map(() => [{ n: 3_000_000 }]),
    ...small.map(() => [{ n: 3 }]),
  ]);
});

test("says so where there is too little for one alone, and answers the next", async () => {
  const view = store.view(everything);
  await expect(view.select(listing(30_000_000), {}, count)).rejects.toMatchObject({ code: "out_of_memory" });
  expect(await view.select(listing(3), {}, count)).toEqual([{ n: 3 }]);
});
