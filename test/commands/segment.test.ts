import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { UserError } from "#errors.ts";
import type { Store } from "#store.ts";
import segment from "../../commands/segment.ts";
import { ask, companyOf, insert, texts } from "./ask-company.ts";

let store: Store;
let close: () => Promise<void>;

/**
 * Fourteen accounts. Loyal ones (1 to 6, North, shop) order five times in 2025 for 1,000; occasional ones (7 to 12, South,
 * web) once for 50, long ago. Account 1 also buys on the web, 13 has no region, 14 bought in 2024 only.
 */
beforeAll(async () => {
  ({ store, close } = await companyOf(async (landing) => {
    await insert(
      landing,
      "accounts",
      Array.from({ length: 14 }, (_, index) => ({
        id: index + 1,
        name: `A${index + 1}`,
        region: index < 6 ? "North" : index === 12 ? null : "South",
        gender: index % 2 === 0 ? "F" : "M",
        birth_year: index === 11 ? null : index < 4 ? 1987 : 1992,
      })),
    );
    await insert(landing, "products", [
      { id: 1, name: "Bean", category: "coffee" },
      { id: 2, name: "Cup", category: "ware" },
    ]);
    let id = 0;
    const order = (account_id: number | null, day: string, net: number, channel: string) => {
      id += 1;
      return { id, account_id, ordered_at: `${day} 04:00:00`, status: "confirmed", currency: "CNY", net, channel };
    };
    const orders = Array.from({ length: 12 }, (_, index) => {
      if (index >= 6) return [order(index + 1, `2025-02-0${index - 5}`, 50 + index, "web")];
      return ["05", "08", "10", "11", "12"].map((month) =>
        order(index + 1, `2025-${month}-1${index}`, 1000 + index, "shop"),
      );
    }).flat();
    await insert(landing, "orders", [
      ...orders,
      order(1, "2025-12-20", 500, "web"),
      order(13, "2025-03-03", 70, "web"),
      order(14, "2024-06-01", 300, "web"),
      order(7, "2024-06-01", 40, "web"),
      order(null, "2025-06-01", 77, "web"),
      { ...order(9, "2025-06-01", 9999, "web"), status: "cancelled" },
    ]);
    await insert(landing, "order_lines", [
      { id: 1, order_id: 1, product_id: 1, quantity: 1, net: 600 },
      { id: 2, order_id: 1, product_id: 2, quantity: 4, net: 400 },
      { id: 3, order_id: 2, product_id: 1, quantity: 2, net: 1000 },
    ]);
    await insert(landing, "returns", [
      { id: 1, order_id: 1, account_id: 1, amount: 100, currency: "CNY", returned_at: "2025-06-05 00:00:00" },
    ]);
  }));
});
afterAll(() => close());

interface Group {
  readonly key: string | null;
  readonly key_2?: string | null;
  readonly customers: number;
  readonly orders: number;
  readonly revenue: number;
  readonly share: number;
}
const groupsOf = ({ result }: Awaited<ReturnType<typeof ask>>) => result.groups as Group[];

describe("/segment by a dimension", () => {
  it("adds up by hand, in the fields of the definition", async () => {
    const { result } = await ask(segment, store, { lens: { by: ["region"] } });
    // North: 6 × 5 orders of 1,000 to 1,005, one of 500, 100 returned. South: 56 + … + 61 = 351.
    expect(result.groups).toEqual([
      {
        key: "North",
        customers: 6,
        share: 6 / 13,
        revenue: 30_475,
        revenue_share: 30_475 / 30_896,
        orders: 31,
        aov: 983.06,
        per_buyer: 5079.17,
        repeat_rate: 1,
      },
      {
        key: "South",
        customers: 6,
        share: 6 / 13,
        revenue: 351,
        revenue_share: 351 / 30_896,
        orders: 6,
        aov: 58.5,
        per_buyer: 58.5,
        repeat_rate: 0,
      },
      {
        key: null,
        customers: 1,
        share: 1 / 13,
        revenue: 70,
        revenue_share: 70 / 30_896,
        orders: 1,
        aov: 70,
        per_buyer: 70,
        repeat_rate: 0,
      },
    ]);
    expect(Object.keys((result.groups as object[])[0] ?? {})).toEqual(
      "key,customers,share,revenue,revenue_share,orders,aov,per_buyer,repeat_rate".split(","),
    );
    expect(result).toMatchObject({
      n: 13,
      period: { from: "2025-01-01", to: "2026-01-01" },
      previous: { period: { from: "2024-01-01", to: "2025-01-01" }, n: 2, total: { revenue: 340 } },
      excluded: [{ reason: "no_account", rows: 1, money: 77 }],
    });
  });

  it("counts a customer in every group in which it bought, and says so", async () => {
    const reply = await ask(segment, store, { lens: { by: ["channel"] } });
    expect(groupsOf(reply).map(({ key, customers, orders }) => [key, customers, orders])).toEqual([
      ["shop", 6, 30],
      ["web", 8, 8],
    ]);
    expect(reply.result.n).toBe(13);
    expect(reply.footnotes?.join(" ")).toContain("more than 100%");
  });

  it("takes orders apart by product", async () => {
    const reply = await ask(segment, store, { lens: { by: ["category"] }, to: "2025-09-01" });
    expect(groupsOf(reply).map(({ key, customers, orders, revenue }) => [key, customers, orders, revenue])).toEqual([
      // The return names no product.
      [null, 12, 17, 10_030 + 421 - 100],
      ["coffee", 1, 2, 1600],
      ["ware", 1, 1, 400],
    ]);
  });

  it("knows two dimensions, and says decades as one does", async () => {
    const reply = await ask(segment, store, { lens: { by: ["gender", "age_band"] }, locale: "zh" });
    const groups = groupsOf(reply);
    expect(Object.keys(groups[0] ?? {}).slice(0, 3)).toEqual(["key", "key_2", "customers"]);
    expect(groups.map(({ key, key_2, customers }) => [key, key_2, customers])).toEqual([
      ["F", "1980", 2],
      ["M", "1980", 2],
      ["F", "1990", 5],
      ["M", "1990", 3],
      ["M", null, 1],
    ]);
    expect(reply.table?.rows.map(({ group }) => group)).toContain("F×80后");
    expect(JSON.stringify(reply.chart?.spec)).toContain("90后");
  });

  it.each(["en", "zh"] as const)("says what it found in %s", async (locale) => {
    expect(texts(await ask(segment, store, { locale, lens: { by: ["region"] } }))).toMatchSnapshot();
    expect(texts(await ask(segment, store, { locale, lens: { by: ["region", "channel"] } }))).toMatchSnapshot();
  });

  it("keeps to the filters, and speaks of a single group", async () => {
    const filters = [{ dimension: "region", values: ["South"] }];
    const reply = await ask(segment, store, { lens: { by: ["region"], filters } });
    expect(reply.headline).toBe("All 6 customers who ordered share one region: South (¥351)");
    expect(groupsOf(reply)).toHaveLength(1);
  });

  it("says why there is nobody", async () => {
    const none = { from: "2020-01-01", to: "2020-02-01", lens: { by: ["region"] } };
    expect(await ask(segment, store, none)).toMatchObject({
      empty: true,
      result: { n: 0, groups: [], previous: null },
    });
  });

  it("refuses to do both at once", async () => {
    const both = ask(segment, store, { lens: { by: ["region"] }, options: { method: "auto" } });
    await expect(both).rejects.toThrow(UserError);
  });
});

describe("/segment auto", () => {
  it("finds the groups that were made, with every customer in full", async () => {
    const { result } = await ask(segment, store, { full: true });
    expect(Object.keys(result).slice(2, 6)).toEqual(["k", "silhouette", "inertia", "clusters"]);
    const clusters = result.clusters as { name: string; size: number; revenue_share: number; centroid: object }[];
    expect(clusters[0]).toMatchObject({ name: "frequent, high spending, recent", size: 6 });
    expect(Object.keys(clusters[0] ?? {}).slice(0, 4)).toEqual(["name", "size", "centroid", "revenue_share"]);
    expect(clusters.reduce((sum, { size }) => sum + size, 0)).toBe(13);
    const assignments = result.assignments as { account_id: string; cluster: string }[];
    expect(assignments).toHaveLength(13);
    expect(assignments.filter(({ cluster }) => cluster === clusters[0]?.name).map(({ account_id: id }) => id)).toEqual(
      [1, 2, 3, 4, 5, 6].map((id) => `accounts-${id}`),
    );
    expect(await ask(segment, store, {}).then((reply) => reply.result.assignments)).toBeUndefined();
  });

  it.each(["en", "zh"] as const)("says what it found in %s", async (locale) => {
    expect(texts(await ask(segment, store, { locale }))).toMatchSnapshot();
  });

  it("says when there are too few or no customers", async () => {
    const few = await ask(segment, store, { lens: { filters: [{ dimension: "region", values: ["North"] }] } });
    expect(few).toMatchObject({ result: { n: 6, k: null, clusters: [] } });
    expect(few.headline).toContain("Only 6 customers");
    expect(few.chart).toBeUndefined();
    const none = await ask(segment, store, { from: "2020-01-01", to: "2020-02-01", locale: "zh" });
    expect(none).toMatchObject({ empty: true, result: { n: 0, k: null, clusters: [] } });
  });
});
