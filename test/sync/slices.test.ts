import { afterEach, expect, test } from "vitest";
import { spansOf } from "#sync/sequence.ts";
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

test("spans of time hold each row once, one after the other, rows without a time at last", async () => {
  const rows = 2.5 * sliceRows;
  store = await openTestStore("test");
  await store.store.collect(async (landing) => {
    await landing.run(
      `CREATE TEMP TABLE moved AS SELECT range AS x, CASE WHEN range % 1000 > 0 THEN TIMESTAMP '2025-01-01 13:00' + to_minutes(CAST((range * 7919) % 500_000 AS INTEGER)) END AS moved_at
       FROM range(${rows})`,
    );
    const spans = await spansOf(landing, "moved", "moved_at");
    expect(spans).toHaveLength(4);
    const looks = spans.map(
      (span) => `SELECT count(*) AS n, min(moved_at) AS first, max(moved_at) AS last FROM moved WHERE ${span}`,
    );
    const found: { n: number; first: Date | null; last: Date | null }[] = [];
    for (const look of looks) {
      const [row] = await landing.rows(look);
      found.push({ n: Number(row?.n), first: row?.first as Date | null, last: row?.last as Date | null });
    }
    expect(found.reduce((sum, { n }) => sum + n, 0)).toBe(rows);
    const [one, two, three, none] = found;
    expect(one?.last?.getTime()).toBeLessThan(two?.first?.getTime() ?? 0);
    expect(two?.last?.getTime()).toBeLessThan(three?.first?.getTime() ?? 0);
    expect(none).toEqual({ n: Math.ceil(rows / 1000), first: null, last: null });
    expect(Math.max(...found.map(({ n }) => n))).toBeLessThan(1.1 * sliceRows);
  });
});
