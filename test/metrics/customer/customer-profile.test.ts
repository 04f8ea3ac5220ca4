import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { customerOrders, gapsOf, median, type OrderDay } from "#metrics/customer/customer-profile.ts";
import { customerLifetime } from "#metrics/customer/customer-profile-lifetime.ts";
import { monthPosition, profileMonths } from "#metrics/customer/customer-profile-months.ts";
import { customerStage, needsPopulation } from "#metrics/customer/customer-profile-stage.ts";
import { nextSteps, type StepFacts } from "#metrics/customer/customer-profile-steps.ts";
import { type CustomerRecords, customerTimeline } from "#metrics/customer/customer-profile-timeline.ts";

const on = (...days: string[]): OrderDay[] => days.map((ordered_on) => ({ ordered_on, placed: 1, money: 100 }));
const year = {
  from: "2025-01-01",
  to: "2026-01-01",
  previousFrom: "2024-01-01",
  previousTo: "2025-01-01",
  asOf: "2025-12-31",
};
const nothing: CustomerRecords = { deals: [], tickets: [], surveys: [], activities: [], returns: [] };

describe("customerOrders", () => {
  const days = [
    { ordered_on: "2024-03-01", placed: 1, money: 500 },
    { ordered_on: "2024-03-31", placed: 2, money: 300 },
    { ordered_on: "2025-01-01", placed: 1, money: 1000 },
    { ordered_on: "2025-10-28", placed: 1, money: 200 },
    { ordered_on: "2025-11-17", placed: 1, money: 100 },
  ];
  const returns = [
    { returned_on: "2025-11-20", money: 60, why: null },
    { returned_on: "2024-04-01", money: 100, why: "late" },
  ];

  it("sums a customer up by hand", () => {
    // Gaps 30, 276, 300, 20: mean 156.5, median (30 + 276) / 2.
    expect(customerOrders(days, returns, year)).toEqual({
      orders: 3,
      revenue: 1240,
      returned: 60,
      aov: 413.3333,
      previous: { orders: 3, revenue: 700, returned: 100, aov: 233.3333 },
      change: 1240 / 700 - 1,
      allOrders: 6,
      allRevenue: 1940,
      firstOn: "2024-03-01",
      lastOn: "2025-11-17",
      silentDays: 44,
      meanGap: 156.5,
      medianGap: 153,
    });
  });

  it("makes nothing up for one who has not ordered, or too seldom to have a habit", () => {
    const none = customerOrders([], [], year);
    expect(none).toMatchObject({
      orders: 0,
      aov: null,
      change: null,
      silentDays: null,
      meanGap: null,
      medianGap: null,
    });
    expect(customerOrders(on("2025-01-01", "2025-02-01", "2025-03-01"), [], year).medianGap).toBeNull();
    expect(() => median([])).toThrow("median requires at least 1 number");
  });
});

describe("customerStage", () => {
  const population = { days: [10, 40, 50], up_to_now: [1, 1, 2], before_period: [1, 1, 0] };
  const stageOf = (days: OrderDay[]) =>
    customerStage(
      days,
      { from: "2025-07-01", asOf: "2025-12-31" },
      needsPopulation(days, { from: "2025-07-01", asOf: "2025-12-31" }) ? population : null,
    );

  it.each([
    ["prospect", []],
    ["new", ["2025-12-01"]],
    // One gap is no habit: the population's median of 45 days stands in; 67 days of silence are left alone, 68 are not.
    ["active", ["2025-08-01", "2025-10-25"]],
    ["at_risk", ["2025-08-01", "2025-10-24"]],
    ["lost", ["2024-05-01"]],
    ["loyal", ["2025-09-01", "2025-10-01", "2025-11-01", "2025-12-01"]],
    // 30 days apart before the period, then 264 days without an order.
    ["reactivated", ["2024-01-01", "2024-01-31", "2024-03-01", "2024-03-31", "2025-12-20"]],
    ["lost", ["2024-01-01", "2024-01-31", "2024-03-01", "2024-03-31"]],
  ] as const)("%s: %j", (stage, days) => {
    expect(stageOf(on(...days))).toBe(stage);
  });

  it("asks for the population only where it decides", () => {
    const day = fc
      .integer({ min: 0, max: 700 })
      .map((days) => new Date(Date.parse("2024-02-01") + days * 86_400_000).toISOString().slice(0, 10));
    fc.assert(
      fc.property(fc.uniqueArray(day, { maxLength: 8 }), (days) => {
        const ordered = on(...days.sort());
        const spans = { from: "2025-07-01", asOf: "2025-12-31" };
        fc.pre(!needsPopulation(ordered, spans));
        expect(customerStage(ordered, spans, population)).toBe(customerStage(ordered, spans, null));
      }),
    );
  });
});

describe("profileMonths", () => {
  it("begins with what happened first, at most two years back, and takes returns off", () => {
    const returns = [{ returned_on: "2025-12-05", money: 30, why: null }];
    const months = profileMonths(on("2025-03-31", "2025-12-01"), returns, {
      asOf: "2025-12-31",
      firstEvent: "2025-02-10",
    });
    expect(months).toHaveLength(11);
    expect(months[0]).toEqual({ start: "2025-02-01", revenue: 0 });
    expect(months[1]).toEqual({ start: "2025-03-01", revenue: 100 });
    expect(months.at(-1)).toEqual({ start: "2025-12-01", revenue: 70 });
    expect(profileMonths(on("2019-01-01"), [], { asOf: "2025-12-31", firstEvent: null })).toHaveLength(24);
    expect(profileMonths([], [], { asOf: "2025-02-10", firstEvent: null }).map(({ start }) => start)).toEqual([
      "2024-09-01",
      "2024-10-01",
      "2024-11-01",
      "2024-12-01",
      "2025-01-01",
      "2025-02-01",
    ]);
    expect(monthPosition("2025-03-01", months)).toBe(1);
    expect(monthPosition("2025-04-16", months)).toBe(2.5);
  });
});

const deal = {
  ...{ deal_id: "D1", deal: "Framework", standing: "open", money: 5000, owner: "王敏", created: "2025-08-01" },
  ...{ expected: "2025-11-30", closed: null, reason: null, stage: "Proposal", since: "2025-10-01" },
};
const survey = {
  survey_id: "S1",
  kind: "nps",
  score: 3,
  lowest: 0,
  highest: 10,
  answered: "2025-11-01",
  said: "Late again",
};
const ticket = {
  ...{ ticket_id: "T1", kind: "complaint", subject: "Where is it?", reason: null, opened: "2025-12-01" },
  ...{ response_hours: null, resolved: null },
};
const call = { activity_id: "A1", occurred: "2025-10-20", kind: "call", outcome: "Reached", owner: "王敏" };

describe("customerTimeline", () => {
  it("puts everything in one order, newest first", () => {
    const closed = { ...deal, deal_id: "D0", standing: "won", created: "2025-01-05", closed: "2025-02-05" };
    const events = customerTimeline(on("2025-11-01"), {
      ...{ deals: [deal, closed], tickets: [ticket], surveys: [survey] },
      ...{ activities: [call, { ...call, kind: "fax", activity_id: "A0" }] },
      returns: [{ returned_on: "2025-11-05", money: 9, why: "broken" }],
    });
    expect(events.map(({ on: day, kind, id }) => [day, kind, id])).toEqual([
      ["2025-12-01", "complaint", "T1"],
      ["2025-11-05", "return", null],
      ["2025-11-01", "order", null],
      ["2025-11-01", "survey", "S1"],
      ["2025-10-20", "call", "A1"],
      ["2025-10-20", "contact", "A0"],
      ["2025-08-01", "deal_opened", "D1"],
      ["2025-02-05", "deal_won", "D0"],
      ["2025-01-05", "deal_opened", "D0"],
    ]);
    expect(events[3]).toMatchObject({ score: 3, highest: 10, about: "Late again" });
  });
});

describe("nextSteps", () => {
  const orders = customerOrders(on("2025-10-01", "2025-10-11", "2025-10-21", "2025-11-01"), [], year);
  const facts: StepFacts = {
    ...{ asOf: "2025-12-31", stage: "loyal", orders, records: nothing, contactsKnown: true, atRisk: null, offer: null },
  };
  const kinds = (more: Partial<StepFacts>) => nextSteps({ ...facts, ...more }).map(({ kind }) => kind);

  it("puts what hurts the customer before money, three at most", () => {
    const records = { ...nothing, deals: [deal], tickets: [ticket], surveys: [survey], activities: [call] };
    expect(nextSteps({ ...facts, stage: "at_risk", records, atRisk: 700, offer: "Cups" })).toEqual([
      { kind: "settle", id: "T1", about: "Where is it?", days: 30 },
      { kind: "listen", score: 3, highest: 10, days: 60 },
      { kind: "call", days: 60, money: 700, basis: "risk" },
    ]);
    expect(kinds({ records: { ...records, tickets: [], surveys: [] }, offer: "Cups" })).toEqual(["close", "offer"]);
  });

  it("leaves a low score alone once somebody was in touch, or half a year later", () => {
    const later = { ...call, occurred: "2025-12-01" };
    expect(kinds({ records: { ...nothing, surveys: [survey], activities: [later] } })).toEqual([]);
    expect(
      kinds({ records: { ...nothing, surveys: [{ ...survey, answered: "2025-06-01" }], activities: [later] } }),
    ).toEqual([]);
  });

  it("tells what is at stake, was brought lately, or ever", () => {
    const silent = { stage: "lost" as const, contactsKnown: false };
    expect(nextSteps({ ...facts, ...silent })).toEqual([{ kind: "call", days: 60, money: 400, basis: "lately" }]);
    const long = customerOrders(on("2020-01-01"), [], year);
    expect(nextSteps({ ...facts, ...silent, orders: long })).toMatchObject([
      { kind: "call", money: 100, basis: "ever" },
    ]);
  });

  it("counts an overdue deal's days, and misses no contact that nobody records", () => {
    const [close] = nextSteps({ ...facts, records: { ...nothing, deals: [deal] }, contactsKnown: false });
    expect(close).toMatchObject({ kind: "close", money: 5000, stage: "Proposal", days: 91, late: 31 });
    expect(kinds({})).toEqual(["meet"]);
    expect(kinds({ contactsKnown: false })).toEqual([]);
    expect(
      kinds({ stage: "prospect", records: { ...nothing, activities: [{ ...call, occurred: "2025-12-01" }] } }),
    ).toEqual(["meet"]);
    expect(kinds({ records: { ...nothing, activities: [{ ...call, occurred: "2025-12-01" }] } })).toEqual([]);
  });
});

describe("customerLifetime", () => {
  const scores = {
    account: Int32Array.of(7, 3),
    ...{
      age: Int32Array.of(9, 9),
      silent: Int32Array.of(1, 2),
      repeats: Int32Array.of(2, 0),
      recent: Float64Array.of(1, 2),
    },
    expectedPurchases: Float64Array.of(4, 2),
    expectedValue: Float64Array.of(50, Number.NaN),
    pAlive: Float64Array.of(0.9, 1),
    clv: Float64Array.of(190, Number.NaN),
  };

  it("finds one account among all, and has no money where there is no value model", () => {
    expect(customerLifetime(scores, 7)).toEqual({ expectedPurchases: 4, expectedValue: 50, pAlive: 0.9, clv: 190 });
    expect(customerLifetime(scores, 3)).toEqual({ expectedPurchases: 2, expectedValue: null, pAlive: 1, clv: null });
    expect(customerLifetime(scores, 1)).toBeNull();
  });
});

it("gaps are between order days, told by the day on which they end", () => {
  expect(gapsOf(on("2025-01-01", "2025-01-11", "2025-03-01"))).toEqual([
    { on: "2025-01-11", gap: 10 },
    { on: "2025-03-01", gap: 49 },
  ]);
});
