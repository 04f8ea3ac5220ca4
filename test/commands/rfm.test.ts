import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rfm } from "#metrics/rfm/rfm.ts";
import type { RfmScheme } from "#metrics/rfm/rfm-segments.ts";
import { returnsFollow, rfmScores, sample } from "#queries/rfm-scores.ts";
import type { Store } from "#store.ts";
import rfmCommand from "../../commands/rfm.ts";
import { ask, companyOf, insert, texts } from "./ask-company.ts";

/** Ten accounts by hand: their order days in 2025 and what each order brought. */
const bought: readonly (readonly [string, readonly string[], number])[] = [
  ["华星科技", ["2025-01-10", "2025-02-10", "2025-02-20", "2025-03-01"], 9000],
  ["Borealis", ["2025-01-12", "2025-02-12", "2025-03-20"], 8000],
  ["C", ["2025-12-30", "2025-12-01", "2025-11-01", "2025-10-01", "2025-09-01"], 7000],
  ["D", ["2025-12-28", "2025-11-03", "2025-10-02", "2025-08-01"], 6000],
  ["E", ["2025-12-20"], 100],
  ["F", ["2025-11-11"], 200],
  ["G", ["2025-10-10", "2025-09-09"], 300],
  ["H", ["2025-08-08"], 150],
  ["I", ["2025-06-06"], 120],
  ["J", ["2025-05-05"], 50],
];
let store: Store;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ store, close } = await companyOf(async (landing) => {
    await insert(landing, "owners", [
      { id: 1, name: "王敏", team: "North" },
      { id: 2, name: "Li", team: "South" },
    ]);
    await insert(
      landing,
      "accounts",
      [...bought.map(([name]) => name), "K"].map((name, index) => ({
        id: index + 1,
        name,
        owner_id: index < 5 ? 1 : 2,
        region: index < 5 ? "north" : "south",
      })),
    );
    let id = 0;
    const order = (account_id: number | null, day: string, net: number) => ({
      id: ++id,
      account_id,
      ordered_at: `${day} 04:00:00`,
      status: "confirmed",
      currency: "CNY",
      net,
    });
    const orders = bought.flatMap(([, days, net], index) => days.map((day) => order(index + 1, day, net)));
    // The year before: K bought most and often, C a little; A to E make five customers.
    const before = [
      order(11, "2024-12-20", 5000),
      order(11, "2024-12-01", 5000),
      order(11, "2024-10-20", 5000),
      order(3, "2024-02-01", 10),
      order(1, "2024-03-01", 20),
      order(2, "2024-04-01", 30),
      order(4, "2024-05-01", 40),
    ];
    await insert(landing, "orders", [
      ...orders,
      ...before,
      order(null, "2025-07-01", 777),
      { ...order(5, "2025-07-01", 9999), status: "cancelled" },
    ]);
    await insert(landing, "returns", [
      { id: 1, order_id: 1, account_id: 1, amount: 1000, currency: "CNY", returned_at: "2025-03-05 00:00:00" },
    ]);
  }));
});
afterAll(() => close());

describe("/rfm", () => {
  it("scores a company by hand", async () => {
    const { result } = await ask(rfmCommand, store, {});
    const customers = result.customers as Record<string, unknown>[];
    // 2025-03-01 → 2025-12-31 is 305 days; 4 × 9,000 less a return of 1,000.
    // Recency: 305 days is worst of ten (1); 4 orders: 7 have fewer (1 + floor(35/10) = 4); money: 9 less (5).
    expect(customers.find(({ name }) => name === "华星科技")).toEqual({
      account_id: "accounts-1",
      name: "华星科技",
      owner: "王敏",
      recency_days: 305,
      frequency: 4,
      monetary: 35000,
      r: 1,
      f: 4,
      m: 5,
      segment: "Can't lose",
    });
    expect(customers.find(({ name }) => name === "C")).toMatchObject({
      recency_days: 1,
      r: 5,
      f: 5,
      m: 5,
      segment: "Champions",
    });
    expect(customers[0]).toMatchObject({ segment: "Can't lose" });
    expect(result.n).toBe(10);
    expect(result.excluded).toEqual([{ reason: "no_account", rows: 1, money: 777 }]);
    expect(result.migration).toContainEqual({ from: "Champions", to: "Dormant", customers: 1 });
    expect(result.previous).toMatchObject({ n: 5, period: { from: "2024-01-02", to: "2025-01-01" } });
  });

  it.each(["en", "zh"] as const)("says what it found in %s", async (locale) => {
    expect(texts(await ask(rfmCommand, store, { locale }))).toMatchSnapshot();
    expect(texts(await ask(rfmCommand, store, { locale, lens: { by: ["region"] } }))).toMatchSnapshot();
    expect(texts(await ask(rfmCommand, store, { locale, options: { scheme: "8" } }))).toMatchSnapshot();
    expect(
      texts(await ask(rfmCommand, store, { locale, options: { scheme: "3" }, from: "2025-06-01" })),
    ).toMatchSnapshot();
    expect(texts(await ask(rfmCommand, store, { locale, options: { scheme: "fixed" } })).method).toMatchSnapshot();
  });

  it("shows no segments below five customers, and says why when there is nobody", async () => {
    const few = await ask(rfmCommand, store, { from: "2025-12-01" });
    expect(few.result).toMatchObject({ n: 3, segments: [], grid: [], migration: [] });
    expect(few.headline).toContain("Only 3 customers");
    expect(few.chart).toBeUndefined();
    const none = await ask(rfmCommand, store, { from: "2020-01-01", to: "2020-02-01", locale: "zh" });
    expect(none).toMatchObject({ empty: true, result: { n: 0, customers: [], segments: [], grid: [], migration: [] } });
    expect(none.actions?.length).toBeGreaterThan(0);
  });

  it("groups by region without rescoring", async () => {
    const { result } = await ask(rfmCommand, store, { lens: { by: ["region"] } });
    expect(result.groups).toMatchObject([
      { group: "north", customers: 5, quiet: 2, best: 2 },
      { group: "south", customers: 5, quiet: 0 },
    ]);
  });

  it("keeps to the filters", async () => {
    const { result } = await ask(rfmCommand, store, {
      lens: { filters: [{ dimension: "region", values: ["north"] }] },
    });
    expect(result.n).toBe(5);
  });
});

describe("/rfm as of a day in the past", () => {
  it("takes off only the returns made by then, in either period", async () => {
    const company = await companyOf(async (landing) => {
      await insert(landing, "accounts", [{ id: 1, name: "A", region: "north" }]);
      const order = { account_id: 1, status: "confirmed", currency: "CNY", net: 600 };
      await insert(landing, "orders", [
        { ...order, id: 1, ordered_at: "2026-05-10 04:00:00", channel: "web" },
        { ...order, id: 2, ordered_at: "2026-04-10 04:00:00", channel: "shop" },
      ]);
      const back = { account_id: 1, currency: "CNY", order_id: 1 };
      await insert(landing, "returns", [
        { ...back, id: 1, amount: 550, returned_at: "2026-09-09 04:00:00" },
        { ...back, id: 2, amount: 10, returned_at: "2026-05-20 04:00:00" },
        { ...back, id: 3, amount: 7, order_id: 2, returned_at: "2026-09-10 04:00:00" },
        { ...back, id: 4, amount: 5, order_id: 2, returned_at: null },
      ]);
    });
    try {
      const may = { from: "2026-05-01", to: "2026-06-01" };
      const brought = async (asOf: string, lens = {}) => {
        const { result } = await ask(rfmCommand, company.store, { ...may, asOf, lens });
        const [customer] = result.customers as { monetary: number }[];
        return [customer?.monetary, (result.previous as { revenue: number }).revenue];
      };
      expect(await brought("2026-06-01")).toEqual([590, 595]);
      expect(await brought("2026-10-01")).toEqual([40, 588]);
      expect(await brought("2026-06-01", { by: ["channel"] })).toEqual([590, 595]);
      const web = { filters: [{ dimension: "channel", values: ["web"] }] };
      expect((await brought("2026-06-01", web))[0]).toBe(590);
      // Where none follows there is nothing to add back.
      const view = company.store.view({ owners: null, filters: [], by: [] });
      const [row] = await rfmScores(view, { ...sample, ...may, asOf: "2026-06-01", returnsFollow: false });
      expect(row?.revenue).toBe(40);
      expect(await returnsFollow(view, { asOf: "2026-06-01" })).toBe(true);
      expect(await returnsFollow(view, { asOf: "2026-12-31" })).toBe(false);
    } finally {
      await company.close();
    }
  });
});

describe("scores in SQL and in arrays", () => {
  it.each(["11", "8", "3", "fixed"] as const)("are equal on random companies, scheme %s", async (scheme) => {
    const customer = fc.record({
      days: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 4 }),
      net: fc.integer({ min: 1, max: 400 }).map((tenths) => tenths / 10),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(customer, { minLength: 5, maxLength: 40 }), async (company) => {
        const random = await companyOf(async (landing) => {
          await insert(
            landing,
            "accounts",
            company.map((_, index) => ({ id: index + 1 })),
          );
          let id = 0;
          const orders = company.flatMap(({ days, net }, index) =>
            days.map((day) => ({
              id: ++id,
              account_id: index + 1,
              ordered_at: `2025-12-1${day} 04:00:00`,
              status: "fulfilled",
              net,
            })),
          );
          await insert(landing, "orders", orders);
        });
        try {
          const { result } = await ask(rfmCommand, random.store, { options: { scheme }, full: true });
          const customers = result.customers as (Record<"recency_days" | "frequency" | "monetary", number> &
            Record<"r" | "f" | "m", number> & { segment: string })[];
          expect(customers).toHaveLength(company.length);
          const { scored, summary } = rfm(
            customers.map(({ recency_days: recencyDays, frequency, monetary }) => ({
              recencyDays,
              frequency,
              monetary,
            })),
            scheme as RfmScheme,
          );
          expect(customers.map(({ r, f, m, segment }) => ({ r, f, m, segment }))).toEqual(
            scored.map(({ r, f, m, segment }) => ({ r, f, m, segment })),
          );
          expect(
            (result.segments as { segment: string; customers: number }[]).map(({ segment, customers: n }) => [
              segment,
              n,
            ]),
          ).toEqual(summary.segments.map(({ segment, customers: n }) => [segment, n]));
        } finally {
          await random.close();
        }
      }),
      { numRuns: 4 },
    );
  });
});
