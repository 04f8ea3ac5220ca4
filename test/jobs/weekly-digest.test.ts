import { afterEach, describe, expect, it } from "vitest";
import type { Command } from "#command.ts";
import type { JobInput, Said } from "#job.ts";
import { createWords } from "#locales/words.ts";
import type { Locale } from "#messages.ts";
import type { Landing, Store } from "#store.ts";
import sales from "../../commands/sales.ts";
import digest from "../../jobs/weekly-digest.ts";
import { companyOf } from "../commands/ask-company.ts";
import { ask, calendar, insert, span } from "../commands/selling-company.ts";

/** Monday 09:00 in Shanghai. The week told is 11–17 November. */
const now = new Date("2024-11-18T01:00:00Z");
const lastWeek = span("2024-11-11", "2024-11-18");
const weekBefore = { kind: "prev", period: span("2024-11-04", "2024-11-11") } as const;

let close: (() => Promise<void>) | undefined;
afterEach(async () => {
  await close?.();
  close = undefined;
});

async function edition(fill: (landing: Landing) => Promise<void>, locale: Locale = "en"): Promise<readonly Said[]> {
  const company = await companyOf(fill);
  close = company.close;
  const store: Store = company.store;
  const input: JobInput = {
    view: store.view({ owners: null, filters: [], by: [] }),
    words: createWords(locale, "CNY", digest.messages),
    calendar,
    now,
    ask: (text) => {
      const by = / by (\w+)/.exec(text)?.[1] ?? "";
      expect(text).toBe(`/sales 2024-11-11..2024-11-17 by ${by} vs prev`);
      return ask(sales as unknown as Command, store, lastWeek, { by: [by], comparison: weekBefore, locale });
    },
  };
  return digest.run(input);
}

async function twoRegions(landing: Landing): Promise<void> {
  await insert(landing, "accounts", [
    { id: 1, name: "A", region: "East" },
    { id: 2, name: "B", region: "West" },
  ]);
  const order = (id: number, account: number, at: string, net: number) => {
    return {
      id,
      account_id: account,
      ordered_at: `${at} 04:00:00`,
      status: "confirmed",
      net,
      net_reporting: net,
      currency: "CNY",
    };
  };
  await insert(landing, "orders", [
    order(1, 1, "2023-11-14", 400), // 364 days before 12 November 2024: the same week a year ago
    order(2, 1, "2024-11-05", 300),
    order(3, 2, "2024-11-06", 100),
    order(4, 1, "2024-11-12", 120),
    order(5, 2, "2024-11-17", 180),
    order(6, 2, "2024-11-18", 999), // today: not told yet
  ]);
  const deal = { amount: 1000, amount_reporting: 1000, currency: "CNY", lost_reason: null };
  await insert(landing, "opportunities", [
    { id: 1, ...deal, created_at: "2024-11-05 04:00:00", closed_at: "2024-11-13 04:00:00", status: "lost" },
    { id: 2, ...deal, created_at: "2024-11-05 04:00:00", closed_at: null, status: "open" },
    { id: 3, ...deal, created_at: "2024-11-12 04:00:00", closed_at: null, status: "open" },
  ]);
}

describe("weekly-digest", () => {
  it("tells last week against the week before and a year ago", async () => {
    const [said, ...others] = await edition(twoRegions);
    expect(others).toEqual([]);
    expect(said?.reply.headline).toBe("Last week brought ¥300, down 25% on the week before and down 25% on a year ago");
    expect(said?.reply.result).toMatchObject({
      period: { from: "2024-11-11", to: "2024-11-18" },
      week: { revenue: 300, orders: 2, customers: 2 },
      previous: { revenue: 400 },
      year: { revenue: 400 },
      deals: { created: 1, won: 0, lost: 1 },
      deals_previous: { created: 2, won: 0, lost: 0 },
    });
    expect(said?.reply.result.series).toHaveLength(13);
    expect(said?.reply.insights).toEqual([
      "East fell most: ¥300 → ¥120 (¥180 less), the place to look first",
      "West grew most: ¥100 → ¥180 (¥80 more), the place to learn from",
      "Deals: 1 new worth ¥1k, 0 won, 1 lost; the week before 2, 0 and 0",
    ]);
    expect(said?.reply.actions).toHaveLength(3);
  });

  it("says it in Chinese", async () => {
    const [said] = await edition(twoRegions, "zh");
    expect(said?.reply.headline).toBe("上周销售额¥300，环比下降25%，同比下降25%");
    expect(said?.reply.insights?.[0]).toBe("East下滑最多：¥300→¥120（少¥180），应先查这里");
  });

  it("has nothing to say after a week without sales and deals", async () => {
    const orderless = (landing: Landing) => insert(landing, "accounts", [{ id: 1, name: "A" }]);
    expect(await edition(orderless)).toEqual([]);
  });
});
