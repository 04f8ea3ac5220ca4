import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { costsByRow } from "#metrics/campaign/campaign-costs.ts";
import { ranked } from "#metrics/campaign/campaign-order.ts";
import { type Credit, campaignRows } from "#metrics/campaign/campaign-rows.ts";
import { paybackDays } from "#metrics/campaign/payback.ts";

const credit = (key: string | null, amount: number, rest: Partial<Credit> = {}): Credit => ({
  ...{ kind: "row", key, touched: true, day: null, amount, known: 0, cost: 0, customers: 1, buyers: 0 },
  ...rest,
});
const nothing = { returned: [], costs: new Map(), recorded: new Set<string>(), leads: [], touches: [] };

describe("campaignRows", () => {
  it("counts return on margin where costs are known, and adds up", () => {
    const { basis, rows, total, revenue } = campaignRows({
      ...nothing,
      sold: [
        credit("a", 300, { known: 300, cost: 120, customers: 2 }),
        credit("b", 100, { known: 100, cost: 50 }),
        credit(null, 55.5, { touched: false }),
        credit(null, 455.5, { kind: "all", customers: 3, buyers: 5 }),
      ],
      costs: new Map([["a", { amount: 60, first: "2025-01-01" }]]),
    });
    expect(basis).toBe("margin");
    expect(rows.map(({ key, touched, revenue: own, margin }) => [key, touched, own, margin])).toEqual([
      ["a", true, 300, 180],
      ["b", true, 100, 50],
      [null, false, 55.5, null],
    ]);
    expect(rows[0]).toMatchObject({ cost: 60, roi: 2, roas: 5, cac: 30 });
    // Without cost the return is unknown, not infinite.
    expect(rows[1]).toMatchObject({ cost: null, roi: null, roas: null, cac: null });
    expect(total).toMatchObject({ revenue: 400, cost: 60, customers: 3 });
    expect(revenue).toBe(455.5);
  });

  it("counts return on revenue where costs are not known, and takes returns off", () => {
    const { basis, rows } = campaignRows({
      ...nothing,
      sold: [credit("a", 300)],
      returned: [credit("a", -100)],
      costs: new Map([["a", { amount: 100, first: "2025-01-01" }]]),
      recorded: new Set(["a", "b"]),
      touches: [{ key: "b", touches: 4, feedback: 4.5 }],
    });
    expect(basis).toBe("revenue");
    expect(rows[0]).toMatchObject({ key: "a", revenue: 200, margin: null, roi: 1 });
    expect(rows[1]).toMatchObject({ key: "b", revenue: 0, cost: 0, roi: null, touches: 4, feedback: 4.5 });
  });

  it("has rows that add up to the whole to the cent", () => {
    const amount = fc.double({ min: -1e5, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(fc.array(amount, { minLength: 1, maxLength: 30 }), (amounts) => {
        const sold = amounts.map((money, index) => credit(`c${index}`, money, { touched: index > 0 }));
        const { rows, revenue } = campaignRows({ ...nothing, sold });
        const inCents = rows.reduce((sum, row) => sum + Math.round(row.revenue * 100), 0);
        expect(inCents === Math.round(revenue * 100)).toBe(true);
        expect(Math.abs(revenue - amounts.reduce((sum, money) => sum + money, 0))).toBeLessThan(0.0051);
        for (const row of rows) {
          const own = sold.find(({ key, touched }) => (touched ? key === row.key : !row.touched))?.amount ?? 0;
          expect(Math.abs(row.revenue - own)).toBeLessThan(0.0101);
        }
      }),
    );
  });
});

describe("ranked", () => {
  const rows = campaignRows({
    ...nothing,
    sold: [credit("a", 100), credit("b", 900), credit("c", 300), credit(null, 5000, { touched: false })],
    costs: new Map([
      ["a", { amount: 10, first: "2025-01-01" }],
      ["b", { amount: 600, first: "2025-01-01" }],
    ]),
  }).rows;

  it("puts the best first, what is not known after what is, what nothing touched last", () => {
    expect(ranked(rows, "roi").map(({ key }) => key)).toEqual(["a", "b", "c", null]);
    expect(ranked(rows, "revenue").map(({ key }) => key)).toEqual(["b", "c", "a", null]);
    expect(ranked(rows, "cac").map(({ key }) => key)).toEqual(["a", "b", "c", null]);
  });
});

describe("costsByRow", () => {
  const spending = [
    { campaign: "a", day: "2025-02-01", amount: 100 },
    { campaign: "a", day: "2025-01-01", amount: 50 },
    { campaign: "b", day: "2025-01-05", amount: 30 },
  ];

  it("adds up what was spent, from its first day", () => {
    const costs = costsByRow(spending, null, (campaign) => (campaign === "a" ? { key: "mail" } : null));
    expect([...costs]).toEqual([["mail", { amount: 150, first: "2025-01-01" }]]);
  });

  it("gives a part of the customers the part that their touches are; unknown where touches are not", () => {
    const rows = [
      { campaign: "a", part: "east", touches: 3 },
      { campaign: "a", part: "west", touches: 1 },
    ];
    const costs = costsByRow(spending, { rows, whole: new Map([["a", 4]]) }, (_, part) => ({ key: part }));
    expect(costs.get("east")?.amount).toBeCloseTo(112.5, 12);
    expect(costs.get("west")?.amount).toBeCloseTo(37.5, 12);
    expect(costs.size).toBe(2);
  });
});

describe("paybackDays", () => {
  const earned = [
    { day: "2025-01-03", amount: 40 },
    { day: "2025-01-10", amount: 60 },
  ];
  it("counts from the first spending to the day that covers it all", () => {
    expect(paybackDays(earned, { first: "2025-01-01", amount: 100 })).toBe(9);
    expect(paybackDays(earned, { first: "2025-01-05", amount: 30 })).toBe(0);
    expect(paybackDays(earned, { first: "2025-01-01", amount: 101 })).toBeNull();
    expect(paybackDays(earned, null)).toBeNull();
  });
});
