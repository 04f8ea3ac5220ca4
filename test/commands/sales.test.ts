import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Command } from "#command.ts";
import type { Landing, Store } from "#store.ts";
import salesCommand from "../../commands/sales.ts";
import { companyOf } from "./ask-company.ts";
import { ask, insert, span } from "./selling-company.ts";

const sales = salesCommand as unknown as Command;
const third = span("2024-07-01", "2024-10-01", "2024Q3");
const previous = { kind: "prev", period: span("2024-04-01", "2024-07-01", "2024Q2") } as const;

/** Third quarter: East 300 + 100, West 200, nobody 50, 60 returned. Second: East 700 in one order, West 100. */
async function orders(landing: Landing): Promise<void> {
  await insert(landing, "owners", [
    { id: 1, name: "Mei" },
    { id: 2, name: "Li" },
  ]);
  await insert(landing, "accounts", [
    { id: 1, name: "A", region: "East", owner_id: 1 },
    { id: 2, name: "B", region: "West", owner_id: 2 },
    { id: 3, name: "C", region: "East", owner_id: 1 },
  ]);
  const order = (id: number, account: number | null, at: string, net: number, status = "confirmed") => ({
    id,
    account_id: account,
    owner_id: account === 2 ? 2 : 1,
    ordered_at: at,
    status,
    net,
    net_reporting: net,
    currency: "CNY",
  });
  await insert(landing, "orders", [
    order(1, 1, "2024-06-30 15:59:00", 700), // 23:59 of 30 June in Shanghai
    order(2, 2, "2024-05-05 04:00:00", 100),
    order(3, 1, "2024-06-30 16:00:00", 300), // 1 July in Shanghai
    order(4, 3, "2024-08-10 04:00:00", 100),
    order(5, 2, "2024-09-10 04:00:00", 200),
    order(6, null, "2024-09-11 04:00:00", 50),
    order(7, 2, "2024-09-12 04:00:00", 999, "cancelled"),
  ]);
  await insert(landing, "returns", [
    // Of an order of the quarter before: dated in this one, so deducted here.
    {
      id: 1,
      order_id: 1,
      account_id: 1,
      amount: 60,
      amount_reporting: 60,
      currency: "CNY",
      returned_at: "2024-07-20 04:00:00",
    },
  ]);
}

let store: Store;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ store, close } = await companyOf(orders));
});
afterAll(() => close());

interface Figures {
  revenue: number;
  orders: number;
}
const sum = (rows: unknown, key: keyof Figures) => (rows as Figures[]).reduce((total, row) => total + row[key], 0);

describe("/sales", () => {
  it("adds up a quarter, by hand", async () => {
    const { result, footnotes } = await ask(sales, store, third, { comparison: previous });
    expect(result.totals).toEqual({
      revenue: 300 + 100 + 200 + 50 - 60,
      orders: 4,
      customers: 3,
      units: null,
      aov: 147.5,
      returns: 60,
      per_buyer: 196.6667,
    });
    expect(result.previous).toMatchObject({ totals: { revenue: 800, orders: 2, customers: 2, returns: 0 } });
    expect(result).toMatchObject({ excluded: [], unattributed: { orders: 1, revenue: 50 } });
    expect(footnotes?.join("\n")).toContain("1 order worth ¥50 without a known customer");
  });

  it("has every week of the quarter, and they sum to the totals", async () => {
    const { result } = await ask(sales, store, third);
    const series = result.series as (Figures & { start: string })[];
    expect(series).toHaveLength(14);
    expect(series[0]).toEqual({
      start: "2024-07-01",
      revenue: 300,
      orders: 1,
      customers: 1,
      units: null,
      aov: 300,
      returns: 0,
    });
    expect(series.find(({ start }) => start === "2024-07-15")?.revenue).toBe(-60);
    expect(sum(series, "revenue")).toBe((result.totals as Figures).revenue);
    expect(sum(series, "orders")).toBe((result.totals as Figures).orders);
  });

  it("groups by region with shares and previous, and says who moved, in both languages", async () => {
    const english = await ask(sales, store, third, { by: ["region"], comparison: previous });
    expect(english.result.groups).toMatchObject([
      { key: "East", revenue: 340, orders: 2, customers: 2, returns: 60, share: 340 / 590, previous: 700 },
      { key: "West", revenue: 200, orders: 1, customers: 1, returns: 0, previous: 100 },
      { key: null, revenue: 50, orders: 1, customers: 0, previous: 0 },
    ]);
    expect(english.headline).toBe("East brought 58% of ¥590, yet fell most, by ¥360");
    expect(english.insights?.[0]).toContain("Without East, revenue would have changed by +150% instead of −26%");
    expect(english.actions?.[0]).toContain("worth ¥360");
    const chinese = await ask(sales, store, third, { by: ["region"], comparison: previous, locale: "zh" });
    expect(chinese.headline).toBe("East占销售额¥590的58%，排第一，但下滑也最多，减少¥360");
  });

  it("sums up the groups beyond the top, so that totals add up", async () => {
    const { result, table } = await ask(sales, store, third, { by: ["region"], top: 1 });
    expect(result.other).toMatchObject({ groups: 2, revenue: 250, orders: 2 });
    expect(sum(table?.rows, "revenue")).toBe((result.totals as Figures).revenue);
    expect(sum(table?.rows, "orders")).toBe((result.totals as Figures).orders);
  });

  it("is cut as asked, and refuses what no picture can show", async () => {
    const { result, table } = await ask(sales, store, third, { options: { grain: "month" } });
    expect((result.series as { start: string }[]).map(({ start }) => start)).toEqual([
      "2024-07-01",
      "2024-08-01",
      "2024-09-01",
    ]);
    expect(sum(result.series, "revenue")).toBe((result.totals as Figures).revenue);
    expect(table?.total).toBe(3);
    const tooFine = ask(sales, store, span("2020-01-01", "2024-01-01"), { options: { grain: "day" } });
    await expect(tooFine).rejects.toMatchObject({ code: "bad_option", message: expect.stringContaining("1461") });
  });

  it("groups by product out of the lines, and counts an order of two products once in all", async () => {
    const company = await companyOf(async (landing) => {
      await orders(landing);
      await insert(landing, "products", [
        { id: 1, name: "tea", category: "drinks" },
        { id: 2, name: "cup", category: "ware" },
      ]);
      const line = (id: number, order: number, product: number | null, net: number) => {
        return { id, order_id: order, product_id: product, quantity: 2, net, net_reporting: net };
      };
      await insert(landing, "order_lines", [
        line(1, 3, 1, 180),
        line(2, 3, 2, 120),
        line(3, 5, 1, 199),
        line(4, 5, null, 1),
      ]);
    });
    try {
      const { result, footnotes } = await ask(sales, company.store, third, { by: ["product"], comparison: previous });
      expect(footnotes?.join()).toContain("counts in each of them");
      expect(result.groups).toMatchObject([
        { key: "tea", revenue: 379, orders: 2, customers: 2, units: 4 },
        { key: "cup", revenue: 120, orders: 1, customers: 1, units: 2 },
        // 1 in a line without product, 100 and 50 in orders without lines, less the return, which names no product.
        { key: null, revenue: 91, orders: 3, customers: 2, returns: 60 },
      ]);
      const { result: whole } = await ask(sales, company.store, third);
      expect(whole.totals).toMatchObject({ revenue: 590, orders: 4, customers: 3, returns: 60 });
      expect(result.totals).toEqual({ ...(whole.totals as object), units: 8 });
      const drinks = [{ dimension: "category", values: ["drinks"] }];
      const filtered = await ask(sales, company.store, third, { filters: drinks });
      expect(filtered.result.totals).toMatchObject({ revenue: 379, orders: 2, customers: 2, returns: null });
      expect(filtered.footnotes?.join()).toContain("Returns are not deducted");
    } finally {
      await company.close();
    }
  });

  it("speaks of no share when returns outweigh what was sold", async () => {
    const july = span("2024-07-15", "2024-08-01");
    const english = await ask(sales, store, july, { by: ["region"], comparison: previous });
    expect(english.headline).toBe("Revenue after returns was −¥60; East fell most, by ¥760");
    const chinese = await ask(sales, store, july, { by: ["region"], locale: "zh" });
    expect(chinese.headline).toBe("扣除退货后销售额为−¥60；最高的是East，−¥60");
    expect(chinese.result.groups).toMatchObject([{ key: "East", revenue: -60, share: null }]);
    expect(JSON.stringify(chinese.chart)).not.toContain("%");
  });

  it("says what it was against in Chinese", async () => {
    const { headline } = await ask(sales, store, third, { comparison: previous, locale: "zh" });
    expect(headline).toBe("销售额¥590，环比下降26%；2024年7月1日当周最高");
  });

  it("says so when nothing was sold", async () => {
    const reply = await ask(sales, store, span("2023-01-01", "2023-02-01"));
    expect(reply).toMatchObject({ empty: true, result: { series: [], totals: { revenue: 0 } } });
    expect(reply.headline).toBe("No sales in 1–31 Jan 2023");
  });

  it("counts won deals where the source has no orders", async () => {
    const deal = {
      amount: 80,
      amount_reporting: 80,
      currency: "CNY",
      created_at: "2024-07-01 04:00:00",
      closed_at: "2024-08-01 04:00:00",
    };
    const dealsOnly = await companyOf(async (landing) => {
      await insert(landing, "owners", [{ id: 1, name: "Mei" }]);
      await insert(landing, "opportunities", [
        { id: 1, owner_id: 1, status: "won", ...deal },
        { id: 2, owner_id: 1, status: "lost", ...deal },
      ]);
    });
    try {
      const { result, footnotes } = await ask(sales, dealsOnly.store, third, { by: ["owner"] });
      expect(result.groups).toMatchObject([{ key: "Mei", revenue: 80, orders: 1 }]);
      expect(footnotes?.join("\n")).toContain("won deals count as orders");
    } finally {
      await dealsOnly.close();
    }
  });
});
