import { afterEach, expect, test } from "vitest";
import { prepareMirror } from "#sync/mirror.ts";
import { publish } from "#sync/publish.ts";
import { now, openTestStore, type TestStore } from "./open-test-store.ts";

let store: TestStore | undefined;
afterEach(() => store?.close());

const rows = 1_200_000;

test("what is published and summed slice by slice lacks and repeats nothing", { timeout: 600_000 }, async () => {
  store = await openTestStore("test", "192MB");
  await store.store.collect(async (landing) => {
    await prepareMirror(landing, "");
    // In an order that is not that of time, with some that have none.
    await landing.run(
      `INSERT INTO mirror.orders BY NAME SELECT 'o' || i AS external_id, 'a' || (i % 5000) AS account_id, i % 997 + 1 AS net, 'fulfilled' AS status,
         CASE WHEN i % 1000 > 0 THEN TIMESTAMP '2025-01-01' + to_hours(CAST((i * 7919) % 8000 AS INTEGER)) END AS ordered_at
       FROM range(${rows}) r(i)`,
    );
    await landing.run("INSERT INTO mirror.changes SELECT 'orders', external_id FROM mirror.orders");
  });
  const load = { source: "test", now, zone: "UTC", sourceZone: "UTC", currency: "CNY", note() {}, progress() {} };
  const keys = new Set<unknown>();
  for (let round = 0; round < 2; round++) {
    await publish({ store: store.store, merges: [], whole: true, bulk: true, load });
    const [orders] = await store.raw(
      `SELECT CAST(count(*) AS INTEGER) AS n, CAST(count(DISTINCT id) AS INTEGER) AS ids, CAST(count(DISTINCT external_id) AS INTEGER) AS names,
         CAST(sum(net) FILTER (ordered_at IS NOT NULL) AS VARCHAR) AS net FROM data.orders`,
    );
    expect(orders).toMatchObject({ n: rows, ids: rows, names: rows });
    const [given] = await store.raw("SELECT CAST(sum(hash(id, external_id)) AS VARCHAR) AS keys FROM data.orders");
    keys.add(given?.keys);
    for (const table of ["account_days", "account_months"]) {
      const [sums] = await store.raw(
        `SELECT CAST(sum(orders) AS INTEGER) AS n, CAST(sum(net) AS VARCHAR) AS net FROM data.${table}`,
      );
      expect(sums, table).toEqual({ n: rows - rows / 1000, net: orders?.net });
    }
    const [months] = await store.raw(
      `SELECT CAST(count(*) AS INTEGER) AS differing FROM (
         (FROM data.account_months EXCEPT FROM again) UNION ALL (FROM again EXCEPT FROM data.account_months))`.replaceAll(
        "FROM again",
        `SELECT account_id, CAST(date_trunc('month', ordered_on) AS DATE) AS month, CAST(sum(orders) AS BIGINT), CAST(sum(net) AS DECIMAL(18, 4)),
           min(min(CAST(date_trunc('month', ordered_on) AS DATE))) OVER (PARTITION BY account_id) FROM data.account_days GROUP BY 1, 2`,
      ),
    );
    expect(months).toEqual({ differing: 0 });
    const [back] = await store.raw(
      `SELECT CAST(count(*) AS INTEGER) AS n FROM (
         SELECT ordered_on < lag(ordered_on) OVER (ORDER BY rowid) AS back FROM data.account_days) WHERE back`,
    );
    expect(back).toEqual({ n: 0 });
  }
  expect(keys.size).toBe(1);
});
