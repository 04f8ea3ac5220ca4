import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Lens, Store } from "#store.ts";
import { company, everything, folder, insert, open } from "./company.ts";

let store: Store;
let withPool: Store;
const removals: (() => Promise<void>)[] = [];

beforeAll(async () => {
  const [first, second] = await Promise.all([folder(), folder()]);
  removals.push(first.remove, second.remove);
  store = await open(first.path);
  withPool = await open(second.path, { poolVisible: true });
  for (const each of [store, withPool]) {
    await each.load({ source: "test", fingerprint: null }, async (landing) => {
      await company(landing);
      await insert(landing, "opportunities", [
        { id: 1, account_id: 3, owner_id: 1, status: "open" },
        { id: 2, account_id: 1, owner_id: 3, status: "open" },
      ]);
      await insert(landing, "opportunity_stage_events", [
        { id: 1, opportunity_id: 1 },
        { id: 2, opportunity_id: 2 },
      ]);
      await insert(landing, "tickets", [{ id: 1, account_id: 1 }, { id: 2, account_id: 3 }, { id: 3 }]);
      await insert(landing, "leads", [{ id: 1, owner_id: 1 }, { id: 2, owner_id: 3 }, { id: 3 }]);
    });
  }
});
afterAll(async () => {
  await store.close();
  await withPool.close();
  for (const remove of removals) await remove();
});

const ids = async (table: string, owners: Lens["owners"], from = store) => {
  const rows = await from
    .view({ ...everything, owners })
    .select(`SELECT id FROM ${table} ORDER BY id`, {}, { id: "integer" });
  return rows.map((row) => row.id);
};

describe("the names of customers that sentences may name", () => {
  const namesFor = (owners: Lens["owners"], from = store) => from.names({ ...everything, owners });
  const accountsOf = async (owners: Lens["owners"], from = store) => {
    const rows = await from.view({ ...everything, owners }).select("SELECT name FROM accounts", {}, { name: "text" });
    return [...new Set(rows.map((row) => row.name))].sort();
  };
  test.each([[null], [[1]], [[2, 3]], [[3]]])("are those of the accounts that owners %j may see", async (owners) => {
    for (const from of [store, withPool]) {
      expect((await namesFor(owners, from)).toSorted()).toEqual(await accountsOf(owners, from));
    }
  });
  test("are fewer for some than for all", async () => {
    expect((await namesFor([1])).length).toBeLessThan((await namesFor(null)).length);
  });
});

describe("an asker restricted to some owners sees", () => {
  test.each([
    ["owners", [1], "those owners", [1]],
    ["accounts", [1], "their accounts", [1]],
    ["accounts", [2, 3], "several owners' accounts", [2, 3]],
    ["orders", [3], "orders of their accounts, and orders without account of their own", [5, 7, 11]],
    ["order_lines", [1], "lines through the account", [1, 2]],
    ["opportunities", [1], "deals by the deal's owner, not the account's", [1]],
    ["opportunity_stage_events", [3], "events through the deal", [2]],
    ["tickets", [1], "tickets of their accounts; those of nobody stay hidden", [1]],
    ["leads", [3], "their leads", [2]],
    ["products", [3], "open reference data", [1, 2]],
    ["accounts", [], "nothing at all without owners", []],
  ])("%s %j: %s", async (table, owners, _, expected) => {
    expect(await ids(table, owners)).toEqual(expected);
  });

  test("the pool too, where the company says so", async () => {
    expect(await ids("accounts", [1], withPool)).toEqual([1, 4]);
    expect(await ids("orders", [1], withPool)).toEqual([1, 2, 4, 6, 8, 10].filter((id) => id !== 4));
  });
});

test("without restriction everything live is seen", async () => {
  expect(await ids("accounts", null)).toEqual([1, 2, 3, 4]);
  expect(await ids("tickets", null)).toEqual([1, 2, 3]);
});
