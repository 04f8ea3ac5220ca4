import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Store } from "#store.ts";
import basket from "../../commands/basket.ts";
import recommend from "../../commands/recommend.ts";
import { ask, companyOf, insert, texts } from "./ask-company.ts";

const products = ["Beans", "Cups", "Tea", "Pot", "Grinder", "Old mill"] as const;
let store: Store;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ store, close } = await companyOf(async (landing) => {
    await insert(landing, "owners", [
      { id: 1, name: "王敏", team: "North" },
      { id: 2, name: "Li", team: "South" },
    ]);
    // Forty hotels buy beans and cups, forty shops tea and pots; hotel 1 and 2 never bought cups; 81 bought nothing.
    const kind = (account: number) => (account <= 40 || account === 81 ? "hotel" : "shop");
    await insert(
      landing,
      "accounts",
      Array.from({ length: 81 }, (_, index) => ({
        id: index + 1,
        name: index === 0 ? "Grand Hotel" : `Account ${index + 1}`,
        owner_id: index % 2 === 0 ? 1 : 2,
        industry: kind(index + 1),
      })),
    );
    await insert(
      landing,
      "products",
      products.map((name, index) => ({
        id: index + 1,
        name,
        sku: `S${index + 1}`,
        category: name === "Grinder" || name === "Old mill" || name === "Beans" ? "Coffee" : "Other",
        list_price: [10, 5, 8, 30, 200, 100][index] ?? 0,
        is_active: name !== "Old mill",
      })),
    );
    const orders: { account: number; items: number[] }[] = [];
    for (let account = 1; account <= 80; account++) {
      const hotel = kind(account) === "hotel";
      const usual = hotel ? (account <= 2 ? [1] : [1, 2]) : [3, 4];
      orders.push({ account, items: usual }, { account, items: [hotel ? 1 : 3] }, { account, items: usual });
      if (account % 4 === 0) orders.push({ account, items: [hotel ? 5 : 4, 6] });
    }
    await insert(
      landing,
      "orders",
      orders.map(({ account, items }, index) => ({
        id: index + 1,
        account_id: account,
        ordered_at: `2025-0${1 + (index % 4)}-1${index % 9} 04:00:00`,
        status: "confirmed",
        currency: "CNY",
        net: 100 * items.length,
      })),
    );
    let id = 0;
    await insert(
      landing,
      "order_lines",
      orders.flatMap(({ account, items }, index) =>
        items.map((product_id) => ({
          id: ++id,
          order_id: index + 1,
          account_id: account,
          product_id,
          quantity: 1,
          net: 100,
        })),
      ),
    );
  }));
});
afterAll(() => close());

const commands = new Map([["basket", basket]]) as never;

describe("/recommend", () => {
  it("offers an account what its kind buys, and nothing that it owns or is no longer sold", async () => {
    const { result } = await ask(recommend, store, { subject: "grand hotel" });
    const offers = result.offers as { product: string; kind: string; because: string }[];
    expect(Object.keys(offers[0] ?? {})).toEqual(["product", "kind", "score", "because"]);
    expect(offers[0]).toMatchObject({
      product: "Cups",
      kind: "cross_sell",
      because: "38 of 40 hotel customers that buy Beans also buy it",
    });
    expect(offers.find(({ product }) => product === "Grinder")).toMatchObject({
      kind: "up_sell",
      because: expect.stringContaining("dearer than the Beans it buys; "),
    });
    expect(offers.map(({ product }) => product)).not.toContain("Beans");
    expect(offers.map(({ product }) => product)).not.toContain("Old mill");
    expect(result).toMatchObject({
      n: 1,
      account: { account_id: "accounts-1" },
      excluded: [{ reason: "inactive", rows: 1 }],
    });
    expect(Object.keys(result.quality ?? {})).toEqual(["hit_rate_at_10", "popularity_hit_rate_at_10", "accounts"]);
  });

  it("finds who will buy a product: those that buy what goes with it, and only accounts of the asker", async () => {
    const { result } = await ask(recommend, store, { options: { product: "cups" } });
    const accounts = result.accounts as { account_id: string; owner: string; score: number }[];
    expect(Object.keys(accounts[0] ?? {})).toEqual(["account_id", "name", "owner", "score", "because"]);
    expect(accounts.map(({ account_id }) => account_id)).toEqual(["accounts-1", "accounts-2"]);
    const own = await ask(recommend, store, { options: { product: "cups" }, lens: { owners: [2] } });
    expect(own.result).toMatchObject({ n: 1, accounts: [{ account_id: "accounts-2", owner: "Li" }] });
  });

  it("takes a name of several words without its quotation marks", async () => {
    const { result } = await ask(recommend, store, { options: { 产品: "old" }, subject: "mill" });
    expect(result.product).toBe("Old mill");
  });

  it.each(["en", "zh"] as const)("says what it found in %s", async (locale) => {
    expect(texts(await ask(recommend, store, { locale, commands, subject: "Grand Hotel" }))).toMatchSnapshot();
    expect(texts(await ask(recommend, store, { locale, commands, options: { product: "S2" } }))).toMatchSnapshot();
    expect(texts(await ask(recommend, store, { locale, commands }))).toMatchSnapshot();
  });

  it("leads on to the customer by an id in quotes, as ids may read like a period", async () => {
    const known = new Map([["customer", recommend]]) as never;
    const { followUps } = await ask(recommend, store, { commands: known, subject: "Grand Hotel" });
    expect(followUps?.map(({ ask: text }) => text)).toContain('/customer "accounts-1"');
  });

  it("offers what its group buys to an account without orders, and says so", async () => {
    const { result, footnotes } = await ask(recommend, store, { subject: "accounts-81" });
    expect((result.offers as { product: string; because: string }[])[0]).toMatchObject({
      product: "Beans",
      because: "40 of 40 hotel customers buy it",
    });
    expect(footnotes?.[0]).toContain("has not ordered anything yet");
  });

  it("says plainly when an account is unknown, when nobody ordered, and when too little is known of a product", async () => {
    await expect(ask(recommend, store, { subject: "nobody at all" })).rejects.toMatchObject({
      code: "unknown_account",
    });
    await expect(ask(recommend, store, { options: { product: "sofa" } })).rejects.toMatchObject({
      code: "unknown_value",
    });
    const none = await ask(recommend, store, { from: "2020-01-01", to: "2020-02-01" });
    expect(none).toMatchObject({ empty: true, result: { n: 0, offers: [] } });
    const idle = await ask(recommend, store, { from: "2026-06-01", to: "2026-07-01" });
    expect(idle).toMatchObject({
      empty: true,
      result: { n: 0, offers: [], quality: { accounts: expect.any(Number) } },
    });
    const grinder = await ask(recommend, store, {
      options: { product: "grinder" },
      from: "2026-06-01",
      to: "2026-07-01",
    });
    expect(grinder).toMatchObject({ result: { n: 0, accounts: [] } });
    expect(grinder.chart).toBeUndefined();
  });
});
