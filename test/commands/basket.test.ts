import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Store } from "#store.ts";
import basket from "../../commands/basket.ts";
import recommend from "../../commands/recommend.ts";
import { ask, companyOf, insert, texts } from "./ask-company.ts";

const products = ["Filter F200", "Descaler", "Beans", "Cups", "Cups"] as const;
/** Products of each order, and how many such orders there are. */
const baskets: readonly (readonly [readonly number[], number])[] = [
  [[1, 2], 24],
  [[1], 12],
  [[2], 4],
  [[1, 2, 3], 4],
  [[3], 40],
  [[3, 4], 10],
  [[4], 6],
  [[5], 2],
];
let store: Store;
let close: () => Promise<void>;

/** A company that sold these baskets; without prices its orders have no money. */
function shop(priced: boolean) {
  return companyOf(async (landing) => {
    await insert(
      landing,
      "accounts",
      [1, 2].map((id) => ({ id, name: `A${id}`, region: id === 1 ? "north" : "south" })),
    );
    await insert(
      landing,
      "products",
      products.map((name, index) => ({
        id: index + 1,
        name,
        sku: `S${index + 1}`,
        category: index < 2 ? "Care" : "Coffee",
      })),
    );
    const orders = baskets.flatMap(([items, times]) => Array.from({ length: times }, () => items));
    const order = { status: "confirmed", currency: "CNY" };
    await insert(landing, "orders", [
      ...orders.map((items, index) => ({
        ...order,
        id: index + 1,
        account_id: 1 + (index % 2),
        ordered_at: `2025-0${1 + (index % 9)}-10 04:00:00`,
        ...(priced ? { net: 100 * items.length } : {}),
      })),
      { ...order, id: 900, account_id: 1, ordered_at: "2025-05-05 04:00:00", ...(priced ? { net: 50 } : {}) },
      {
        ...order,
        id: 901,
        account_id: 1,
        ordered_at: "2025-05-05 04:00:00",
        status: "cancelled",
        ...(priced ? { net: 50 } : {}),
      },
    ]);
    let id = 0;
    const line = (order_id: number, product_id: number, quantity = 1) => ({
      id: ++id,
      order_id,
      account_id: 1,
      product_id,
      quantity,
      ...(priced ? { net: 100 } : {}),
    });
    await insert(landing, "order_lines", [
      ...orders.flatMap((items, index) => items.map((item) => line(index + 1, item))),
      // The same product twice, one given back, and a cancelled order.
      line(1, 1),
      line(30, 4, -1),
      line(901, 3),
      line(901, 4),
    ]);
  });
}

beforeAll(async () => {
  ({ store, close } = await shop(true));
});
afterAll(() => close());

const fixed = { support: ".05", confidence: ".5" };

describe("/basket", () => {
  it("counts baskets by hand", async () => {
    const { result } = await ask(basket, store, { options: fixed });
    // 102 baskets; descaler in 32, with the filter in 28, which is in 40. Of equal lift the surer rule comes first.
    expect(result).toMatchObject({ n: 102, transactions: 102, support: 0.05, confidence: 0.5, rule_count: 3 });
    expect((result.rules as object[])[0]).toEqual({
      antecedent: ["Descaler"],
      consequent: "Filter F200",
      count: 28,
      support: 28 / 102,
      confidence: 28 / 32,
      lift: (28 * 102) / (40 * 32),
      leverage: (28 * 102 - 40 * 32) / 102 ** 2,
      conviction: ((102 - 40) * 32) / (102 * 4),
    });
    expect(result.excluded).toEqual([{ reason: "no_products", rows: 1 }]);
  });

  it.each(["en", "zh"] as const)("says what it found in %s", async (locale) => {
    const commands = new Map([["recommend", recommend]]);
    expect(texts(await ask(basket, store, { locale, commands }))).toMatchSnapshot();
    expect(
      texts(await ask(basket, store, { locale, options: { level: "category", confidence: "10%" } })),
    ).toMatchSnapshot();
    expect(
      texts(await ask(basket, store, { locale, options: { product: "beans", confidence: ".05" } })),
    ).toMatchSnapshot();
  });

  it("tells products of one name apart, and finds them by sku, part and name", async () => {
    const about = async (product: string) =>
      (await ask(basket, store, { options: { ...fixed, product } })).result.product;
    expect(await about("S5")).toBe("Cups (S5)");
    expect(await about("filter")).toBe("Filter F200");
    expect(await about("F200")).toBe("Filter F200");
    await expect(about("cups")).rejects.toMatchObject({
      code: "ambiguous_value",
      choices: expect.arrayContaining([expect.stringContaining("S4")]),
    });
    await expect(about("tea")).rejects.toMatchObject({ code: "unknown_value" });
  });

  it("keeps only the rules about a product", async () => {
    const { result } = await ask(basket, store, { options: { ...fixed, 产品: "Cups (S4)" } });
    expect(result.rules).toMatchObject([{ antecedent: ["Cups (S4)"], consequent: "Beans", count: 10 }]);
    expect(result.itemsets).toBe((await ask(basket, store, { options: fixed })).result.itemsets);
  });

  it("is narrowed by whole orders", async () => {
    const filters = [{ dimension: "region", values: ["north"] }];
    expect((await ask(basket, store, { lens: { filters } })).result.transactions).toBe(51);
  });

  it("says plainly when nothing goes together, and when there is nothing", async () => {
    const rare = await ask(basket, store, { options: { support: ".9" } });
    expect(rare.headline).toContain("92 or more of 102 orders");
    expect(rare).toMatchObject({ result: { rules: [], rule_count: 0 } });
    expect(rare.chart).toBeUndefined();
    const none = await ask(basket, store, { from: "2020-01-01", to: "2020-02-01", locale: "zh" });
    expect(none).toMatchObject({ empty: true, result: { n: 0, transactions: 0, rules: [] } });
    expect(() => basket.options?.parse({ support: "2" })).toThrow();
  });

  it("takes confirmed orders when no order has an amount", async () => {
    const free = await shop(false);
    try {
      const { result, footnotes } = await ask(basket, free.store, { options: fixed });
      expect(result).toMatchObject({
        transactions: 102,
        rule_count: 3,
        excluded: [{ reason: "no_products", rows: 1 }],
      });
      expect(footnotes?.join(" ")).toContain("No order here has an amount");
    } finally {
      await free.close();
    }
  });

  it("says that there are no order lines", async () => {
    const bare = await companyOf((landing) => insert(landing, "accounts", [{ id: 1, name: "A" }]));
    try {
      for (const command of [basket, recommend]) {
        const { empty, headline, result } = await ask(command as typeof basket, bare.store, {});
        expect([empty, headline]).toEqual([true, expect.stringContaining("no product data")]);
        expect(result).toMatchObject({ n: 0 });
      }
    } finally {
      await bare.close();
    }
  });
});
