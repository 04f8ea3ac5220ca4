import { spawn } from "node:child_process";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { calendar, company, everything, folder, open } from "./company.ts";

let path: string;
let remove: () => Promise<void>;
beforeEach(async () => {
  ({ path, remove } = await folder());
});
afterEach(() => remove());

const count = { n: "integer" } as const;
const note = { source: "test", fingerprint: "one" };

test("is empty at first, and remembers its load afterwards", async () => {
  const store = await open(path);
  expect(store.freshness()).toBeNull();
  expect(store.fingerprint()).toBeNull();
  expect(store.view(everything).has("orders")).toBe(false);
  await store.load(note, company);
  await store.close();
  const again = await open(path);
  expect(again.fingerprint()).toBe("one");
  expect(again.freshness()).toMatchObject({ source: "test", rows: { orders: 10, accounts: 4, products: 2 } });
  expect(again.freshness()?.dataUntil).toEqual(new Date("2024-04-02T04:00:00Z"));
  expect(again.view(everything).has("tickets")).toBe(false);
  await again.close();
});

test("closes under questions, those that run and those that wait", async () => {
  const store = await open(path);
  await store.load(note, company);
  const long = "SELECT count(*) AS n FROM range(4000000000) AS a WHERE a.range % 7 = 1";
  const asked = Array.from({ length: 8 }, () => store.view(everything).select(long, {}, count));
  const ended = Promise.allSettled(asked);
  await store.close();
  expect((await ended).map(({ status }) => status)).toEqual(Array(8).fill("rejected"));
  await expect(store.view(everything).select("SELECT count(*) AS n FROM orders", {}, count)).rejects.toThrow("closed");
});

test("starts afresh when the model, the zone or the currency changed, or the file is not one", async () => {
  const store = await open(path);
  await store.load(note, company);
  await store.close();
  const moved = await open(path, { calendar: { ...calendar, zone: "America/New_York" } });
  expect(moved.fingerprint()).toBeNull();
  expect(await moved.view(everything).select("SELECT count(*) AS n FROM orders", {}, count)).toEqual([{ n: 0 }]);
  await moved.close();
  await writeFile(join(path, "store-test.duckdb"), "this is no database, but long enough to look at".repeat(200));
  const repaired = await open(path);
  await repaired.load(note, company);
  expect(repaired.view(everything).has("orders")).toBe(true);
  await repaired.close();
});

test("keeps what the disk refuses, and says so", async () => {
  await mkdir(join(path, "store-test.duckdb"));
  await writeFile(join(path, "store-test.duckdb", "precious"), "not ours to delete");
  await expect(open(path)).rejects.toMatchObject({
    name: "SourceError",
    hint: expect.stringContaining("read and write"),
  });
  expect(await readdir(join(path, "store-test.duckdb"))).toEqual(["precious"]);
});

test("a damaged file is made anew, whole or in part", async () => {
  const file = join(path, "store-test.duckdb");
  const store = await open(path);
  await store.load(note, company);
  await store.close();
  const whole = await readFile(file);
  for (const damaged of [
    whole.subarray(0, 20_000),
    Buffer.concat([whole.subarray(0, 12_300), Buffer.alloc(64, 7), whole.subarray(12_364)]),
  ]) {
    await writeFile(file, damaged);
    const again = await open(path);
    expect(again.fingerprint()).toBeNull();
    await again.close();
  }
});

test("a load is all or nothing, and readers see what was there before", async () => {
  const store = await open(path);
  await store.load(note, company);
  const orders = () => store.view(everything).select("SELECT count(*) AS n FROM orders", {}, count);
  const failing = store.load({ source: "test", fingerprint: "two" }, async (landing) => {
    await landing.run("DELETE FROM data.orders");
    await landing.run("CREATE TABLE data.leftover (a INTEGER)");
    expect(await landing.rows("SELECT count(*) AS n FROM data.orders")).toEqual([{ n: 0n }]);
    expect(await orders()).toEqual([{ n: 10 }]);
    throw new Error("the source went away");
  });
  await expect(failing).rejects.toThrow("the source went away");
  expect(await orders()).toEqual([{ n: 10 }]);
  expect(store.fingerprint()).toBe("one");
  const leftover = store.load(note, async (landing) => {
    await landing.rows("SELECT * FROM data.leftover");
  });
  await expect(leftover).rejects.toThrow(/leftover/);
  await store.close();
});

test("appends text in bulk, nulls and foreign letters included", async () => {
  const store = await open(path);
  const rows = Array.from({ length: 5000 }, (_, index) => [`${index}`, index % 2 ? null : `名字 ${index}`] as const);
  await store.load(note, async (landing) => {
    await landing.run("CREATE TEMP TABLE staged (id VARCHAR, name VARCHAR)");
    await landing.appendText("staged", rows);
    const [found] = await landing.rows("SELECT count(*) AS n, count(name) AS named, max(name) AS last FROM staged");
    expect(found).toEqual({ n: 5000n, named: 2500n, last: "名字 998" });
    await expect(landing.appendText("staged", [["1"]])).rejects.toThrow(/2 columns/);
    await landing.run("DROP TABLE staged");
  });
  await store.close();
});

test("stops a query at its deadline, and answers the next one", async () => {
  const store = await open(path);
  await store.load(note, company);
  const slow =
    "SELECT count(*) AS n FROM range(100000) AS a(x), range(100000) AS b(y), accounts WHERE sin(x) + cos(y) > 1.99";
  const stopped = store.view({ ...everything, deadline: AbortSignal.timeout(100) }).select(slow, {}, count);
  await expect(stopped).rejects.toMatchObject({ name: "UserError", code: "timeout" });
  const late = store.view({ ...everything, deadline: AbortSignal.abort() }).select("SELECT 1 AS n", {}, count);
  await expect(late).rejects.toMatchObject({ code: "timeout" });
  expect(await store.view(everything).select("SELECT count(*) AS n FROM accounts", {}, count)).toEqual([{ n: 4 }]);
  await store.close();
});

test("tells a second process who has the file", async () => {
  const store = await open(path);
  const child = spawn(process.execPath, [
    "--import",
    "tsx",
    fileURLToPath(new URL("./second-opener.ts", import.meta.url)),
    path,
  ]);
  let said = "";
  for await (const chunk of child.stdout) said += String(chunk);
  expect(JSON.parse(said)).toMatchObject({ name: "SourceError", source: "store" });
  expect(said).toContain("another Parley is using");
  await store.close();
});

test("checks what a query gives against its shape", async () => {
  const store = await open(path);
  await store.load(note, company);
  const view = store.view(everything);
  const all = await view.select(
    `SELECT 'x' AS text, 5 AS small, CAST(5 AS BIGINT) AS big, sum(id) AS huge, CAST(1.25 AS DECIMAL(18, 4)) AS money,
     DATE '1969-12-31' AS day, TIMESTAMP '2024-02-29 01:02:03.456' AS instant, true AS flag, NULL AS nothing FROM accounts`,
    {},
    {
      ...({ text: "text", small: "integer", big: "integer", huge: "integer", money: "double" } as const),
      ...({ day: "day", instant: "instant", flag: "flag", nothing: "double?" } as const),
    },
  );
  expect(all).toEqual([
    {
      ...{ text: "x", small: 5, big: 5, huge: 10, money: 1.25, day: "1969-12-31", flag: true, nothing: null },
      instant: new Date("2024-02-29T01:02:03.456Z"),
    },
  ]);
  await expect(view.select("SELECT 1.5 AS n", {}, count)).rejects.toThrow(/column n .* not integer/);
  await expect(view.select("SELECT NULL AS n", {}, count)).rejects.toThrow(/column n is null in row 1/);
  await expect(view.select("SELECT 1 AS m", {}, count)).rejects.toThrow(/no column n, only m/);
  await store.close();
});

test("won deals stand in where there are no orders", async () => {
  const store = await open(path);
  await store.load(note, async (landing) => {
    await company(landing);
    for (const table of ["orders", "order_lines", "returns"]) await landing.run(`DELETE FROM data.${table}`);
    await landing.run(`INSERT INTO data.opportunities (id, source_system, external_id, synced_at, account_id, owner_id, amount_reporting, status, closed_at)
      VALUES (1, 't', 'a', now(), 1, 3, 500, 'won', '2024-02-01'), (2, 't', 'b', now(), 1, 1, 70, 'won', '2024-03-01'),
             (3, 't', 'c', now(), 3, 1, 900, 'lost', '2024-03-01'), (4, 't', 'd', now(), 3, 1, NULL, 'won', '2024-03-01')`);
  });
  const sql = "SELECT group_1 AS key, sum(net) AS net, sum(orders) AS orders FROM sales GROUP BY group_1 ORDER BY key";
  const shape = { key: "text?", net: "double", orders: "integer" } as const;
  const grouped = store.view({ ...everything, by: ["owner"] });
  expect(await grouped.select(sql, {}, shape)).toEqual([
    { key: "Mei", net: 70, orders: 1 },
    { key: "Zhou", net: 500, orders: 1 },
  ]);
  const days = "SELECT sum(net) AS net, count(*) AS orders, NULL AS key FROM account_days";
  expect(await store.view(everything).select(days, {}, shape)).toEqual([{ key: null, net: 570, orders: 2 }]);
  expect(await store.view({ ...everything, owners: [1] }).select(days, {}, shape)).toEqual([
    { key: null, net: 70, orders: 1 },
  ]);
  await store.close();
});
