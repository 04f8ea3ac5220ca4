import { readdir } from "node:fs/promises";
import { createClient } from "@clickhouse/client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Lens, Store, View } from "#store.ts";
import { everything, folder, open } from "../store/company.ts";
import { richCompany } from "../store/rich-company.ts";

type Connect = (options: { path: string }) => NonNullable<Parameters<typeof createClient>[0]>["connection" & never];

interface QueryFile {
  readonly sample?: object;
  readonly [name: string]: unknown;
}

let duckdb: Store;
let clickhouse: Store;
const removals: (() => Promise<void>)[] = [];

/** A real ClickHouse engine in this process; `.ci/run` installs it. Its name is kept from the type checker. */
async function chdb(path: string) {
  const name = "chdb/connection";
  const { createChdbConnection } = (await import(name)) as { createChdbConnection: Connect };
  return () => createClient({ connection: createChdbConnection({ path }) } as Parameters<typeof createClient>[0]);
}

beforeAll(async () => {
  const [plain, remote, engine] = await Promise.all([folder(), folder(), folder()]);
  removals.push(plain.remove, remote.remove, engine.remove);
  duckdb = await open(plain.path);
  clickhouse = await open(remote.path, { openClient: await chdb(engine.path) });
  for (const store of [duckdb, clickhouse]) await store.load({ source: "test", fingerprint: "1" }, richCompany);
});

afterAll(async () => {
  await duckdb?.close();
  await clickhouse?.close();
  for (const remove of removals) await remove();
});

const lenses: Readonly<Record<string, Partial<Lens>>> = {
  everything: {},
  "two owners": { owners: [2, 3] },
  "by region": { by: ["region"] },
  "by owner and industry of one region": {
    by: ["owner", "industry"],
    filters: [{ dimension: "region", values: ["north"] }],
  },
  "by channel": { by: ["channel"] },
  "by product": { by: ["product"] },
  "one tag, by province": { by: ["province"], filters: [{ dimension: "tag", values: ["doctor", "it's"] }] },
  "one category within a scope": { filters: [{ dimension: "category", values: ["ware"] }], owners: [1, 2] },
  "by age": { by: ["age_band"] },
  "by each of four": { by: ["region", "owner", "industry", "province"], each: true },
};

type Query = (view: View, sample: object) => unknown;

/** Every query there is, found by its file: the exported functions that take a view. */
const folderOfQueries = new URL("../../src/queries/", import.meta.url);
const names = (await readdir(folderOfQueries)).filter((name) => name.endsWith(".ts")).sort();
const queries = (
  await Promise.all(
    names.map(async (file) => {
      const module = (await import(new URL(file, folderOfQueries).href)) as QueryFile;
      return Object.entries(module)
        .filter((entry): entry is [string, Query] => /^(async )?function \w+\(\s*view\b/.test(String(entry[1])))
        .map(([name, query]) => ({ name: `${file} ${name}`, query, sample: module.sample }));
    }),
  )
).flat();

/** Rows without regard to the order in which an engine gives those that a query leaves unordered. */
function comparable(value: unknown): unknown {
  if (value instanceof Map) return comparable([...value]);
  if (Array.isArray(value)) {
    const items = value.map(comparable);
    return items.every((item) => typeof item === "object") ? items.sort(byText) : items;
  }
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "number") return Number.isInteger(value) ? value : Number(value.toPrecision(9));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, comparable(inner)]));
  }
  return value;
}

function byText(a: unknown, b: unknown): number {
  const [first, second] = [JSON.stringify(a), JSON.stringify(b)];
  return first < second ? -1 : first > second ? 1 : 0;
}

/** What a query gives, or the code of its refusal: engines must agree on both. */
async function outcome(query: (view: View, sample: object) => unknown, view: View, sample: object): Promise<unknown> {
  try {
    return comparable(await query(view, sample));
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    if (code === "not_applicable") return { refused: code };
    throw error;
  }
}

test("every query has a sample that reaches rows", async () => {
  const idle: string[] = [];
  for (const { name, query, sample } of queries) {
    const given = sample === undefined ? null : await outcome(query, duckdb.view(everything), sample);
    if (given === null || given === undefined || (Array.isArray(given) && given.length === 0)) idle.push(name);
  }
  expect(idle).toEqual([]);
});

describe.each(Object.entries(lenses))("%s", (_, lens) => {
  test.each(queries.filter(({ sample }) => sample !== undefined))("$name", async ({ query, sample }) => {
    const views = [duckdb, clickhouse].map((store) => store.view({ ...everything, ...lens }));
    expect(views.map((view) => view.dialect.name)).toEqual(["duckdb", "clickhouse"]);
    const [expected, given] = await Promise.all(views.map((view) => outcome(query, view, sample ?? {})));
    expect(given).toEqual(expected);
  });
});

describe("the store itself", () => {
  const relations = [
    "valid_orders",
    "sales",
    "account_days",
    "account_histories",
    "account_months",
    "accounts",
    "tickets",
    "opportunities",
  ];

  test.each(Object.entries(lenses))("%s: relations have the same rows", async (_, lens) => {
    for (const relation of relations) {
      const rows = await Promise.all(
        [duckdb, clickhouse].map((store) => {
          const view = store.view({ ...everything, ...lens });
          if (!view.covers(relation)) return "refused";
          return view.select(
            `SELECT group_1, group_2, count(*) AS n FROM ${relation} GROUP BY group_1, group_2 ORDER BY group_1, group_2`,
            {},
            { group_1: "text?", group_2: "text?", n: "integer" },
          );
        }),
      );
      expect([relation, rows[1]]).toEqual([relation, rows[0]]);
    }
  });

  test("every dimension has the same values", async () => {
    for (const dimension of ["region", "product", "tag", "age_band", "province", "owner", "discount_band", "stage"]) {
      const lens = { ...everything, owners: [1, 2] };
      expect(await clickhouse.values(dimension, lens)).toEqual(await duckdb.values(dimension, lens));
    }
  });

  test("dialect words agree", async () => {
    const given = await Promise.all(
      [duckdb, clickhouse].map((store) => {
        const view = store.view(everything);
        const { dialect } = view;
        const grains = ["day", "week", "month", "quarter", "year"] as const;
        const buckets = grains.map((grain) => `min(${dialect.bucket("ordered_on", grain)}) AS first_${grain}`);
        return view.select(
          `SELECT group_1, ${dialect.orderStatistic("net", 3, 4)} AS high, ${dialect.orderStatistic("net", 1, 3)} AS low,
           ${dialect.median("net")} AS middle, ${buckets.join(", ")},
           ${dialect.daysBetween("min(ordered_on)", "max(ordered_on)")} AS days,
           ${dialect.median("CASE WHEN net < 0 THEN net END")} AS nothing, sum(CASE WHEN net < 0 THEN net END) AS none,
           ${dialect.orderStatistic("CASE WHEN net < 0 THEN net END", 1, 3)} AS never
           FROM valid_orders WHERE id IN (SELECT unnest($ids)) OR ordered_at < $before OR ordered_on = $day GROUP BY group_1`,
          { ids: [1, 5, 9, 12, 40], before: new Date("2025-01-01T00:00:00Z"), day: "2024-01-05" },
          {
            ...{ group_1: "text?", high: "double", low: "double", middle: "double", days: "integer" },
            ...{ nothing: "double?", none: "double?", never: "double?" },
            ...{ first_day: "day", first_week: "day", first_month: "day", first_quarter: "day", first_year: "day" },
          },
        );
      }),
    );
    expect(given[1]).toEqual(given[0]);
  });

  test("questions asked meanwhile, and a load that fails, see the load before", async () => {
    const count = () => clickhouse.view(everything).select("SELECT count(*) AS n FROM orders", {}, { n: "integer" });
    const before = await count();
    const failed = clickhouse.load({ source: "test", fingerprint: "2" }, async (landing) => {
      await landing.run("DELETE FROM data.orders");
      expect(await count()).toEqual(before);
      throw new Error("the source broke");
    });
    await expect(failed).rejects.toThrow("the source broke");
    expect(await count()).toEqual(before);
    await clickhouse.load({ source: "test", fingerprint: "3" }, (landing) =>
      landing.run("DELETE FROM data.orders WHERE id = 1"),
    );
    expect(await count()).toEqual([{ n: (before[0]?.n ?? 0) - 1 }]);
  });

  test("stops a query at its deadline", async () => {
    const deadline = AbortSignal.timeout(300);
    const slow = clickhouse.view({ ...everything, deadline }).select(
      `SELECT count(*) AS n FROM sales AS a, sales AS b, sales AS c, sales AS d
         WHERE sin(a.net) + cos(b.net) + sin(c.net) + cos(d.net) > 3.5`,
      {},
      { n: "integer" },
    );
    await expect(slow).rejects.toMatchObject({ code: "timeout" });
  });
});
