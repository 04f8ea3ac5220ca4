import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addDays } from "#grammar/days.ts";
import { seededRandom } from "#metrics/random.ts";
import type { Reply } from "#reply.ts";
import type { Landing, Store } from "#store.ts";
import clv from "../../commands/clv.ts";
import { ask, companyOf, insert } from "./ask-company.ts";

type Order = readonly [account: number | null, day: string, net: number];

async function fill(landing: Landing, accounts: number, orders: readonly Order[]) {
  await insert(landing, "owners", [
    { id: 1, name: "王敏" },
    { id: 2, name: "Li" },
  ]);
  await insert(
    landing,
    "accounts",
    Array.from({ length: accounts }, (_, index) => ({
      id: index + 1,
      name: `客户${index + 1}`,
      owner_id: 1 + (index % 2),
      region: index % 3 === 0 ? null : index % 3 === 1 ? "north" : "south",
    })),
  );
  await insert(
    landing,
    "orders",
    orders.map(([account_id, day, net], index) => ({
      ...{ id: index + 1, account_id, net, status: "confirmed", currency: "CNY" },
      ordered_at: `${day} 04:00:00`,
    })),
  );
}

/** Sixty customers who buy at rates and prices of their own over two years, and may stop after any purchase. */
function trade(): Order[] {
  const random = seededRandom(11);
  return Array.from({ length: 60 }, (_, index) => {
    const [gap, worth] = [10 + 120 * random(), 100 + 900 * random()];
    const orders: Order[] = [];
    for (let day = Math.floor(660 * random()); day < 730; day += Math.ceil(-gap * Math.log(random()))) {
      orders.push([index + 1, addDays("2024-01-02", day), Math.round(worth * (0.5 + random()))]);
      if (random() < 0.08) break;
    }
    return orders;
  }).flat();
}

const orders = trade();
const all = { from: "2006-01-01", to: "2026-01-01" };
let store: Store;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ store, close } = await companyOf(async (landing) => {
    // Accounts 61 and 62 never order; one order has no account, one was cancelled, one follows on the day of another.
    const [account, day] = orders[0]!;
    await fill(landing, 62, [...orders, [account, day, 40], [null, "2025-07-01", 777]]);
    await insert(landing, "returns", [
      { id: 1, order_id: 1, account_id: 1, amount: 50, currency: "CNY", returned_at: "2025-12-05 00:00:00" },
    ]);
  }));
});
afterAll(() => close());

/** What the text says, without the picture. */
const texts = ({ chart, followUps, result, ...rest }: Reply) => rest;

interface Customer {
  readonly account_id: string;
  readonly owner: string;
  readonly expected_purchases: number;
  readonly expected_value: number;
  readonly p_alive: number;
  readonly clv: number;
}
const customersOf = ({ result }: Reply) => result.customers as Customer[];
const sumOf = (customers: readonly Customer[]) => customers.reduce((sum, customer) => sum + customer.clv, 0);

describe("/clv", () => {
  it("values every customer, and adds up", async () => {
    const reply = await ask(clv, store, all);
    const { result } = reply;
    const customers = customersOf(reply);
    expect(Object.keys(result.params as object)).toEqual(["r", "alpha", "a", "b", "p", "q", "v"]);
    expect(result).toMatchObject({ n: 60, period: all, previous: null, value_missing: null });
    expect(result.excluded).toEqual([
      { reason: "no_account", rows: 1, money: 777 },
      { reason: "no_orders", rows: 2 },
    ]);
    expect(customers).toHaveLength(60);
    expect(sumOf(customers)).toBeCloseTo(result.clv as number, 0);
    customers.forEach((customer, index) => {
      if (index > 0) expect(customer.clv).toBeLessThanOrEqual(customers[index - 1]!.clv);
      expect(customer.clv).toBeLessThanOrEqual(customer.expected_purchases * customer.expected_value + 0.01);
    });
    const once = new Set(orders.map(([account]) => account));
    for (const account of once) {
      const mine = orders.filter(([other]) => other === account);
      if (mine.length > 1) continue;
      expect(customers.find(({ account_id }) => account_id === `accounts-${account}`)?.p_alive).toBe(1);
    }
    const { mae, naive_mae } = result.holdout as Record<string, number>;
    expect(mae).toBeLessThan(naive_mae!);
  });

  it.each(["en", "zh"] as const)("says what it found in %s", async (locale) => {
    expect(texts(await ask(clv, store, { ...all, locale }))).toMatchSnapshot();
    expect(texts(await ask(clv, store, { ...all, locale, lens: { by: ["region"] } }))).toMatchSnapshot();
    const lately = { from: "2025-10-01", to: "2026-01-01", locale, options: { horizon: "26w", discount: "0" } };
    const { headline, insights, footnotes, method } = await ask(clv, store, lately);
    expect({ headline, insights, footnotes, method }).toMatchSnapshot();
  });

  it("groups all customers, those without a value too", async () => {
    const { result } = await ask(clv, store, { ...all, lens: { by: ["region"] } });
    const groups = result.groups as { group: string | null; customers: number; share: number; clv: number }[];
    expect(groups.map(({ group }) => group).sort()).toEqual(["north", "south", null].sort());
    expect(groups.reduce((sum, group) => sum + group.customers, 0)).toBe(60);
    expect(groups.reduce((sum, group) => sum + group.clv, 0)).toBeCloseTo(result.clv as number, 0);
  });

  it("learns from the whole company and shows only what the asker sees", async () => {
    const whole = await ask(clv, store, all);
    const mine = await ask(clv, store, { ...all, lens: { owners: [2] } });
    expect(mine.result.params).toEqual(whole.result.params);
    expect(mine.result.n).toBe(30);
    expect(customersOf(mine)).toEqual(customersOf(whole).filter(({ owner }) => owner === "Li"));
    expect(JSON.stringify(mine)).not.toContain("王敏");
    const filters = [{ dimension: "region", values: ["north"] }];
    const north = await ask(clv, store, { ...all, lens: { filters, narrows: "accounts" } });
    expect(north.result.n).toBe(20);
    expect(sumOf(customersOf(north))).toBeLessThan(sumOf(customersOf(whole)));
  });

  it("keeps to the customers of the period", async () => {
    const lately = await ask(clv, store, { from: "2025-10-01", to: "2026-01-01" });
    const active = new Set(orders.filter(([, day]) => day >= "2025-10-01").map(([account]) => `accounts-${account}`));
    expect(new Set(customersOf(lately).map(({ account_id }) => account_id))).toEqual(active);
    const before = await ask(clv, store, { from: "2020-01-01", to: "2021-01-01", asOf: "2025-12-31", locale: "zh" });
    expect(before).toMatchObject({ empty: true, result: { n: 0, customers: [] } });
    expect(before.actions?.length).toBeGreaterThan(0);
  });

  it("does not look past the as-of", async () => {
    const then = await ask(clv, store, { ...all, to: "2025-07-01", asOf: "2025-06-30" });
    const cut = await companyOf((landing) =>
      fill(
        landing,
        62,
        orders.filter(([, day]) => day <= "2025-06-30"),
      ),
    );
    try {
      const only = await ask(clv, cut.store, { ...all, to: "2025-07-01", asOf: "2025-06-30" });
      expect(customersOf(then)).toEqual(customersOf(only));
      expect(then.result.holdout).toEqual(only.result.holdout);
    } finally {
      await cut.close();
    }
  });

  it("discounts by the year and looks as far as asked", async () => {
    const value = async (options: Record<string, string>) => (await ask(clv, store, { ...all, options })).result;
    const plain = await value({ discount: "0" });
    const dear = await value({ discount: "50%" });
    expect(dear.clv).toBeLessThan(plain.clv as number);
    expect(dear.clv).toBeGreaterThan((plain.clv as number) / 1.5);
    expect((await value({ horizon: "24" })).expected_purchases).toBeGreaterThan(plain.expected_purchases as number);
    expect((await value({ horizon: "12" })).expected_purchases).toBe((await value({})).expected_purchases);
    for (const horizon of ["0", "61", "261w", "x"]) {
      expect(clv.options?.safeParse({ horizon }).success).toBe(false);
    }
    expect(clv.options?.safeParse({ discount: "10" }).success).toBe(false);
  });
});

describe("/clv of orders that teach too little", () => {
  /** The reply in both languages. */
  const said = async (accounts: number, few: readonly Order[]) => {
    const company = await companyOf((landing) => fill(landing, accounts, few));
    try {
      return [await ask(clv, company.store, all), await ask(clv, company.store, { ...all, locale: "zh" })] as const;
    } finally {
      await company.close();
    }
  };

  it.each([
    ["no order", [[null, "2025-07-01", 5]], "No customer has ordered yet"],
    [
      "one customer",
      [
        [1, "2025-07-01", 5],
        [1, "2025-08-01", 5],
      ],
      "Only one customer",
    ],
    [
      "nobody who came back",
      [
        [1, "2025-07-01", 5],
        [2, "2025-08-01", 5],
      ],
      "Nobody has ordered on a second day",
    ],
    [
      "equal histories",
      [1, 2].flatMap(
        (account) =>
          [
            [account, "2025-07-01", 5],
            [account, "2025-08-01", 5],
          ] as Order[],
      ),
      "the very same order history",
    ],
  ] as const)("says what is missing: %s", async (_, few, headline) => {
    const replies = await said(3, few as readonly Order[]);
    for (const reply of replies) {
      expect(reply).toMatchObject({ empty: true, result: { n: 0, params: null, customers: [], holdout: null } });
      expect(reply.actions?.length).toBeGreaterThan(0);
    }
    expect(replies[0].headline).toContain(headline);
  });

  it("forecasts orders alone where all values are equal, ties by id", async () => {
    const equal = orders.map(([account, day]) => [account, day, 100] as const);
    for (const reply of await said(60, equal)) {
      expect(reply.result).toMatchObject({ n: 60, clv: null, value_missing: "equal_values", params: { p: null } });
      expect(customersOf(reply)[0]).toMatchObject({ expected_value: null, clv: null });
      expect(reply.actions).toEqual([]);
      expect(texts(reply)).toMatchSnapshot();
    }
    const twins = [...orders, ...[71, 70].map((id) => [id, "2025-05-05", 10] as const)];
    const ids = customersOf((await said(71, twins))[0]).map(({ account_id }) => account_id);
    expect(ids.indexOf("accounts-70")).toBe(ids.indexOf("accounts-71") - 1);
  });
});
