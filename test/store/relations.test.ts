import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { failure } from "#answering/failure.ts";
import { createWords } from "#locales/words.ts";
import type { Lens, Store } from "#store.ts";
import { company, everything, folder, open } from "./company.ts";

let store: Store;
let remove: () => Promise<void>;

beforeAll(async () => {
  const place = await folder();
  remove = place.remove;
  store = await open(place.path);
  await store.load({ source: "test", fingerprint: "one" }, company);
});
afterAll(async () => {
  await store.close();
  await remove();
});

const lens = (more: Partial<Lens>): Lens => ({ ...everything, ...more });

function revenue(view: Lens, relation = "sales") {
  return store
    .view(view)
    .select(
      `SELECT group_1 AS key, sum(net) AS revenue, sum(orders) AS orders FROM ${relation} GROUP BY group_1 ORDER BY key`,
      {},
      { key: "text?", revenue: "double", orders: "integer" },
    );
}

describe("valid orders", () => {
  test("leave out cancelled, deleted and worthless ones", async () => {
    expect(await revenue(everything)).toEqual([{ key: null, revenue: 325, orders: 8 }]);
  });

  test("fall on their business day, not on the day in UTC", async () => {
    const rows = await store
      .view(everything)
      .select(
        "SELECT ordered_on, ordered_at FROM valid_orders WHERE id = $id",
        { id: 1 },
        { ordered_on: "day", ordered_at: "instant" },
      );
    expect(rows).toEqual([{ ordered_on: "2024-02-01", ordered_at: new Date("2024-01-31T17:00:00Z") }]);
  });
});

describe("dimensions", () => {
  test("group orders by what their accounts are", async () => {
    expect(await revenue(lens({ by: ["region"] }))).toEqual([
      { key: "north", revenue: 250, orders: 4 },
      { key: "south", revenue: 70, orders: 3 },
      { key: null, revenue: 5, orders: 1 },
    ]);
    expect((await revenue(lens({ by: ["province"] }))).map((row) => row.key)).toEqual(["Hebei", "Hunan", null]);
    expect((await revenue(lens({ by: ["age_band"] }))).map((row) => row.key)).toEqual(["1980", "1990", "2000", null]);
    expect((await revenue(lens({ by: ["team"] }))).map((row) => row.revenue)).toEqual([250, 65, 10]);
  });

  test("repeat an order for each tag of its account", async () => {
    expect(await revenue(lens({ by: ["tag"] }))).toEqual([
      { key: "doctor", revenue: 210, orders: 4 },
      { key: "runner", revenue: 150, orders: 2 },
      { key: null, revenue: 115, orders: 4 },
    ]);
    expect(await revenue(lens({ filters: [{ dimension: "tag", values: ["doctor", "runner"] }] }))).toEqual([
      { key: null, revenue: 210, orders: 4 },
    ]);
  });

  test("are joined only to relations whose groups a query reads, by name, by alias or by all", async () => {
    const read = (sql: string) =>
      store.view(lens({ by: ["tag"] })).select(sql, {}, { group_1: "text?", orders: "integer" });
    const joined = "accounts JOIN valid_orders AS o ON o.account_id = accounts.id";
    const expected = [
      { group_1: "doctor", orders: 4 },
      { group_1: "runner", orders: 2 },
      { group_1: null, orders: 3 },
    ];
    // Both joined to the tags would count an order of two tags four times.
    expect(
      await read(`SELECT accounts.group_1, count(o.id) AS orders FROM ${joined} GROUP BY accounts.group_1 ORDER BY 1`),
    ).toEqual(expected);
    expect(
      await read(`SELECT o.group_1, count(DISTINCT o.id) AS orders FROM ${joined} GROUP BY o.group_1 ORDER BY 1`),
    ).toEqual(expected);
    expect(await read("SELECT *, 1 AS orders FROM accounts WHERE id = 1")).toHaveLength(2);
  });

  test("count an order once per product, and price lines without an amount", async () => {
    expect(await revenue(lens({ by: ["product"] }))).toEqual([
      { key: "cup", revenue: 40, orders: 1 },
      { key: "tea", revenue: 120, orders: 3 },
      { key: null, revenue: 165, orders: 5 }, // orders without lines
    ]);
    expect(await revenue(lens({ filters: [{ dimension: "category", values: ["drinks"] }] }))).toEqual([
      { key: null, revenue: 120, orders: 3 },
    ]);
    expect(await revenue(lens({ by: ["discount_band"] }))).toEqual([
      { key: "0%", revenue: 60, orders: 1 },
      { key: "10-20%", revenue: 40, orders: 1 },
      { key: null, revenue: 60 + 165, orders: 2 + 5 },
    ]);
  });

  test("are refused by facts that do not carry them, and pass entities by", async () => {
    const view = store.view(lens({ by: ["product"] }));
    expect(view.covers("sales")).toBe(true);
    expect(view.covers("valid_orders")).toBe(false);
    const refused = await view.select("SELECT id FROM orders", {}, { id: "integer" }).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: "not_applicable", dimension: "product" });
    const about = { id: "x", command: "/sales", seconds: 20 };
    expect(failure(refused, about, createWords("zh", "CNY")).answer).toMatchObject({
      headline: "这些数字不能按产品筛选或分组",
      error: { code: "not_applicable", hint: expect.stringMatching(/^可以按区域、/) },
    });
    expect(await view.select("SELECT count(*) AS n FROM accounts", {}, { n: "integer" })).toEqual([{ n: 4 }]);
  });

  test("keep the names of what facts refer to, unless the question is about those", async () => {
    const north = [{ dimension: "region", values: ["north"] }];
    const names = async (narrows?: Lens["narrows"]) => {
      const view = store.view(lens({ filters: north, ...(narrows === undefined ? {} : { narrows }) }));
      const rows = await view.select("SELECT name FROM accounts ORDER BY name", {}, { name: "text" });
      return rows.map(({ name }) => name).join("");
    };
    expect(await names("orders")).toBe("ABCD");
    expect(await names(["orders", "order_lines"])).toBe("ABCD");
    expect(await names("accounts")).toBe("AB");
    expect(await revenue(lens({ filters: north, narrows: "orders" }))).toEqual([
      { key: null, revenue: 250, orders: 4 },
    ]);
  });

  test("say whether rollups answer", () => {
    expect(store.view(lens({ by: ["segment"] })).summarised).toBe(true);
    expect(store.view(lens({ by: ["product"] })).summarised).toBe(false);
  });

  test("list their values, the most frequent first", async () => {
    expect(await store.values("region", everything)).toEqual(["north", "south"]);
    expect(await store.values("product", everything)).toEqual(["tea", "cup"]);
    expect(await store.values("owner", lens({ owners: [3] }))).toEqual(["Zhou"]);
  });
});

describe("account rollups", () => {
  const days = "SELECT account_id, ordered_on, orders, net, returned FROM account_days ORDER BY ordered_on, account_id";
  const shape = {
    account_id: "integer",
    ordered_on: "day",
    orders: "integer",
    net: "double",
    returned: "double",
  } as const;

  test("hold days with what was returned of them; merged accounts are one", async () => {
    expect(await store.view(everything).select(days, {}, shape)).toEqual([
      { account_id: 1, ordered_on: "2024-02-01", orders: 1, net: 100, returned: 40 },
      { account_id: 1, ordered_on: "2024-02-10", orders: 1, net: 50, returned: 0 },
      { account_id: 2, ordered_on: "2024-02-11", orders: 1, net: 70, returned: 0 },
      { account_id: 2, ordered_on: "2024-03-11", orders: 1, net: 30, returned: 0 },
      { account_id: 3, ordered_on: "2024-03-12", orders: 1, net: 20, returned: 5 },
      { account_id: 4, ordered_on: "2024-03-13", orders: 1, net: 10, returned: 0 },
      { account_id: 3, ordered_on: "2024-04-02", orders: 1, net: 40, returned: 0 },
    ]);
  });

  test("come from the lines when the question is about products", async () => {
    expect(
      await store.view(lens({ filters: [{ dimension: "product", values: ["cup"] }] })).select(days, {}, shape),
    ).toEqual([{ account_id: 1, ordered_on: "2024-02-01", orders: 1, net: 40, returned: 40 }]);
  });

  test("hold months with the cohort of the first", async () => {
    const rows = await store.view(lens({ owners: [3] })).select(
      "SELECT * FROM account_months ORDER BY month",
      {},
      {
        account_id: "integer",
        month: "day",
        orders: "integer",
        net: "double",
        cohort: "day",
        group_1: "text?",
      },
    );
    expect(rows).toEqual([
      { account_id: 3, month: "2024-03-01", orders: 1, net: 20, cohort: "2024-03-01", group_1: null },
      { account_id: 3, month: "2024-04-01", orders: 1, net: 40, cohort: "2024-03-01", group_1: null },
    ]);
  });
});
