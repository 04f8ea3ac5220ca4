import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Store } from "#store.ts";
import { company, everything, folder, open } from "./company.ts";

let store: Store;
let path: string;
let remove: () => Promise<void>;

beforeAll(async () => {
  ({ path, remove } = await folder());
  store = await open(path);
  await store.load({ source: "test", fingerprint: null }, company);
});
afterAll(async () => {
  await store.close();
  await remove();
});

const ask = (sql: string, parameters = {}) => store.view(everything).select(sql, parameters, {});

describe("a query", () => {
  test.each([
    ["SELECT * FROM read_csv('/etc/passwd')", /function read_csv/],
    ["SELECT * FROM '/etc/passwd'", /not \/etc\/passwd|not '/],
    ["SELECT * FROM accounts, read_text('/etc/passwd') AS t", /function read_text/],
    ["SELECT * FROM data.orders", /without a schema/],
    ['SELECT * FROM accounts JOIN "data"."orders" AS o ON true', /without a schema/],
    ["SELECT (SELECT count(*) FROM (accounts CROSS JOIN store.meta))", /without a schema/],
    ["SELECT * FROM sqlite_master", /no relation sqlite_master/],
    ["SELECT * FROM information_schema.tables", /without a schema/],
    ["WITH a AS (TABLE accounts) SELECT * FROM a", /TABLE is not for queries/],
    ["SELECT 1; DROP TABLE data.orders", /one statement/],
    ["ATTACH '/tmp/x.duckdb'", /starts with SELECT or WITH/],
    ["COPY accounts TO '/tmp/x.csv'", /starts with SELECT or WITH/],
    ["SELECT id FROM accounts WHERE id = $missing", /\$missing was not given/],
  ])("is refused: %s", async (sql, message) => {
    await expect(ask(sql)).rejects.toThrow(message);
  });

  test.each([
    ["SELECT EXTRACT(year FROM acquired_at) FROM accounts", ["accounts"]],
    [
      "SELECT * FROM orders AS o LEFT JOIN accounts AS a ON a.id = o.account_id, owners",
      ["orders", "accounts", "owners"],
    ],
    ["WITH orders AS (SELECT * FROM sales) SELECT * FROM orders -- FROM leads", ["sales"]],
    [
      "WITH x(a, b) AS MATERIALIZED (SELECT id, id FROM tickets) SELECT * FROM x WHERE a IS DISTINCT FROM b",
      ["tickets"],
    ],
    ["SELECT 'FROM leads', id FROM (SELECT id FROM (accounts JOIN owners USING (id))) AS s", ["accounts", "owners"]],
    ["SELECT x FROM unnest([1, 2]) AS t(x), lateral (SELECT id FROM stages) AS s", ["stages"]],
  ])("names its relations: %s", async (sql, relations) => {
    const { namedRelations } = await import("#store/named-relations.ts");
    expect([...namedRelations(sql).relations]).toEqual(relations);
  });

  test("finds no table under a name that its own WITH list uses elsewhere", async () => {
    const sql = "SELECT * FROM (WITH orders AS (SELECT 1 AS x) SELECT x FROM orders) AS s, orders";
    await expect(ask(sql)).rejects.toThrow(/orders does not exist/);
  });
});

describe("values are never SQL", () => {
  const nasty = "x') OR 1=1; DROP TABLE data.orders; --";

  test("as a parameter", async () => {
    const rows = await store.view(everything).select(
      "SELECT count(*) AS n, $text AS text FROM accounts WHERE name = $text OR name IN (SELECT unnest($names))",
      {
        text: nasty,
        names: [nasty, "A"],
      },
      { n: "integer", text: "text" },
    );
    expect(rows).toEqual([{ n: 1, text: nasty }]);
  });

  test("as a filter's value, or an empty list of owners", async () => {
    const count = async (lens: object) => {
      const view = store.view({ ...everything, ...lens });
      const [row] = await view.select("SELECT count(*) AS n FROM sales", {}, { n: "integer" });
      return row?.n;
    };
    expect(await count({ filters: [{ dimension: "region", values: [nasty] }] })).toBe(0);
    expect(await count({ filters: [{ dimension: "tag", values: [nasty] }] })).toBe(0);
    expect(await count({ owners: [] })).toBe(0);
    expect(await count({})).toBe(8);
  });

  test("nor is a dimension anything but a known name", async () => {
    const view = store.view({ ...everything, by: ["region; DROP TABLE data.orders"] });
    await expect(view.select("SELECT 1 AS x FROM sales", {}, {})).rejects.toThrow(/no dimension/);
  });
});

test("the engine itself reads the inbox only, for loads too", async () => {
  const inbox = join(path, "inbox");
  await writeFile(join(inbox, "good.csv"), "a\n1\n");
  await writeFile(join(path, "outside.csv"), "a\n1\n");
  const refused: string[] = [];
  await store.load({ source: "test", fingerprint: null }, async (landing) => {
    expect(await landing.rows(`SELECT a FROM read_csv('${inbox}/good.csv', all_varchar = true)`)).toEqual([{ a: "1" }]);
  });
  for (const sql of [
    "SELECT * FROM read_csv('/etc/passwd')",
    `SELECT * FROM read_csv('${inbox}/../outside.csv')`,
    `COPY data.orders TO '${path}/stolen.csv'`,
    `ATTACH '${path}/other.duckdb' AS other`,
    "SET enable_external_access = true",
    "SET allowed_directories = ['/']",
    "SET allowed_configs = ['enable_external_access']",
    "INSTALL httpfs",
    "LOAD httpfs",
  ]) {
    await store
      .load({ source: "test", fingerprint: null }, async (landing) => {
        await landing.rows(sql);
      })
      .catch((error: Error) => refused.push(error.message));
  }
  expect(refused).toHaveLength(9);
  for (const message of refused) expect(message).toMatch(/disabled|locked|permission|not allowed|cannot|failed/i);
});
