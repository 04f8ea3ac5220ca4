import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { administrator } from "#access/asker.ts";
import { addDays } from "#metrics/days.ts";
import type { Store } from "#store.ts";
import forecast from "../../commands/forecast.ts";
import { demoParley } from "../demo-company.ts";
import { ask, companyOf, insert } from "./ask-company.ts";

let store: Store;
let close: () => Promise<void>;

/** 36 months from January 2023 in two regions: a trend, a season, and a third less in the month of Spring Festival. */
const festivals = ["2023-01-22", "2024-02-10", "2025-01-29", "2026-02-17"];
const month = (t: number) => new Date(Date.UTC(2023, t, 1)).toISOString().slice(0, 10);
const lastOf = (t: number) => addDays(month(t + 1), -1);
const net = (t: number, region: number) => {
  const away = festivals.reduce((days, festival) => {
    const inside = Array.from({ length: 8 }, (_, k) => addDays(festival, k - 1)).filter((day) => {
      return day >= month(t) && day < month(t + 1);
    });
    return days + inside.length;
  }, 0);
  const wobble = 1 + 0.02 * Math.sin(t * t);
  return Math.round((region === 1 ? 3000 : 1000) * (1 + t / 60) * (1 - (0.33 * away) / 8) * wobble);
};

beforeAll(async () => {
  ({ store, close } = await companyOf(async (landing) => {
    await insert(landing, "owners", [
      { id: 1, name: "王敏" },
      { id: 2, name: "Li" },
    ]);
    await insert(landing, "accounts", [
      { id: 1, name: "East", owner_id: 1, region: "华东" },
      { id: 2, name: "West", owner_id: 2, region: "西南" },
    ]);
    const orders = Array.from({ length: 36 }, (_, t) => [1, 2].map((region) => ({ t, region }))).flat();
    await insert(landing, "orders", [
      ...orders.map(({ t, region }, index) => ({
        id: index + 1,
        account_id: region,
        owner_id: region,
        ordered_at: `${addDays(month(t), 4)} 04:00:00`,
        status: "confirmed",
        currency: "CNY",
        net: net(t, region),
      })),
      ...[1, 2].map((owner) => ({
        id: 100 + owner,
        account_id: owner,
        owner_id: owner,
        ordered_at: "2026-01-05 04:00:00",
        status: "confirmed",
        currency: "CNY",
        net: 100,
      })),
    ]);
    await insert(
      landing,
      "targets",
      Array.from({ length: 12 }, (_, k) =>
        [1, 2].map((owner) => ({
          id: 10 * k + owner,
          owner_id: owner,
          period_start: month(36 + k),
          period_end: lastOf(36 + k),
          metric: "revenue",
          amount: owner === 1 ? 6000 : 2000,
        })),
      ).flat(),
    );
    await insert(landing, "stages", [{ id: 1, name: "报价", sort_order: 1, probability: 0.4 }]);
    const deal = (id: number, amount: number, close_on: string | null, more = {}) => {
      const common = { id, owner_id: 1, account_id: 1, stage_id: 1, amount, status: "open", probability: null };
      return { ...common, created_at: "2025-12-01 00:00:00", expected_close_on: close_on, closed_at: null, ...more };
    };
    await insert(landing, "opportunities", [
      deal(1, 1000, "2026-02-10"),
      deal(2, 500, "2026-02-20", { probability: 90 }),
      deal(3, 700, "2025-12-20"),
      deal(4, 300, null),
      deal(5, 900, "2026-02-11", { status: "won", closed_at: "2026-01-05 00:00:00" }),
      deal(6, 200, "2026-02-11", { created_at: "2026-01-20 00:00:00" }),
    ]);
  }));
});
afterAll(() => close());

/** As of 10 January 2026: January is running. */
const usual = { from: "2021-01-11", to: "2026-01-11" } as const;

describe("/forecast", () => {
  it("learns from complete months, and forecasts the one that is running", async () => {
    const { result, headline, chart, footnotes } = await ask(forecast, store, usual);
    const history = result.history as { start: string; value: number }[];
    expect(history).toHaveLength(36);
    expect(history[0]).toEqual({ start: "2023-01-01", value: net(0, 1) + net(0, 2) });
    expect(result).toMatchObject({
      kpi: "revenue",
      grain: "month",
      n: 36,
      season: 12,
      season_missing: false,
      running: { start: "2026-01-01", value: 200 },
    });
    const ahead = result.forecast as Record<string, number | string>[];
    expect(ahead.map(({ start }) => start)).toEqual([36, 37, 38, 39, 40, 41].map(month));
    expect(Object.keys(ahead[0]!)).toEqual(["start", "mean", "lo80", "hi80", "lo95", "hi95"]);
    for (const [step, { mean }] of ahead.entries()) {
      const truth = net(36 + step, 1) + net(36 + step, 2);
      expect(Math.abs(Number(mean) / truth - 1)).toBeLessThan(0.12);
    }
    expect(Object.keys(result.backtest as object).slice(0, 4)).toEqual(["smape", "mase", "coverage95", "naive_smape"]);
    expect(result.method).toMatch(/mean of .*DOTM.*ETS.*ARIMA/);
    expect(headline).toMatch(/Revenue will reach \d+% of the target by 30 Jun 2026/);
    expect(chart?.alt).toBe(headline);
    expect(footnotes?.join("\n")).toContain("not taken as complete: Jan, ¥200 so far");
  });

  it("finds Spring Festival by the calendar, and is better for it", async () => {
    const { result, insights, footnotes } = await ask(forecast, store, { ...usual, locale: "zh" });
    const factors = result.factors as {
      counted: boolean;
      smape_with: number;
      smape_without: number;
      effects: { name: string; effect: number; used: boolean }[];
    };
    expect(factors.counted).toBe(true);
    expect(factors.smape_with).toBeLessThan(0.8 * factors.smape_without);
    const found = factors.effects.find(({ name }) => name === "spring_festival");
    expect(found?.used).toBe(true);
    expect(Math.abs(found!.effect + 0.33)).toBeLessThan(0.05);
    expect(insights?.[0]).toMatch(/^春节对当月的影响最大达−3\d%/);
    expect(footnotes?.join()).toContain("已计入的因素");
  });

  it("weighs open deals by probability and expected close, as they were", async () => {
    const { result, actions } = await ask(forecast, store, usual);
    const none = (t: number) => ({ start: month(t), deals: 0, amount: 0, weighted: 0 });
    expect(result.pipeline_view).toEqual([
      none(36),
      // Deal 1 by its stage, deal 2 by its own percentage; deal 5 is won, deal 6 came later.
      { start: "2026-02-01", deals: 2, amount: 1500, weighted: 850 },
      ...[38, 39, 40, 41].map(none),
      { start: null, deals: 2, amount: 1000, weighted: 400 },
    ]);
    expect(actions?.join("\n")).toContain("2 open deals worth ¥1k");
  });

  it("holds targets against it, within the asker's own rows", async () => {
    const { result } = await ask(forecast, store, usual);
    expect(result.target).toMatchObject({ from: "2026-01-01", to: "2026-07-01", amount: 48_000, actual: 0 });
    const own = await ask(forecast, store, { ...usual, lens: { owners: [2] } });
    expect(own.result.target).toMatchObject({ amount: 12_000 });
    expect((own.result.history as { value: number }[])[3]?.value).toBe(net(3, 2));
    const deals = own.result.pipeline_view as { deals: number }[];
    expect(deals.reduce((sum, bucket) => sum + bucket.deals, 0)).toBe(0);
  });

  it("forecasts groups that add up to the whole", async () => {
    const { result, headline, table, footnotes } = await ask(forecast, store, { ...usual, lens: { by: ["region"] } });
    const groups = result.groups as { key: string; forecast: { mean: number }[] }[];
    expect(groups.map(({ key }) => key)).toEqual(["华东", "西南"]);
    expect(result.coherent).toBe(true);
    const forecasts = result.forecast as { mean: number }[];
    for (const [step, { mean }] of forecasts.entries()) {
      expect(groups.reduce((sum, group) => sum + group.forecast[step]!.mean, 0)).toBeCloseTo(mean, 1);
    }
    expect(headline).toMatch(/华东 is first with .* of the whole/);
    expect(table?.rows).toHaveLength(2);
    expect(footnotes?.join("\n")).toContain("scaled to add up");
  });

  it("says that two seasons are missing, and that a season cannot be told", async () => {
    const { result, footnotes } = await ask(forecast, store, { from: "2025-01-01", to: "2026-01-11" });
    expect(result).toMatchObject({ n: 12, season: 1, season_missing: true });
    expect(footnotes?.[0]).toBe(
      "Only 12 months, less than two seasons: no season can be told, so this is level and trend alone",
    );
  });

  it("refuses to make a number up", async () => {
    const short = await ask(forecast, store, { from: "2025-08-01", to: "2026-01-11" });
    expect(short.headline).toBe("Revenue: only 5 months complete, and a forecast needs at least 6 months");
    expect(short.result).toMatchObject({ forecast: [], backtest: null, n: 5 });
    expect(short.chart).toBeUndefined();
    const none = await ask(forecast, store, { from: "2001-01-01", to: "2002-01-01" });
    expect(none).toMatchObject({ empty: true, result: { history: [], forecast: [] } });
    await expect(ask(forecast, store, { ...usual, subject: "nonsense" })).rejects.toThrow();
  });

  it("forecasts other numbers, sums only where they add up", async () => {
    const orders = await ask(forecast, store, { ...usual, subject: "orders" });
    expect(orders.result).toMatchObject({ kpi: "orders", target: null, pipeline_view: [] });
    expect(Math.round(orders.result.total as number)).toBe(12);
    const buyers = await ask(forecast, store, { ...usual, subject: "active customers" });
    expect(buyers.result).toMatchObject({ kpi: "active_customers", total: null, previous: null });
    const value = await ask(forecast, store, { ...usual, subject: "per buyer", locale: "zh" });
    expect(value.result).toMatchObject({ kpi: "per_buyer", total: null, running: null });
    expect(value.headline).toContain("大概率在");
  });
});

describe("/forecast on the demo company", () => {
  let demo: Awaited<ReturnType<typeof demoParley>>;
  beforeAll(async () => {
    demo = await demoParley();
  });
  afterAll(() => demo.close());

  const answer = async (text: string) => {
    const { answer } = await demo.parley.dispatch({
      ...({
        text,
        action: "ask",
        locale: "zh",
        platform: "test",
        userId: "test",
        place: "test",
        shared: true,
      } as const),
      identify: async () => administrator,
      draw: false,
    });
    return answer;
  };
  interface Factors {
    readonly counted: boolean;
    readonly smape_with: number;
    readonly smape_without: number;
    readonly effects: readonly { readonly name: string; readonly effect: number; readonly used: boolean }[];
    readonly left: readonly { readonly name: string; readonly reason: string }[];
  }
  const effectOf = (factors: Factors, name: string) => {
    const found = factors.effects.find((effect) => effect.name === name);
    return found?.used ? found.effect : 0;
  };

  it("measures Spring Festival and the sale before it, and misses less with them", async () => {
    const { result } = await answer("/forecast");
    const factors = result.factors as Factors;
    expect(factors.counted).toBe(true);
    expect(factors.smape_with).toBeLessThan(0.9 * factors.smape_without);
    // The demo company sells a twelfth of the usual in the holiday's week, and a third more in the ten days of the sale.
    expect(effectOf(factors, "春节")).toBeLessThan(-0.25);
    expect(effectOf(factors, "春节")).toBeGreaterThan(-0.5);
    expect(effectOf(factors, "年货节")).toBeGreaterThan(0.05);
    expect(factors.left).toContainEqual({ name: "双11", kind: "promotion", reason: "in_season" });
    expect(factors.left).toContainEqual({ name: "寒潮", kind: "weather", reason: "no_future_values" });
    expect((result.backtest as { naive_smape: number }).naive_smape).toBeGreaterThan(2 * factors.smape_with);
  });

  it("tells weeks of holidays and promotions apart", async () => {
    const { result } = await answer("/forecast by week");
    const factors = result.factors as Factors;
    expect(factors.smape_with).toBeLessThan(0.8 * factors.smape_without);
    expect(effectOf(factors, "春节")).toBeLessThan(-0.7);
    expect(effectOf(factors, "around_spring_festival")).toBeLessThan(-0.2);
    expect(effectOf(factors, "年货节")).toBeGreaterThan(0.15);
    expect(effectOf(factors, "国庆")).toBeLessThan(-0.3);
    expect(effectOf(factors, "双11")).toBeGreaterThan(0.1);
  });

  it("names the peak week of each product, and when to order for it", async () => {
    const { result, actions } = await answer("/forecast units by product by week lead=21 top 3");
    const groups = result.groups as { key: string | null; peak: string; order_by: string }[];
    expect(groups).toHaveLength(4);
    for (const { peak, order_by } of groups) expect(addDays(order_by, 21)).toBe(peak);
    expect(actions?.[0]).toMatch(/^采购：.*下单/);
  });
});
