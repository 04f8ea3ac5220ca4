import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addDays } from "#grammar/days.ts";
import type { Store } from "#store.ts";
import peak from "../../commands/peak.ts";
import { ask, companyOf, insert } from "./ask-company.ts";

interface Result {
  readonly n: number;
  readonly hours_known: boolean;
  readonly cells: readonly { weekday: number; hour: number | null; orders: number; revenue: number }[];
  readonly windows: readonly { weekday_from: number; weekday_to: number; hour_from: number | null; orders: number }[];
}

const spans = { from: "2025-01-06", to: "2025-04-07" };

/** A company whose orders come at these instants, UTC; its own days are eight hours ahead. */
async function sells(instants: readonly string[]): Promise<{ store: Store; close: () => Promise<void> }> {
  return companyOf(async (landing) => {
    await insert(landing, "accounts", [{ id: 1, name: "A" }]);
    await insert(
      landing,
      "orders",
      instants.map((ordered_at, at) => ({ id: at + 1, account_id: 1, status: "confirmed", net: 10, ordered_at })),
    );
  });
}

describe("/peak", () => {
  let store: Store;
  let close: () => Promise<void>;
  beforeAll(async () => {
    const weeks = Array.from({ length: 13 }, (_, week) => addDays(spans.from, 7 * week));
    ({ store, close } = await sells(
      weeks.flatMap((monday) => [
        // Every day at nine in the morning, and six more on Fridays between eight and nine in the evening.
        ...Array.from({ length: 7 }, (_, day) => `${addDays(monday, day)} 01:00:00`),
        ...Array.from({ length: 6 }, (_, at) => `${addDays(monday, 4)} 12:0${at}:30`),
      ]),
    ));
  });
  afterAll(() => close());

  it("counts orders by the business's own weekday and hour", async () => {
    const { result } = await ask(peak, store, spans);
    const { cells, n } = result as unknown as Result;
    expect([cells.length, n]).toEqual([168, 13 * 13]);
    expect(cells.find(({ weekday, hour }) => weekday === 5 && hour === 20)).toEqual({
      ...{ weekday: 5, hour: 20, orders: 78, revenue: 780 },
    });
    expect(cells.find(({ weekday, hour }) => weekday === 7 && hour === 9)?.orders).toBe(13);
    expect(cells.reduce((sum, { orders }) => sum + orders, 0)).toBe(n);
  });

  it("finds Friday evening and says how much it brings", async () => {
    const { result, headline, actions, chart } = await ask(peak, store, spans);
    const { windows } = result as unknown as Result;
    expect(windows[0]).toMatchObject({ weekday_from: 5, weekday_to: 5, hour_from: 20, hour_to: 21, orders: 78 });
    expect(headline).toBe("Customers buy most Fri 20:00–21:00: 46% of orders in 1% of the week");
    expect(actions?.[1]).toMatch(/Fri at 19:00; 6 orders a week/);
    expect(chart?.alt).toBe(headline);
  });

  it("is empty where nobody ordered", async () => {
    const { empty, headline } = await ask(peak, store, { from: "2020-01-01", to: "2020-02-01" });
    expect({ empty, headline }).toMatchObject({ empty: true, headline: expect.stringMatching(/^Nobody ordered/) });
  });

  it("tells a CRM that sells nothing from a period in which nobody ordered", async () => {
    const bare = await companyOf((landing) => insert(landing, "accounts", [{ id: 1, name: "A" }]));
    try {
      const { headline, actions } = await ask(peak, bare.store, spans);
      expect(headline).toMatch(/^The CRM gives neither orders nor deals/);
      expect(actions).toEqual(["See what the source gives: npm run doctor"]);
    } finally {
      await bare.close();
    }
  });
});

describe("/peak where orders have dates only", () => {
  let store: Store;
  let close: () => Promise<void>;
  beforeAll(async () => {
    const days = Array.from({ length: 91 }, (_, day) => addDays(spans.from, day - 1));
    // Midnight in Shanghai; twice as many on what are Tuesdays there.
    ({ store, close } = await sells(
      days.flatMap((day, at) => Array.from({ length: at % 7 === 1 ? 12 : 5 }, () => `${day} 16:00:00`)),
    ));
  });
  afterAll(() => close());

  it("recognises it, says so, and shows weekdays alone", async () => {
    const { result, footnotes, headline } = await ask(peak, store, { ...spans, locale: "zh" });
    const { cells, windows, hours_known } = result as unknown as Result;
    expect(hours_known).toBe(false);
    expect(cells.map(({ weekday, hour }) => [weekday, hour])).toEqual([1, 2, 3, 4, 5, 6, 7].map((day) => [day, null]));
    expect(windows[0]).toMatchObject({ weekday_from: 2, weekday_to: 2, hour_from: null });
    expect(headline).toContain("周二");
    expect(footnotes?.[0]).toContain("只有日期");
  });
});
