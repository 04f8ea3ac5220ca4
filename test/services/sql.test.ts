import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Source } from "#connector.ts";
import connector from "#connectors/sql/index.ts";
import { openMapping } from "#sync/mapping/open-mapping.ts";
import type { SyncOptions } from "#sync/options.ts";
import type { SyncReport } from "#sync/report.ts";
import { alone } from "../connectors/alone.ts";
import { openTestStore, type TestStore } from "../sync/open-test-store.ts";
import { openTestMariadb, openTestPostgres, type TestDatabase } from "./sql/databases.ts";
import { makeShop, present, shopMapping } from "./sql/shop.ts";

const hour = 3_600_000;
const count = 3_000;

describe.each([
  ["PostgreSQL", openTestPostgres],
  ["MariaDB", openTestMariadb],
] as const)("a real %s", (_name, open) => {
  let database: TestDatabase;
  let store: TestStore;
  let folder: string;
  let now: Date;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database?.close());
  beforeEach(async () => {
    await makeShop(database, count);
    store = await openTestStore("sql");
    folder = await mkdtemp(join(tmpdir(), "parley-sql-"));
    now = present;
  });
  afterEach(async () => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function opened<T>(
    work: (source: Source) => Promise<T>,
    mapping = shopMapping,
    url = database.url,
  ): Promise<T> {
    const path = join(folder, "mapping.yaml");
    await writeFile(path, mapping);
    const { of, mapped } = await openMapping(connector, path);
    const context = { ...alone, now, zone: "UTC", scratch: folder, mapping: of, mapped };
    const source = await connector.open({ CRM_SQL_URL: url }, context);
    try {
      // The shop's clock is the test's.
      return await work({ ...source, clock: async () => now });
    } finally {
      await source.close();
    }
  }
  function load(options: Partial<SyncOptions> = {}, change = (source: Source): Source => source): Promise<SyncReport> {
    now = new Date(now.getTime() + 60_000);
    const { capabilities } = connector;
    return opened((source) => store.sync(change(source), { capabilities, now, ...options }));
  }
  const orders = (): Promise<Record<string, unknown>[]> =>
    store.raw(
      "SELECT external_id AS id, CAST(net AS VARCHAR) AS net FROM data.orders WHERE deleted_at IS NULL ORDER BY external_id",
    );
  async function expectTruth(): Promise<void> {
    const text = database.dialect === "postgres" ? "text" : "char";
    const truth = await database.run(
      `SELECT CAST(id AS ${text}) AS id, CAST(net AS ${text}) AS net FROM orders ORDER BY id`,
    );
    const found = await orders();
    expect(found.length).toBe(truth.length);
    expect(found).toEqual(truth.map((row) => ({ ...row })));
  }
  const stamp = (date: Date): string => `'${date.toISOString().replace("T", " ").replace("Z", "")}'`;
  const edit = (id: string, net: string, at = new Date(now.getTime() - 30_000)) =>
    database.run(`UPDATE orders SET net = ${net}, changed = ${stamp(at)} WHERE id = ${id}`);

  test("is read exactly: ids beyond 2^53, decimals, times, booleans, Chinese", async () => {
    await load();
    await expectTruth();
    const [first] = await store.raw("SELECT external_id, name, tier FROM data.accounts WHERE external_id = '2'");
    expect(first).toEqual({
      external_id: "2",
      name: "客户 2",
      tier: database.dialect === "postgres" ? "gold" : "none",
    });
    const [order] = await store.raw(
      "SELECT external_id, CAST(ordered_at AS VARCHAR) AS at, status FROM data.orders ORDER BY external_id LIMIT 1",
    );
    expect(order).toEqual({ external_id: "9007199254740991", at: "2025-04-06 09:00:00", status: "fulfilled" });
  });

  test("gives nothing the second time, then what changed", async () => {
    await load();
    const again = await load();
    expect(again.reads?.reduce((sum, { changed }) => sum + changed, 0)).toBe(0);
    await edit("9007199254741000", "12345678901.2345");
    const third = await load();
    expect(third.reads?.find(({ table }) => table === "orders")?.changed).toBe(1);
    await expectTruth();
  });

  test("misses nothing that changes while it is read", async () => {
    let turn = 0;
    const during = (source: Source): Source => ({
      ...source,
      async *read(table, window, cursor) {
        for await (const page of source.read?.(table, window, cursor) ?? []) {
          turn += 1;
          const id = 9007199254740990n + BigInt(1 + ((turn * 37) % count));
          now = new Date(now.getTime() + 1_000);
          await edit(String(id), String(50_000 + turn), now);
          await database.run(
            `INSERT INTO orders VALUES (${9007199254800000n - BigInt(turn)}, 1, 1.5, ${stamp(now)}, ${stamp(now)}, 'sent')`,
          );
          yield page;
        }
      },
    });
    await load({ batchRows: 100 }, during);
    expect(turn).toBeGreaterThan(3);
    await load();
    await expectTruth();
  });

  test("goes on where it was killed, after the last key that was stored", async () => {
    await makeShop(database, 12_000);
    const first: string[] = [];
    const killed = (source: Source): Source => ({
      ...source,
      async *read(table, window, cursor) {
        let pages = 0;
        for await (const page of source.read?.(table, window, cursor) ?? []) {
          if (table === "orders" && pages++ === 1) throw new Error("killed");
          yield page;
        }
      },
    });
    await expect(load({ batchRows: 1 }, killed)).rejects.toThrow("killed");
    const [at] = await store.raw("SELECT next_cursor FROM mirror.progress WHERE table_name = 'orders'");
    const watching = (source: Source): Source => ({
      ...source,
      async *read(table, window, cursor) {
        if (table === "orders" && cursor !== null) first.push(cursor);
        yield* source.read?.(table, window, cursor) ?? [];
      },
    });
    await load({}, watching);
    expect(first[0]).toBe(at?.next_cursor);
    await expectTruth();
  });

  test("lets go what a flag says is deleted, and what the nightly sweep does not find", async () => {
    await load();
    await database.run(
      `UPDATE customers SET removed = true, changed = ${stamp(new Date(now.getTime() - 1_000))} WHERE id = 7`,
    );
    await database.run("DELETE FROM orders WHERE id % 50 = 0");
    now = new Date(now.getTime() + 25 * hour);
    await load();
    await expectTruth();
    const kept = await store.raw(
      "SELECT external_id FROM data.accounts WHERE deleted_at IS NULL AND external_id = '7'",
    );
    expect(kept).toEqual([]);
  });

  test("does not believe that a tenth of a table is gone", async () => {
    await load();
    await database.run("DELETE FROM orders WHERE id % 3 = 0");
    now = new Date(now.getTime() + 25 * hour);
    const report = await load();
    expect(report.notes.join("\n")).toContain("--confirm orders");
    expect((await orders()).length).toBe(count);
  });

  test("names every table whose SELECT lacks, and how to grant it", async () => {
    expect((await opened((source) => source.check())).filter(({ ok }) => !ok)).toEqual([]);
    await database.run(
      database.dialect === "postgres"
        ? "REVOKE SELECT ON orders, customers FROM reader"
        : "REVOKE SELECT ON shop.orders FROM reader@'127.0.0.1'; REVOKE SELECT ON shop.customers FROM reader@'127.0.0.1'",
    );
    const bad = (await opened((source) => source.check())).filter(({ ok }) => !ok);
    expect(bad.map(({ what }) => what)).toEqual([
      expect.stringMatching(/^accounts: .*mapping\.yaml:7, query of accounts: .*customers/),
      expect.stringMatching(/^orders: .*mapping\.yaml:15, query of orders: .*orders/),
    ]);
    expect(bad.map(({ mend }) => mend)).toEqual([
      expect.stringMatching(/^GRANT SELECT ON (shop\.)?customers TO/),
      expect.stringMatching(/^GRANT SELECT ON (shop\.)?orders TO/),
    ]);
  });

  test.each([
    ["a column that is not there", "SELECT id,\n nam FROM customers", /mapping\.yaml:5, query of accounts: .*nam/],
    ["a table that is not there", "SELECT id\n FROM custommers", /mapping\.yaml:5, query of accounts: .*custommers/],
    ["what is no SQL", "SELECT id,\n FROM customers WHERE WHERE", /mapping\.yaml:5, query of accounts: .*syntax/],
    [
      "bytes",
      "SELECT id, photo AS name FROM customers",
      /mapping\.yaml:4, query of accounts: column "name" holds bytes/,
    ],
    ["no key", "SELECT name FROM customers", /mapping\.yaml:4, query of accounts: the query has no column "id"/],
    ["two statements", "SELECT id FROM customers; DELETE FROM customers", /mapping\.yaml:\d+, query of accounts: /],
    [
      "a statement that ends the wrapping",
      "SELECT id FROM customers) x; DROP TABLE customers; --",
      /query of accounts: /,
    ],
    ["a key that is not unique", "SELECT 1 AS id, name FROM customers", /query of accounts: its key "id" occurs twice/],
  ])("refuses %s with the query's name and line", async (_what, sql, expected) => {
    const lines = sql.split("\n").map((line) => `      ${line}`);
    const mapping = `tables:\n  accounts:\n    query: |\n${lines.join("\n")}\n`;
    const error = await opened(async (source) => {
      for await (const page of source.read?.("accounts", { lo: null, hi: now }, null) ?? [])
        expect(page.table).toBe("accounts");
    }, mapping).catch((thrown: Error) => thrown);
    expect((error as Error).message).toMatch(expected);
    expect((await database.run("SELECT count(*) AS n FROM customers"))[0]).toEqual({ n: expect.anything() });
  });

  test("cannot write, even where its user may", async () => {
    const postgres = database.dialect === "postgres";
    await database.run(
      postgres
        ? `GRANT ALL ON customers TO reader; CREATE OR REPLACE FUNCTION wipe() RETURNS int LANGUAGE sql AS 'DELETE FROM customers; SELECT 1'`
        : `GRANT ALL ON shop.* TO reader@'127.0.0.1'; DROP FUNCTION IF EXISTS wipe;
           CREATE FUNCTION wipe() RETURNS int MODIFIES SQL DATA BEGIN DELETE FROM customers; RETURN 1; END`,
    );
    const mapping = "tables:\n  accounts:\n    query: SELECT wipe() AS id\n";
    const error = await opened(async (source) => {
      for await (const page of source.read?.("accounts", { lo: null, hi: now }, null) ?? [])
        expect(page.rows).toEqual([]);
    }, mapping).catch((thrown: Error) => thrown);
    expect((error as Error).message).toContain("mapping.yaml:3, query of accounts: the query writes");
    const [left] = await database.run("SELECT count(*) AS n FROM customers");
    expect(Number(left?.n)).toBe(40);
    if (!postgres) await database.run("REVOKE ALL ON shop.* FROM reader@'127.0.0.1'");
  });

  test("says that a password is wrong without repeating it, and what cannot be reached", async () => {
    const wrong = database.url.replace(database.password, "wrong-planted-secret");
    const [refused] = await opened((source) => source.check(), shopMapping, wrong);
    expect(refused).toMatchObject({ ok: false, what: expect.stringContaining('refuses user "reader"') });
    const away = new URL(database.url);
    away.port = "1";
    const [missing] = await opened((source) => source.check(), shopMapping, away.href);
    expect(missing).toMatchObject({ ok: false, what: expect.stringContaining("127.0.0.1:1 cannot be reached") });
    expect(JSON.stringify([refused, missing])).not.toMatch(/wrong-planted-secret|reader-7f3a/);
  });

  test("reads a table without a time of change whole, and what is gone from it is gone", async () => {
    const mapping = shopMapping.replaceAll("    changed: changed\n", "");
    const { capabilities } = connector;
    const whole = () => opened((source) => store.sync(source, { capabilities, now }), mapping);
    await whole();
    await expectTruth();
    await database.run("DELETE FROM orders WHERE id % 50 = 0");
    now = new Date(now.getTime() + hour);
    await whole();
    await expectTruth();
  });
});
