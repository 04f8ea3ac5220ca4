import { afterEach, expect, test } from "vitest";
import { sliceRows, slices } from "#sync/slices.ts";
import { openTestStore, type TestStore } from "./open-test-store.ts";

let store: TestStore | undefined;
afterEach(() => store?.close());

test("slices hold each row once, those that no transaction has committed yet as well", async () => {
  store = await openTestStore("test");
  await store.store.collect(async (landing) => {
    await landing.run(`CREATE TEMP TABLE staged_orders AS SELECT range AS x FROM range(${sliceRows + 5})`);
    // Begins the transaction.
    await landing.run("DELETE FROM data.orders");
    await landing.run(`INSERT INTO staged_orders FROM range(${sliceRows + 7})`);
    const made = await slices(landing, "orders");
    expect(made.length).toBeGreaterThan(2);
    expect(made.length).toBeLessThan(6);
    const counted = made.map((slice) => `SELECT rowid AS place FROM staged_orders WHERE ${slice("rowid")}`);
    const [found] = await landing.rows(
      `SELECT count(*) AS n, count(DISTINCT place) AS places FROM (${counted.join(" UNION ALL ")})`,
    );
    expect([Number(found?.n), Number(found?.places)]).toEqual([2 * sliceRows + 12, 2 * sliceRows + 12]);
  });
});

test("an empty table has none", async () => {
  store = await openTestStore("test");
  await store.store.collect(async (landing) => {
    await landing.run("CREATE TEMP TABLE staged_orders (x INTEGER)");
    expect(await slices(landing, "orders")).toEqual([]);
  });
});
