import { afterEach, beforeEach, expect, test } from "vitest";
import { openTestStore, rowSource, type TestStore } from "./open-test-store.ts";

let store: TestStore;
beforeEach(async () => {
  store = await openTestStore();
});
afterEach(() => store.close());

const names = ["a", "b", "c", "d", "e"];

test("a column that only a later page brings is read, and empty before", async () => {
  const accounts = names.map((id) => (id === "e" ? { id, name: id, city: "上海" } : { id, name: id }));
  const notes: string[] = [];
  await store.sync(rowSource({ accounts }), { progress: (note) => notes.push(note) });
  expect(await store.raw("SELECT external_id AS id, city FROM data.accounts ORDER BY 1")).toEqual(
    names.map((id) => ({ id, city: id === "e" ? "上海" : null })),
  );
  expect(notes).toEqual(["accounts: 5 rows"]);
});

test("a source that fails half way changes nothing and leaves no staging behind", async () => {
  await store.sync(rowSource({ accounts: [{ id: "a", name: "a" }] }));
  const source = rowSource({ accounts: names.map((id) => ({ id, name: id })) });
  const failing: typeof source = {
    ...source,
    async *read() {
      yield { table: "accounts", rows: [{ id: "b", name: "b" }], next: "1" } as never;
      throw new Error("the line went dead");
    },
  };
  await expect(store.sync(failing)).rejects.toThrow("the line went dead");
  expect(await store.raw("SELECT external_id AS id FROM data.accounts")).toEqual([{ id: "a" }]);
  expect(await store.raw("SELECT count(*) AS n FROM duckdb_tables() WHERE temporary")).toEqual([{ n: 0n }]);
});
