import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import churn from "#learned/churn.ts";
import recommendations from "#learned/recommendations.ts";
import basket from "../../commands/basket.ts";
import funnel from "../../commands/funnel.ts";
import team from "../../commands/team.ts";
import { readText } from "../bench/accuracy/table.ts";
import { ask } from "../commands/ask-company.ts";
import { compute } from "../commands/in-place.ts";
import { folderOf, openCsv } from "../connectors/csv/folder-of.ts";
import { openTestStore, type TestStore } from "../sync/open-test-store.ts";

/** Public data sets, too large or not free enough to keep here; figures are those their users publish. */
const root = join(import.meta.dirname, "../..");
const sets = process.env.PARLEY_DATA_SETS ?? join(root, "../shared/data");
const mapping = (example: string) => join(root, "examples", example, "mapping.yaml");

let store: TestStore;
beforeEach(async () => {
  store = await openTestStore("csv");
});
afterEach(() => store.close());

describe.runIf(existsSync(join(sets, "retail")))("UCI Online Retail", () => {
  test("has 4,338 customers with 18,532 valid orders worth 8,911,407.90", async () => {
    const source = await openCsv(join(sets, "retail"), mapping("online-retail"));
    const report = await store.sync(source, { currency: "GBP" });
    expect(report.rejected).toEqual([]);
    expect(report.rows).toEqual({ accounts: 4372, orders: 19960, order_lines: 530104, returns: 9288, products: 4070 });
    const [valid] = await store.raw(
      `SELECT count(DISTINCT account_id)::INTEGER AS customers, count(*)::INTEGER AS orders, round(sum(net_reporting), 2)::VARCHAR AS net
       FROM data.orders WHERE account_id IS NOT NULL AND net_reporting > 0`,
    );
    expect(valid).toEqual({ customers: 4338, orders: 18532, net: "8911407.90" });
  });
});

describe.runIf(existsSync(join(sets, "retail")))("leaving UCI Online Retail", () => {
  test("is foretold better than by recency alone", async () => {
    await store.sync(await openCsv(join(sets, "retail"), mapping("online-retail")), { currency: "GBP" });
    const view = store.store.view({ owners: null, filters: [], by: [] });
    const calendar = { zone: "UTC", weekStart: 1, fiscalYearStart: 1, seasons: {} } as const;
    const when = { asOf: "2011-12-09", now: new Date("2011-12-10T00:00:00Z") };
    const { horizon, quality, scores } = await churn.learn({ view, calendar, compute, ...when }, churn.usual);
    expect(horizon).toBe(90);
    expect(quality).toMatchObject({ n_valid: 2784, base_rate: expect.closeTo(0.381, 3) });
    expect(quality?.baseline_auc_recency).toBeCloseTo(0.655, 3);
    expect(quality?.auc).toBeGreaterThan(0.73);
    expect(quality?.ece).toBeLessThan(0.08);
    expect(scores[0]?.accounts).toHaveLength(3477);
  }, 60_000);
});

describe.runIf(existsSync(join(sets, "retail")))("what UCI Online Retail's customers buy next", () => {
  test("is offered far more often than best-sellers are bought", async () => {
    await store.sync(await openCsv(join(sets, "retail"), mapping("online-retail")), { currency: "GBP" });
    const view = store.store.view({ owners: null, filters: [], by: [] });
    const calendar = { zone: "UTC", weekStart: 1, fiscalYearStart: 1, seasons: {} } as const;
    const when = { asOf: "2011-12-09", now: new Date("2011-12-10T00:00:00Z") };
    const { quality } = await recommendations.learn({ view, calendar, compute, ...when }, recommendations.usual);
    // Of 2,497 customers whose last order holds something new among the 3,000 products with most buyers.
    expect(quality?.accounts).toBe(2497);
    expect(quality?.popularityHitRate).toBeCloseTo(0.214, 2);
    expect(quality?.hitRate).toBeGreaterThan(0.33);
  }, 60_000);
});

const groceries = join(sets, "groceries/groceries_arules.csv.gz");

describe.runIf(existsSync(groceries))("Groceries as order lines", () => {
  /** One line for each item of a basket; without prices no order has an amount. */
  async function load(priced: boolean) {
    const lines = readText(groceries)
      .split("\n")
      .flatMap((basket, order) =>
        [...new Set(basket.split(",").map((item) => item.trim()))]
          .filter((item) => item !== "")
          .map((item) => `${order},${item},2025-06-01${priced ? ",1,2.5" : ""}`),
      );
    const header = `order_id,product_id,ordered_at${priced ? ",quantity,unit_price" : ""}`;
    await store.sync(await openCsv(await folderOf({ "order_lines.csv": [header, ...lines].join("\n") })));
  }

  test.each([true, false])(
    "have the rules that arules finds (priced: %s)",
    async (priced) => {
      await load(priced);
      for (const [support, confidence, rules] of [
        [".001", ".8", 410],
        [".01", ".5", 15],
        [".006", ".25", 463],
      ] as const) {
        const { result } = await ask(basket, store.store, { options: { support, confidence } });
        expect(result).toMatchObject({ transactions: 9835, rule_count: rules, excluded: [] });
        expect(result.rules).toHaveLength(rules);
        if (support === ".001") expect(result.itemsets).toBe(13_492);
      }
    },
    60_000,
  );

  test("are refused at a support that is too low, with one to try", async () => {
    await load(true);
    const asked = ask(basket, store.store, { options: { support: ".00001" } });
    await expect(asked).rejects.toMatchObject({ code: "too_many", hint: expect.stringContaining("support=0.00002") });
  }, 60_000);
});

describe.runIf(existsSync(join(sets, "crm_opportunities")))("Maven CRM sales opportunities", () => {
  test("has 4,238 won of 6,711 closed deals worth 10,005,534 after 51.8 days", async () => {
    const source = await openCsv(join(sets, "crm_opportunities"), mapping("crm-opportunities"));
    const report = await store.sync(source, { currency: "USD" });
    expect(report.rejected).toEqual([]);
    const [deals] = await store.raw(
      `SELECT count(*) FILTER (status = 'won')::INTEGER AS won, count(*) FILTER (status IN ('won', 'lost'))::INTEGER AS closed,
         (sum(amount_reporting) FILTER (status = 'won'))::DOUBLE AS value,
         round(avg(date_diff('day', created_at, closed_at)) FILTER (status = 'won'), 1) AS days,
         count(*) FILTER (account_id IS NULL)::INTEGER AS without_account, count(*) FILTER (created_at IS NULL)::INTEGER AS without_start,
         count(*) FILTER (product_id IS NULL)::INTEGER AS without_product
       FROM data.opportunities`,
    );
    expect(deals).toEqual({
      won: 4238,
      closed: 6711,
      value: 10005534,
      days: 51.8,
      without_account: 1425,
      without_start: 500,
      without_product: 0,
    });
    expect(report.rows).toMatchObject({ owners: 41, accounts: 85, products: 7, stages: 4, opportunities: 8800 });
  });

  test("gives a team a win rate of .6315 and a mean cycle of 51.8 days, and ranks nobody on noise", async () => {
    await store.sync(await openCsv(join(sets, "crm_opportunities"), mapping("crm-opportunities")), { currency: "USD" });
    const { result } = await ask(team, store.store, { from: "2017-01-01", to: "2018-01-01" });
    expect(result).toMatchObject({ n: 6711, basis: "ordered", excluded: [], customer_score_kind: null });
    const { win_rate, mean_cycle_days, ...total } = result.total as Record<string, number>;
    expect(total).toMatchObject({ won: 4238, lost: 2473, revenue: 10_005_534, won_amount: 10_005_534 });
    expect(win_rate).toBe(4238 / 6711);
    expect(mean_cycle_days).toBeCloseTo(51.8, 1);
    expect(result.owners).toHaveLength(30);
    expect(result.win_rates).toMatchObject({ verdict: "no clear difference" });
    const { result: open } = await ask(funnel, store.store, { options: { basis: "open" }, asOf: "2017-12-31" });
    expect(open.stages).toMatchObject([{ deals: 500 }, { deals: 1589 }, { deals: 0 }]);
  });
});
