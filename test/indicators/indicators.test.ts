import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startOfDay } from "#grammar/days.ts";
import { indicatorName, readIndicators, type Span } from "#indicator.ts";
import type { Lens, Store } from "#store.ts";
import { calendar, companyOf, insert } from "../commands/ask-company.ts";
import { indicators } from "../commands/in-place.ts";

let store: Store;
let close: () => Promise<void>;

const accounts = ["north", "north", "south", null];
/** Account, day, net, status. */
const orders: readonly (readonly [number, string, number, string])[] = [
  [1, "2025-01-10", 100, "confirmed"],
  [2, "2025-01-20", 200, "confirmed"],
  [3, "2025-01-31", 300, "confirmed"],
  [1, "2025-02-05", 100, "confirmed"],
  [1, "2025-02-06", 50, "confirmed"],
  [4, "2025-02-07", 400, "confirmed"],
  [2, "2025-02-08", 500, "cancelled"],
  [1, "2025-03-01", 80, "confirmed"],
  [2, "2025-03-02", 120, "fulfilled"],
  [3, "2025-03-02", 0, "confirmed"],
];

beforeAll(async () => {
  ({ store, close } = await companyOf(async (landing) => {
    await insert(
      landing,
      "accounts",
      accounts.map((region, at) => ({ id: at + 1, name: `A${at + 1}`, region })),
    );
    const at = (day: string) => `${day} 04:00:00`;
    await insert(
      landing,
      "orders",
      orders.map(([account_id, day, net, status], index) => ({
        ...{ id: index + 1, account_id, net, status, ordered_at: at(day) },
        cancelled_at: status === "cancelled" ? at("2025-03-03") : null,
      })),
    );
    const line = { product_id: null, quantity: 1 };
    await insert(landing, "order_lines", [
      { ...line, id: 1, order_id: 4, net: 100, cost: 60, net_reporting: 100, cost_reporting: 60 },
      { ...line, id: 2, order_id: 6, net: 300, cost: 100, net_reporting: 300, cost_reporting: 100 },
      { ...line, id: 3, order_id: 6, net: 100, cost: null, net_reporting: 100, cost_reporting: null },
    ]);
    await insert(landing, "returns", [
      { id: 1, order_id: 1, account_id: 1, returned_at: at("2025-02-20"), amount: 30 },
    ]);
    const lead = { converted_at: null, converted_opportunity_id: null, intent: "low" };
    await insert(landing, "leads", [
      { ...lead, id: 1, created_at: at("2025-02-01"), intent: "high", converted_at: at("2025-02-10") },
      { ...lead, id: 2, created_at: at("2025-02-02"), converted_at: at("2025-03-10") },
      { ...lead, id: 3, created_at: at("2025-02-03"), converted_at: at("2025-01-01"), converted_opportunity_id: 1 },
      { ...lead, id: 4, created_at: at("2025-02-04") },
    ]);
    const deal = { lead_id: null, closed_at: null, status: "open" };
    await insert(landing, "opportunities", [
      { ...deal, id: 1, created_at: at("2025-01-05"), closed_at: at("2025-02-01"), status: "won" },
      { ...deal, id: 2, created_at: at("2025-02-05"), closed_at: at("2025-02-11"), status: "lost" },
      { ...deal, id: 3, created_at: at("2025-02-06"), closed_at: at("2025-02-12"), status: "void" },
      { ...deal, id: 4, created_at: at("2025-02-07"), lead_id: 4 },
    ]);
    await insert(landing, "payments", [
      { id: 1, paid_at: at("2025-02-01"), amount: 500, kind: "payment" },
      { id: 2, paid_at: at("2025-02-02"), amount: 70, kind: "refund" },
    ]);
    await insert(landing, "traffic", [{ id: 1, counted_at: at("2025-02-03"), visitors: 60 }]);
    await insert(landing, "tickets", [
      { id: 1, account_id: 1, kind: "complaint", opened_at: at("2025-02-03") },
      { id: 2, account_id: 1, kind: "question", opened_at: at("2025-02-03") },
    ]);
    const answer = { kind: "nps", scale_min: 0, scale_max: 10 };
    await insert(landing, "surveys", [
      { ...answer, id: 1, account_id: 1, score: 2, responded_at: at("2025-02-03") },
      { ...answer, id: 2, account_id: 1, score: 9, responded_at: at("2025-02-04") },
      { ...answer, id: 3, account_id: 2, score: 6, responded_at: at("2025-02-05") },
      { ...answer, id: 4, account_id: 3, score: 10, responded_at: at("2025-02-06") },
    ]);
  }));
});
afterAll(() => close());

function span(from: string, to: string, grain: Span["grain"]): Span {
  return { from, to, start: startOfDay(from, calendar.zone), end: startOfDay(to, calendar.zone), grain };
}

/** Every indicator in a span: its values by bucket and group. */
async function values(over: Span, lens: Partial<Lens> = {}) {
  const view = store.view({ owners: null, filters: [], by: [], ...lens });
  const read = await readIndicators(view, [...indicators.values()], over);
  return new Map([...indicators.keys()].map((file, at) => [indicatorName(file), read[at] ?? null]));
}

/** February 2025, by hand. */
const february: Readonly<Record<string, number>> = {
  revenue: 520,
  orders: 3,
  active_customers: 2,
  new_customers: 1,
  per_buyer: 260,
  aov: 520 / 3,
  gross_margin: 240 / 400,
  cancelled_orders: 0,
  return_rate: 1 / 3,
  repeat_rate: 1 / 2,
  returning_share: 1 / 2,
  rebuy_rate: 1 / 3,
  received: 430,
  leads: 4,
  high_intent_leads: 1,
  lead_to_customer: 2 / 4,
  lead_to_opportunity: 2 / 4,
  opportunities: 3,
  win_rate: 1 / 2,
  visitors: 60,
  visit_to_lead: 4 / 60,
  visit_to_order: 3 / 60,
  nps: 2 / 3 - 1 / 3,
  complaints_per_100_customers: 50,
  complaints_per_100_orders: 100 / 3,
};

describe("every indicator", () => {
  it("is what it says, of one month as a whole", async () => {
    const found = await values(span("2025-02-01", "2025-03-01", null));
    for (const [id, expected] of Object.entries(february)) {
      const [row] = found.get(id) ?? [];
      expect(row?.value ?? 0, id).toBeCloseTo(expected, 10);
    }
  });

  it("is the same as one of several months", async () => {
    const found = await values(span("2025-01-01", "2025-04-01", "month"));
    for (const [id, expected] of Object.entries(february)) {
      const row = found.get(id)?.find(({ start }) => start === "2025-02-01");
      expect(row?.value ?? 0, id).toBeCloseTo(expected, 10);
    }
    const march = (id: string) => found.get(id)?.find(({ start }) => start === "2025-03-01")?.value;
    expect([march("cancelled_orders"), march("rebuy_rate"), march("new_customers")]).toEqual([1, 1 / 2, 0]);
  });

  it("tells weeks by the gaps in front of order days", async () => {
    const found = await values(span("2025-02-03", "2025-02-10", "week"));
    const value = (id: string) => found.get(id)?.[0]?.value;
    expect([value("active_customers"), value("new_customers"), value("returning_share")]).toEqual([2, 1, 1 / 2]);
    // Account 3 bought in the week before, and not in this one.
    expect(value("rebuy_rate")).toBe(0);
  });

  it("can be grouped, and groups of sums add up", async () => {
    const found = await values(span("2025-01-01", "2025-04-01", null), { by: ["region"] });
    const sum = (id: string) => found.get(id)?.reduce((total, { value }) => total + (value ?? 0), 0);
    expect([sum("revenue"), sum("orders"), sum("active_customers"), sum("new_customers")]).toEqual([1320, 8, 4, 4]);
    expect(found.get("leads")).toBeNull();
  });

  it("is not known where a sum is not", async () => {
    const found = await values(span("2025-02-01", "2025-03-01", null), {
      filters: [{ dimension: "region", values: ["north"] }],
    });
    expect(found.get("win_rate")).toBeNull();
    expect(found.get("leads")).toBeNull();
    expect(found.get("visitors")).toEqual([]);
  });
});

it("no two indicators share a name, and each has one in both languages", () => {
  const named = [...indicators].flatMap(([file, { title, aliases }]) =>
    [...new Set([indicatorName(file).replaceAll("_", " "), title.en.toLowerCase(), title.zh, ...aliases])].map(
      (name) => [name, file] as const,
    ),
  );
  const taken = named.filter(([name, file]) => named.some(([other, owner]) => other === name && owner !== file));
  expect(taken).toEqual([]);
  for (const [name] of named) expect(name).toBe(name.toLowerCase());
});
