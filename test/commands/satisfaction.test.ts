import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startOfDay } from "#grammar/days.ts";
import type { Question } from "#question.ts";
import type { Store } from "#store.ts";
import satisfaction from "../../commands/satisfaction.ts";
import { ask, calendar, companyOf, insert } from "./ask-company.ts";

let store: Store;
let close: () => Promise<void>;

/** 30 accounts in the north (王敏), 30 in the south (Li); the north's deliveries of May came late. */
beforeAll(async () => {
  ({ store, close } = await companyOf(async (landing) => {
    await insert(landing, "owners", [
      { id: 1, name: "王敏", team: "North" },
      { id: 2, name: "Li Wei", team: "South" },
    ]);
    const numbers = Array.from({ length: 60 }, (_, at) => at + 1);
    const north = (account: number) => account <= 30;
    await insert(
      landing,
      "accounts",
      numbers.map((id) => ({
        id,
        name: `Café ${id}`,
        owner_id: north(id) ? 1 : 2,
        region: north(id) ? "North" : "South",
      })),
    );
    await insert(
      landing,
      "contacts",
      numbers.map((id) => ({ id, account_id: id, name: `Zoe Ng${id}` })),
    );
    const months = [4, 5] as const;
    const orders = months.flatMap((month) => numbers.map((account) => ({ month, account })));
    const isLate = ({ month, account }: (typeof orders)[number]) => month === 5 && north(account) && account % 5 !== 0;
    await insert(
      landing,
      "orders",
      orders.map((order, at) => ({
        id: at + 1,
        account_id: order.account,
        ordered_at: `2025-0${order.month}-02 04:00:00`,
        status: "fulfilled",
        currency: "CNY",
        net: 100,
        promised_at: `2025-0${order.month}-06 04:00:00`,
        delivered_at: `2025-0${order.month}-${isLate(order) ? "09" : "05"} 04:00:00`,
      })),
    );
    const answered = orders.map((order, at) => ({
      id: at + 1,
      account_id: order.account,
      contact_id: order.account,
      order_id: at + 1,
      kind: "nps",
      sent_at: `2025-0${order.month}-10 04:00:00`,
      responded_at: `2025-0${order.month}-11 04:00:00`,
      score: isLate(order) ? 3 : order.account % 6 === 0 ? 7 : 9,
      scale_min: 0,
      scale_max: 10,
      comment: isLate(order)
        ? `Delivery was late again, says Zoe Ng${order.account}, call 13800138000`
        : "口感醇厚，会继续回购",
    }));
    const more = { account_id: 60, contact_id: 60, kind: "nps", sent_at: "2025-05-12 04:00:00", scale_min: 0 };
    await insert(landing, "surveys", [
      ...answered,
      // The latest answer of account 60 counts, an answer on five points does not, one was never answered.
      {
        ...more,
        id: 1001,
        order_id: null,
        responded_at: "2025-05-20 04:00:00",
        score: 10,
        scale_max: 10,
        comment: null,
      },
      { ...more, id: 1002, order_id: null, responded_at: "2025-05-21 04:00:00", score: 1, scale_max: 5, comment: null },
      { ...more, id: 1003, order_id: null, responded_at: null, score: null, scale_max: 10, comment: null },
      ...[5, 4, 3, 2].map((score, at) => ({
        ...{ ...more, id: 1010 + at, kind: "csat", order_id: null, responded_at: "2025-05-20 04:00:00" },
        ...{ score, scale_min: 1, scale_max: 5, comment: null },
      })),
      ...[6, 4].map((score, at) => ({
        ...{ ...more, id: 1020 + at, kind: "ces", order_id: null, responded_at: "2025-05-20 04:00:00" },
        ...{ score, scale_min: 1, scale_max: 7, comment: null },
      })),
    ]);
    await insert(
      landing,
      "tickets",
      [1, 2, 3, 4].map((id) => ({
        id,
        account_id: id,
        kind: id < 4 ? "complaint" : "question",
        opened_at: "2025-05-10 00:00:00",
        // After 1, 2 and 30 hours; the last has no answer.
        first_response_at: id === 4 ? null : `2025-05-${id === 3 ? "11 06" : `10 0${id}`}:00:00`,
        body: "Still waiting for my order",
        subject: null,
      })),
    );
    await insert(landing, "returns", [
      { id: 1, order_id: 61, account_id: 1, returned_at: "2025-05-20 04:00:00", amount: 10, currency: "CNY" },
    ]);
  }));
});
afterAll(() => close());

const may = { from: "2025-05-01", to: "2025-06-01" };
const day = (text: string) => startOfDay(text, calendar.zone);
const againstApril: Question["comparison"] = {
  kind: "prev",
  period: {
    ...{ from: "2025-04-01", to: "2025-05-01", start: day("2025-04-01"), end: day("2025-05-01") },
    ...{ step: { count: 1, unit: "month" }, name: "2025-04" },
  },
};
const april = { from: "2025-04-01", to: "2025-05-01" };

describe("/satisfaction", () => {
  it("counts what metrics.md defines", async () => {
    const { result } = await ask(satisfaction, store, may);
    // 24 of 30 in the north detract; of the others 6 + 30, every sixth account is passive, but 60 by its last answer.
    expect(result).toMatchObject({
      n: 60,
      period: { from: "2025-05-01", to: "2025-06-01" },
      previous: null,
      excluded: [{ reason: "scale", rows: 1 }],
      respondents: 60,
      promoters: 31,
      passives: 5,
      detractors: 24,
      nps: 7 / 60,
      surveys_sent: 63,
      response_rate: 62 / 63,
      csat: 0.5,
      csat_answers: 4,
      ces: 5,
      ces_scale: [1, 7],
      active_customers: 60,
      orders: 60,
      complaints: 3,
      complaints_per_100_customers: 5,
      complaints_per_100_orders: 5,
      deliveries: 60,
      late_delivery_rate: 0.4,
      returns: 1,
      returns_per_100_orders: 100 / 60,
      tickets: 4,
      answered_tickets: 3,
      median_response_h: 2,
      p90_response_h: 30,
      over_24h_share: 1 / 3,
    });
    const [p, d, n] = [31 / 60, 24 / 60, 60];
    const reach = 1.959963984540054 * Math.sqrt((p + d - (p - d) ** 2) / n);
    const [low, high] = result.nps_ci95 as [number, number];
    expect(low).toBeCloseTo(7 / 60 - reach, 12);
    expect(high).toBeCloseTo(7 / 60 + reach, 12);
  });

  it("finds the region that fell, and late deliveries behind it", async () => {
    const { result, headline, actions } = await ask(satisfaction, store, {
      ...may,
      comparison: againstApril,
      lens: { by: ["region"] },
    });
    const [north, south] = result.groups as { key: string; nps: number; nps_previous: number }[];
    expect(north).toMatchObject({ key: "North", nps: (5 - 24) / 30, nps_previous: 25 / 30, late_delivery_rate: 0.8 });
    expect(south).toMatchObject({ key: "South", late_delivery_rate: 0 });
    expect(result.causes).toMatchObject([{ group: "North", factor: "late_delivery", value: 0.8, previous: 0 }]);
    expect(headline).toBe("North: NPS fell from 83 to −63; likely cause: 80% of deliveries came late, 0% before");
    expect(actions?.[0]).toContain("late deliveries of North");
    expect(actions?.[1]).toContain("call the 24 detractors of North; they ordered ¥4.8k");
  });

  it("finds what both sides write about, and names nobody", async () => {
    const { result } = await ask(satisfaction, store, may);
    const found = result.themes as { term: string; side: string; z: number; examples: string[] }[];
    expect(found.map(({ side }) => side)).toContain("low");
    expect(Object.keys(found[0] ?? {})).toEqual(["term", "side", "z", "texts", "examples"]);
    expect(found.filter(({ side }) => side === "high").flatMap(({ examples }) => examples)).toContain(
      "口感醇厚，会继续回购",
    );
    const quotes = found.flatMap(({ examples }) => examples).join();
    expect(quotes).toContain("Delivery was late again, says ***, call ***");
    expect(quotes).not.toMatch(/Zoe|Ng\d|138/);
    expect(found.map(({ term }) => term).join()).not.toMatch(/zoe/);
    // Two wordings are too few to learn from.
    expect(result.sentiment).toBeNull();
  });

  it("shows a representative their own customers alone", async () => {
    const { result } = await ask(satisfaction, store, { ...may, lens: { owners: [2], by: ["region"] } });
    expect(result).toMatchObject({ n: 30, detractors: 0, tickets: 0, groups: [{ key: "South" }] });
    expect((result.themes as { side: string }[]).filter(({ side }) => side === "low")).toEqual([]);
  });

  it("says that there is nothing, and that a difference is none", async () => {
    const nothing = await ask(satisfaction, store, { from: "2024-01-01", to: "2024-02-01" });
    expect(nothing).toMatchObject({ empty: true, headline: "No surveys, tickets or deliveries in 1–31 Jan 2024" });
    expect(nothing.result).toMatchObject({ n: 0, nps: null, themes: [], sentiment: null });
    const alike = await ask(satisfaction, store, { ...april, lens: { by: ["region"] } });
    expect(alike.headline).toBe("NPS is 83 (74 to 93); no clear difference by region");
    const scaled = await companyOf(async (landing) => {
      const answer = {
        account_id: 1,
        kind: "nps",
        sent_at: "2024-05-01 00:00:00",
        responded_at: "2024-05-02 00:00:00",
      };
      await insert(landing, "accounts", [{ id: 1, name: "Acme" }]);
      await insert(landing, "surveys", [{ id: 1, ...answer, score: 4, scale_min: 1, scale_max: 5 }]);
    });
    try {
      const reply = await ask(satisfaction, scaled.store, { from: "2024-05-01", to: "2024-06-01" });
      expect(reply).toMatchObject({ empty: true, result: { excluded: [{ reason: "scale", rows: 1 }] } });
      expect(reply.footnotes).toEqual(["1 answer on a scale that cannot be read: left out"]);
    } finally {
      await scaled.close();
    }
    const empty = await companyOf(async () => {});
    try {
      const reply = await ask(satisfaction, empty.store, may);
      expect(reply).toMatchObject({ empty: true, headline: expect.stringContaining("neither surveys nor tickets") });
    } finally {
      await empty.close();
    }
  });

  it.each(["en", "zh"] as const)("says what it found in %s", async (locale) => {
    const grouped = { locale, ...may, comparison: againstApril, lens: { by: ["region"] } };
    for (const asked of [{ locale, ...may }, { locale, ...may, comparison: againstApril }, grouped]) {
      const { headline, kpis, table, insights, actions, footnotes } = await ask(satisfaction, store, asked);
      expect({ headline, kpis, table, insights, actions, footnotes }).toMatchSnapshot();
    }
  });
});
