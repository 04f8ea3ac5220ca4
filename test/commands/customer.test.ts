import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { customerStage } from "#metrics/customer/customer-profile-stage.ts";
import { profilingWithdrawn } from "#queries/customer-account.ts";
import { customerOrderDays, usualGaps } from "#queries/customer-orders.ts";
import { customerRfm } from "#queries/customer-rfm.ts";
import { lifecycleStages } from "#queries/lifecycle-stages.ts";
import { rfmCustomers } from "#queries/rfm-customers.ts";
import type { Store } from "#store.ts";
import customerCommand from "../../commands/customer.ts";
import { type Asked, ask as askCommand, companyOf, insert } from "./ask-company.ts";

/** Accounts by hand: their order days, and what each order brought. */
const bought: readonly (readonly [name: string, days: readonly string[], net: number])[] = [
  ["华星科技", ["2024-10-01", "2024-11-01", "2025-08-08", "2025-08-28", "2025-09-18", "2025-10-28"], 9000],
  ["Borealis", ["2025-03-12", "2025-06-12", "2025-12-20"], 800],
  ["Calm", ["2025-12-30", "2025-12-01", "2025-11-01", "2025-10-01", "2025-09-01"], 700],
  ["Dara", ["2025-12-28", "2025-11-03", "2025-10-02", "2025-08-01"], 600],
  ["Ember", ["2025-12-20"], 100],
  ["Fjord", ["2023-11-11"], 200],
  ["Prospect", [], 0],
  ["Bare", [], 0],
];
type Input = Parameters<typeof customerCommand.run>[0];
let store: Store;
let close: () => Promise<void>;
const at = (day: string, hour = "04") => `${day} ${hour}:00:00`;

beforeAll(async () => {
  ({ store, close } = await companyOf(async (landing) => {
    await insert(landing, "owners", [
      { id: 1, name: "王敏", team: "North" },
      { id: 2, name: "Li", team: "South" },
    ]);
    await insert(
      landing,
      "accounts",
      bought.map(([name], index) => ({
        ...{ id: index + 1, name, owner_id: index < 4 ? 1 : 2, region: "华东", city: "上海", industry: "retail" },
        ...{ phone: `1380000${1000 + index}`, email: `mail${index}@example.com`, acquired_at: at("2023-01-05") },
      })),
    );
    await insert(landing, "contacts", [
      { id: 1, account_id: 1, name: "高峰", title: "采购经理", phone: "13912345678", email: "gao@example.com" },
    ]);
    let id = 0;
    const orders = bought.flatMap(([, days, net], index) =>
      days.map((day) => ({
        ...{ id: ++id, account_id: index + 1, ordered_at: at(day), status: "confirmed", currency: "CNY", net },
      })),
    );
    await insert(landing, "orders", [
      ...orders,
      { id: ++id, account_id: 1, ordered_at: at("2025-11-01"), status: "cancelled", currency: "CNY", net: 99999 },
    ]);
    await insert(landing, "products", [
      { id: 1, name: "Beans", category: "coffee", list_price: 90, is_active: true },
      { id: 2, name: "Cups", category: "ware", list_price: 10, is_active: true },
    ]);
    await insert(
      landing,
      "order_lines",
      orders.map((order) => ({
        ...{
          id: order.id,
          order_id: order.id,
          account_id: order.account_id,
          product_id: 1,
          quantity: 1,
          net: order.net,
        },
      })),
    );
    await insert(landing, "returns", [
      {
        id: 1,
        order_id: 3,
        account_id: 1,
        amount: 1000,
        currency: "CNY",
        returned_at: at("2025-08-20"),
        reason: "broken",
      },
    ]);
    await insert(landing, "stages", [
      { id: 1, name: "Needs", sort_order: 1 },
      { id: 2, name: "Proposal", sort_order: 2 },
      { id: 3, name: "Won", sort_order: 3, is_won: true },
    ]);
    const deal = { pipeline: "Sales", owner_id: 1, currency: "CNY" };
    await insert(landing, "opportunities", [
      {
        ...deal,
        id: 1,
        account_id: 1,
        name: "Framework",
        stage_id: 2,
        amount: 50000,
        status: "open",
        created_at: at("2025-09-01"),
        closed_at: null,
        expected_close_on: "2025-12-01",
      },
      {
        ...deal,
        id: 2,
        account_id: 1,
        name: "Machine",
        stage_id: 3,
        amount: 20000,
        status: "won",
        created_at: at("2025-01-10"),
        closed_at: at("2025-04-10"),
        expected_close_on: null,
      },
      {
        ...deal,
        id: 3,
        account_id: 7,
        name: "First",
        stage_id: 1,
        amount: 7000,
        status: "open",
        created_at: at("2025-12-10"),
        closed_at: null,
        expected_close_on: null,
      },
      {
        ...deal,
        id: 4,
        account_id: 1,
        name: "Typo",
        stage_id: 1,
        amount: 1,
        status: "void",
        created_at: at("2025-12-10"),
        closed_at: null,
        expected_close_on: null,
      },
    ]);
    await insert(landing, "opportunity_stage_events", [
      { id: 1, opportunity_id: 1, to_stage_id: 1, entered_at: at("2025-09-01"), seq: 1 },
      { id: 2, opportunity_id: 1, to_stage_id: 2, entered_at: at("2025-10-02"), seq: 2 },
      { id: 3, opportunity_id: 2, to_stage_id: 1, entered_at: at("2025-01-10"), seq: 1 },
    ]);
    await insert(landing, "tickets", [
      {
        id: 1,
        account_id: 1,
        kind: "complaint",
        subject: "订单还没送到",
        opened_at: at("2025-12-01"),
        first_response_at: at("2025-12-01", "10"),
        resolved_at: null,
      },
      {
        id: 2,
        account_id: 1,
        kind: "question",
        subject: "How?",
        opened_at: at("2025-05-01"),
        first_response_at: at("2025-05-01", "06"),
        resolved_at: at("2025-05-03"),
      },
    ]);
    await insert(landing, "surveys", [
      {
        id: 1,
        account_id: 1,
        kind: "nps",
        score: 4,
        sent_at: at("2025-12-05"),
        responded_at: at("2025-12-06"),
        comment: "太慢了",
      },
      {
        id: 2,
        account_id: 1,
        kind: "csat",
        score: 5,
        sent_at: at("2025-03-05"),
        responded_at: at("2025-03-06"),
        comment: null,
      },
    ]);
    await insert(landing, "activities", [
      { id: 1, account_id: 1, owner_id: 1, kind: "call", occurred_at: at("2025-11-20"), outcome: "Reached" },
      { id: 2, account_id: 1, owner_id: 1, kind: "task", occurred_at: at("2025-12-20"), outcome: null },
      { id: 3, account_id: 7, owner_id: 2, kind: "visit", occurred_at: at("2025-12-15"), outcome: null },
    ]);
    await insert(landing, "consents", [
      { id: 1, account_id: 3, purpose: "profiling", status: "withdrawn", recorded_at: at("2025-06-01") },
      { id: 2, account_id: 4, purpose: "profiling", status: "withdrawn", recorded_at: at("2025-06-01") },
      { id: 3, account_id: 4, purpose: "profiling", status: "granted", recorded_at: at("2025-07-01") },
      { id: 4, account_id: 99, purpose: "profiling", status: "withdrawn", recorded_at: null },
    ]);
  }));
});
afterAll(() => close());

const ask = (subject: string, asked: Asked = {}) => askCommand(customerCommand, store, { subject, ...asked });

describe("/customer", () => {
  it("tells a customer by hand", async () => {
    const { result } = await ask("华星科技");
    expect(result).toMatchObject({
      n: 1,
      period: { from: "2025-01-01", to: "2026-01-01" },
      account: {
        ...{
          account_id: "accounts-1",
          name: "华星科技",
          industry: "retail",
          region: "华东",
          city: "上海",
          owner: "王敏",
        },
        ...{ since: "2023-01-05", phone: "138****00", email: "m***@example.com" },
      },
      contacts: [{ name: "高峰", title: "采购经理", phone: "139****78", email: "g***@example.com" }],
      // Gaps 31, 280, 20, 21, 40: a median of 31, and 64 days of silence since 28 October.
      orders: {
        ...{
          orders: 4,
          revenue: 35000,
          returned: 1000,
          aov: 8750,
          change: 35 / 18 - 1,
          orders_ever: 6,
          revenue_ever: 53000,
        },
        ...{ first_on: "2024-10-01", last_on: "2025-10-28", silent_days: 64, mean_gap_days: 78.4, median_gap_days: 31 },
        products: [
          {
            product_id: "products-1",
            product: "Beans",
            category: "coffee",
            revenue: 36000,
            orders: 4,
            last_on: "2025-10-28",
          },
        ],
      },
      // The gap of 280 days is over three usual ones of 31, the population's, before the period.
      stage: "reactivated",
      // Of five buyers none is worse on recency, two on orders (1 + floor(5 · 2 / 5)), four on money.
      rfm: { recency_days: 64, frequency: 4, monetary: 35000, r: 1, f: 3, m: 5, segment: "Can't lose" },
      deals: [
        {
          ...{
            deal_id: "opportunities-1",
            name: "Framework",
            status: "open",
            stage: "Proposal",
            amount: 50000,
            days_in_stage: 90,
          },
          ...{
            owner: "王敏",
            created_on: "2025-09-01",
            expected_close_on: "2025-12-01",
            closed_on: null,
            lost_reason: null,
          },
        },
        { deal_id: "opportunities-2", status: "won", stage: null, days_in_stage: null, closed_on: "2025-04-10" },
      ],
      tickets: [
        { ticket_id: "tickets-1", kind: "complaint", opened_on: "2025-12-01", response_hours: 6, resolved_on: null },
        { ticket_id: "tickets-2", response_hours: 2, resolved_on: "2025-05-03" },
      ],
      surveys: [
        {
          survey_id: "surveys-1",
          kind: "nps",
          score: 4,
          scale_min: 0,
          scale_max: 10,
          responded_on: "2025-12-06",
          comment: "太慢了",
        },
        { survey_id: "surveys-2", kind: "csat", scale_min: 1, scale_max: 5 },
      ],
      activities: {
        in_period: 1,
        last_on: "2025-11-20",
        days_since: 41,
        last_kind: "call",
        last_by: "王敏",
        last_outcome: "Reached",
      },
      previous: { period: { from: "2024-01-02", to: "2025-01-01" }, orders: { orders: 2, revenue: 18000, aov: 9000 } },
      excluded: [],
    });
    const timeline = result.timeline as { on: string; kind: string }[];
    expect(timeline.slice(0, 4).map(({ on, kind }) => [on, kind])).toEqual([
      ["2025-12-06", "survey"],
      ["2025-12-01", "complaint"],
      ["2025-11-20", "call"],
      ["2025-10-28", "order"],
    ]);
    expect(JSON.stringify(result)).not.toContain("Typo");
  });

  it.each(["en", "zh"] as const)("says what it found in %s", async (locale) => {
    for (const subject of ["华星科技", "Borealis", "Ember", "Fjord", "Prospect", "Bare"]) {
      const { headline, kpis, table, insights, actions, footnotes, method } = await ask(subject, { locale });
      expect({ headline, kpis, table, insights, actions, footnotes, method }).toMatchSnapshot(subject);
    }
  });

  it("knows nothing that happened after the as-of", async () => {
    const { result } = await ask("华星科技", { from: "2024-10-01", to: "2025-10-01" });
    expect(result).toMatchObject({
      orders: { orders: 5, last_on: "2025-09-18" },
      deals: [
        { name: "Framework", status: "open", stage: "Needs", days_in_stage: 29 },
        { name: "Machine", status: "won" },
      ],
      tickets: [{ ticket_id: "tickets-2" }],
      surveys: [{ survey_id: "surveys-2" }],
      activities: { in_period: 0, last_on: null },
    });
    const before = await ask("华星科技", { from: "2024-10-01", to: "2025-02-01" });
    // Won later: still open then, where it was known to stand.
    expect(before.result).toMatchObject({
      deals: [{ name: "Machine", status: "open", stage: "Needs" }],
      tickets: [],
      surveys: [],
    });
    const timeline = result.timeline as { on: string }[];
    expect(timeline.every(({ on }) => on < "2025-10-01")).toBe(true);
  });

  it("shows phone and e-mail to the owner alone", async () => {
    const personal = /13800001000|13912345678|mail0@|gao@/;
    const owner = await ask("华星科技", { lens: { owners: [1], self: 1 } });
    expect(owner.result).toMatchObject({ account: { phone: "13800001000" }, contacts: [{ phone: "13912345678" }] });
    expect(owner.insights?.[0]).toContain("13912345678");
    // A manager of the owner, an administrator, and the owner where others read along.
    for (const lens of [
      { owners: [1, 2], self: 2 },
      { owners: null, self: null },
      { owners: [1], self: null },
    ]) {
      const reply = await ask("华星科技", { lens });
      expect(JSON.stringify(reply)).not.toMatch(personal);
      expect(JSON.stringify(reply)).toContain("高峰");
      expect(reply.footnotes).toContain(
        "Phone numbers and e-mail addresses are shown in full only to the owner, in private.",
      );
    }
  });

  it("does not know an account that is not the asker's", async () => {
    for (const subject of ["华星科技", "accounts-1", "华星"]) {
      await expect(ask(subject, { lens: { owners: [2], self: 2 } })).rejects.toMatchObject({ code: "unknown_account" });
    }
  });

  it("scores nobody who has withdrawn consent, until it is given again", async () => {
    const { result, footnotes } = await ask("Calm");
    expect(result).toMatchObject({ clv: null, churn: null, offers: [] });
    expect(footnotes?.join(" ")).toContain("withdrawn consent");
    expect((await ask("Dara")).footnotes?.join(" ")).not.toContain("withdrawn");
    expect((await ask("Calm", { from: "2024-06-01", to: "2025-06-01" })).footnotes?.join(" ")).not.toContain(
      "withdrawn",
    );
  });

  it("honours a withdrawal that tells no day", async () => {
    const view = store.view({ owners: null, filters: [], by: [] });
    expect(await profilingWithdrawn(view, { account: 99, asOf: "2025-12-31" })).toBe(true);
    expect(await profilingWithdrawn(view, { account: 1, asOf: "2025-12-31" })).toBe(false);
  });

  it("does not wait for long for what is still being learned", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const slow = {
      ...customerCommand,
      run: (input: Input) => customerCommand.run({ ...input, recall: () => new Promise(() => {}) }),
    };
    let answered = false;
    const asking = askCommand(slow, store, { subject: "华星科技" }).finally(() => {
      answered = true;
    });
    while (!answered) {
      await new Promise((resolve) => setImmediate(resolve));
      vi.advanceTimersByTime(1000);
    }
    vi.useRealTimers();
    const { result, footnotes } = await asking;
    expect(result).toMatchObject({ clv: null, churn: null, offers: [], orders: { orders: 4 } });
    expect(footnotes?.join(" ")).toContain("ask again in a minute");
  });

  it("says of a prospect what there is, and what there is not", async () => {
    const prospect = await ask("Prospect");
    expect(prospect.headline).toBe("Prospect has not ordered yet; 1 open deal worth ¥7k is on the table");
    expect(prospect.result).toMatchObject({
      stage: "prospect",
      rfm: null,
      clv: null,
      churn: null,
      orders: { orders: 0, last_on: null },
    });
    expect(prospect.chart?.alt).toContain("Prospect");
    const bare = await ask("Bare");
    expect(bare).toMatchObject({ empty: true, result: { timeline: [], deals: [], tickets: [], surveys: [] } });
    expect(bare.actions?.length).toBeGreaterThan(0);
    expect(bare.chart).toBeUndefined();
  });

  it("agrees with /lifecycle and /rfm on everybody", async () => {
    const view = store.view({ owners: null, filters: [], by: [] });
    const period = { from: "2025-01-01", to: "2026-01-01", asOf: "2025-12-31" };
    const { moves } = await lifecycleStages(view, {
      ...{ from: period.from, asOf: period.asOf, start: "2024-12-31", previousFrom: "2024-01-01" },
      ...{ yearFrom: "2025-01-01", previousYearFrom: "2024-01-02", grouped: false, prospects: true, limit: null },
    });
    const counted = new Map<string, number>();
    for (const { stage_now, customers } of moves)
      counted.set(String(stage_now), (counted.get(String(stage_now)) ?? 0) + customers);
    const own = new Map<string, number>();
    for (const account of bought.keys()) {
      const span = { ...period, account: account + 1 };
      const stage = customerStage(await customerOrderDays(view, span), period, await usualGaps(view, span));
      own.set(stage, (own.get(stage) ?? 0) + 1);
    }
    expect(own).toEqual(counted);
    const before = { previousFrom: "2024-01-02", previousTo: "2025-01-01", previousAsOf: "2024-12-31" };
    const spans = { ...period, ...before, scoring: { kind: "quintiles" as const } };
    const listed = await rfmCustomers(view, { ...spans, first: [], limit: null });
    expect(listed).toHaveLength(5);
    for (const { account, r, f, m, fm } of listed) {
      const key = Number(account?.split("-")[1]);
      expect(await customerRfm(view, { ...spans, account: key })).toMatchObject({ r, f, m, fm, population: 5 });
    }
  });
});

describe("/customer on a source of won deals alone", () => {
  it("leaves out what there is not", async () => {
    const small = await companyOf(async (landing) => {
      await insert(landing, "owners", [{ id: 1, name: "Li" }]);
      await insert(landing, "accounts", [{ id: 1, name: "Acme", owner_id: 1 }]);
      const deal = { account_id: 1, owner_id: 1, currency: "USD", status: "won" };
      await insert(landing, "opportunities", [
        { ...deal, id: 1, name: "One", amount: 100, created_at: at("2025-01-01"), closed_at: at("2025-10-01") },
        { ...deal, id: 2, name: "Two", amount: 300, created_at: at("2025-10-01"), closed_at: at("2025-12-01") },
      ]);
    });
    const { result, footnotes, headline, insights } = await askCommand(customerCommand, small.store, {
      subject: "acme",
    });
    await small.close();
    expect(headline).toBe("Acme bought ¥400 in the last year in 2 orders, the last 30 days ago");
    expect(result).toMatchObject({ contacts: [], tickets: [], surveys: [], offers: [], clv: null, churn: null });
    expect(result).toMatchObject({ rfm: { segment: null }, activities: { in_period: 0, last_on: null } });
    expect(insights).toHaveLength(1);
    expect(footnotes?.join(" ")).toMatch(
      /won deals count as orders.*too few to score.*Lifetime value is left out.*chance of leaving is left out/s,
    );
  });
});
