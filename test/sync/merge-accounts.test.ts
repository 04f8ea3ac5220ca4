import { afterEach, beforeEach, expect, test } from "vitest";
import { openTestStore, rowSource, type TestStore } from "./open-test-store.ts";

let store: TestStore;
beforeEach(async () => {
  store = await openTestStore();
});
afterEach(() => store.close());

const source = rowSource({
  accounts: ["a", "b", "c"].map((id) => ({ id, name: id })),
  orders: ["a", "b", "c"].map((account_id, at) => ({ id: `o${at}`, account_id, ordered_at: "2025-12-01", net: 10 })),
});

async function customers(): Promise<Record<string, number>> {
  const view = store.store.view({ owners: null, filters: [], by: [] });
  const rows = await view.select(
    `SELECT accounts.external_id AS account, count(*) AS orders FROM valid_orders
     JOIN accounts ON accounts.id = valid_orders.account_id GROUP BY account ORDER BY account`,
    {},
    { account: "text", orders: "integer" },
  );
  return Object.fromEntries(rows.map(({ account, orders }) => [account, orders]));
}

test("accounts that count as another stay merged through every load, and stand alone again without the decision", async () => {
  const merges = [
    { account: "b", survivor: "a" },
    { account: "gone", survivor: "a" },
    { account: "c", survivor: "gone" },
  ];
  for (let load = 0; load < 2; load++) {
    await store.sync(source, { merges });
    expect(await customers()).toEqual({ a: 2, c: 1 });
  }
  const days = store.store.view({ owners: null, filters: [], by: [] });
  expect(await days.select("SELECT count(DISTINCT account_id) AS n FROM account_days", {}, { n: "integer" })).toEqual([
    { n: 2 },
  ]);
  await store.sync(source, { merges: [] });
  expect(await customers()).toEqual({ a: 1, b: 1, c: 1 });
});

test("what a load could not read is counted by table and column", async () => {
  await store.sync(
    rowSource({
      accounts: [
        { id: "a", name: "a" },
        { id: "a", name: "b", birth_year: "soon" },
      ],
    }),
  );
  expect(store.store.view({ owners: null, filters: [], by: [] }).rejected).toEqual([
    expect.objectContaining({ table: "accounts", column: "birth_year", cells: 1, rows: 0 }),
    expect.objectContaining({ table: "accounts", column: "id", cells: 1, rows: 1 }),
  ]);
});
