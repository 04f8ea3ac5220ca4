import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Store } from "#store.ts";
import paretoCommand from "../../commands/pareto.ts";
import { ask, companyOf, insert } from "./ask-company.ts";

/** What five accounts spent in 2025: 60 + 25 of 100 is what two of them bring. */
const spent = [60, 25, 5, 5, 5];
let store: Store;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ store, close } = await companyOf(async (landing) => {
    await insert(landing, "owners", [{ id: 1, name: "王敏" }]);
    await insert(
      landing,
      "accounts",
      spent.map((_, index) => ({
        id: index + 1,
        name: `客户${index + 1}`,
        owner_id: 1,
        region: index < 2 ? "north" : null,
      })),
    );
    const order = (id: number, account_id: number | null, day: string, net: number) => ({
      ...{ id, account_id, net, ordered_at: `${day} 04:00:00`, status: "confirmed", currency: "CNY" },
    });
    await insert(landing, "orders", [
      order(1, 1, "2025-12-30", 60),
      // Every ten days, and silent since March.
      ...["2025-02-10", "2025-02-20", "2025-03-02", "2025-03-12", "2025-03-22"].map((day, i) =>
        order(2 + i, 2, day, 5),
      ),
      ...[3, 4, 5].map((account, i) => order(7 + i, account, "2025-12-01", 5)),
      order(10, null, "2025-05-05", 40),
      { ...order(11, 1, "2025-05-05", 999), status: "cancelled" },
    ]);
  }));
});
afterAll(() => close());

describe("/pareto", () => {
  it("finds how few bring most of it", async () => {
    const { result } = await ask(paretoCommand, store, {});
    // Gini by hand: Σ(2i − 6)xᵢ = −4·5 − 2·5 + 0·5 + 2·25 + 4·60 = 260; 260 / (5 · 100).
    expect(result).toMatchObject({
      n: 5,
      period: { from: "2025-01-01", to: "2026-01-01" },
      top20_share: 0.6,
      accounts_for_80pct: 2,
      gini: 0.52,
      revenue: 100,
      excluded: [{ reason: "no_account", rows: 1, money: 40 }],
    });
    expect((result.curve as { share: number }[]).map(({ share }) => share)).toEqual([0, 0.6, 0.85, 0.9, 0.95, 1]);
    expect((result.accounts as object[])[1]).toEqual({
      rank: 2,
      account_id: "accounts-2",
      name: "客户2",
      owner: "王敏",
      revenue: 25,
      share: 0.25,
      cumulative_share: 0.85,
      days_since_order: 284,
    });
  });

  it.each(["en", "zh"] as const)("says what it found in %s", async (locale) => {
    for (const lens of [{}, { by: ["region"] }]) {
      const { headline, kpis, table, insights, actions, footnotes, method } = await ask(paretoCommand, store, {
        locale,
        lens,
      });
      expect({ headline, kpis, table, insights, actions, footnotes, method }).toMatchSnapshot();
    }
  });

  it("spreads money over a dimension's values, the unknown among them", async () => {
    const { result } = await ask(paretoCommand, store, { lens: { by: ["region"] } });
    expect(result).toMatchObject({ n: 2, by: "region", values_for_80pct: 2, revenue: 140, excluded: [] });
    expect(result.groups).toMatchObject([
      { group: "north", revenue: 85 },
      { group: null, revenue: 55 },
    ]);
    expect(result).not.toHaveProperty("accounts_for_80pct");
  });

  it("says so when one customer is all there is, and when there is none", async () => {
    const one = await ask(paretoCommand, store, { from: "2025-12-25" });
    expect(one.headline).toContain("one customer");
    expect(one.result).toMatchObject({ n: 1, top20_share: 1, accounts_for_80pct: 1, gini: 0 });
    const none = await ask(paretoCommand, store, { from: "2020-01-01", to: "2020-02-01", locale: "zh" });
    expect(none).toMatchObject({ empty: true, result: { n: 0, top20_share: null, curve: [], accounts: [] } });
    expect(none.actions?.length).toBeGreaterThan(0);
  });
});
