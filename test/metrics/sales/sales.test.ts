import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cappedGroups, mainFactor, relativeChange, salesGroups, salesTotals } from "#metrics/sales/sales.ts";
import { returnsBy, salesByBucket, salesByGroup } from "#metrics/sales/sales-sums.ts";

const money = fc.integer({ min: 0, max: 10_000_000 }).map((value) => value / 100);
const groupRows = fc.uniqueArray(
  fc.record({
    part: fc.option(fc.string({ maxLength: 3 })),
    net: money,
    orders: fc.integer({ min: 1, max: 100 }),
    units: fc.constant(null),
    customers: fc.nat(50),
  }),
  { selector: (row) => row.part, minLength: 1, maxLength: 15 },
);

describe("salesGroups", () => {
  it("adds up to the total, with the others as one, however many are shown", () => {
    fc.assert(
      fc.property(groupRows, fc.integer({ min: 1, max: 10 }), (sold, count) => {
        const returned = new Map(sold.slice(0, 2).map((row) => [row.part, 1.25]));
        const totals = salesTotals(sold, 0, returned);
        const { shown, other } = cappedGroups(salesGroups({ sold, returned }, null), count);
        const revenue = shown.reduce((sum, group) => sum + group.revenue, other?.revenue ?? 0);
        expect(revenue).toBeCloseTo(totals.revenue, 2);
        expect(shown.reduce((sum, group) => sum + group.orders, other?.orders ?? 0)).toBe(totals.orders);
        expect(shown.length).toBeLessThanOrEqual(count);
      }),
    );
  });

  it("keeps a group that sold before and not now", () => {
    const row = { net: 10, orders: 1, units: 2, customers: 1 };
    const now = { sold: [{ part: "a", ...row }], returned: null };
    const before = { sold: [{ part: "b", ...row }], returned: null };
    expect(salesGroups(now, before)).toEqual([
      { key: "a", revenue: 10, orders: 1, customers: 1, units: 2, aov: 10, returns: null, share: 1, previous: 0 },
      { key: "b", revenue: 0, orders: 0, customers: 0, units: null, aov: null, returns: null, share: 0, previous: 10 },
    ]);
  });
});

describe("mainFactor", () => {
  it("finds what changed most in buyers × orders per buyer × revenue per order", () => {
    const of = (customers: number, orders: number, net: number) =>
      salesTotals([{ net, orders, units: null }], customers, null);
    // Buyers halve, orders per buyer stay at 2, revenue per order rises by a tenth.
    expect(mainFactor(of(5, 10, 110), of(10, 20, 200))).toMatchObject({ factor: "buyers", ratio: 0.5 });
    expect(mainFactor(of(5, 10, 110), of(0, 0, 0))).toBeNull();
  });
});

describe("relativeChange", () => {
  it("is null when there is nothing to relate to", () => {
    expect(relativeChange(110, 100)).toBeCloseTo(0.1, 12);
    expect(relativeChange(1, 0)).toBeNull();
    expect(relativeChange(1, null)).toBeNull();
  });
});

describe("sums by bucket and group", () => {
  const row = { net: 10, orders: 1, units: 2 };
  const rows = [
    // One order of two products: in both groups, once in the whole.
    { ...row, start: "2024-01-01", part: "tea", allOrders: 1 },
    { ...row, start: "2024-01-01", part: "cup", allOrders: 0, units: null },
    { ...row, start: "2024-02-01", part: "tea", allOrders: 1 },
  ];

  it("count an order once a bucket, and in each of its groups", () => {
    expect(salesByBucket(rows)).toEqual([
      { start: "2024-01-01", net: 20, orders: 1, units: 2 },
      { start: "2024-02-01", net: 10, orders: 1, units: 2 },
    ]);
    expect(salesByGroup(rows, new Map([["tea", 2]]))).toEqual([
      { part: "tea", net: 20, orders: 2, units: 4, customers: 2 },
      { part: "cup", net: 10, orders: 1, units: null, customers: 0 },
    ]);
  });

  it("sum returns along either key, and keep unknown ones unknown", () => {
    const returned = [
      { start: "2024-01-01", part: "tea", returned: 3 },
      { start: "2024-01-01", part: null, returned: 1 },
    ];
    expect(returnsBy(returned, "start")).toEqual(new Map([["2024-01-01", 4]]));
    expect(returnsBy(returned, "part")).toEqual(
      new Map([
        ["tea", 3],
        [null, 1],
      ]),
    );
    expect(returnsBy(null, "part")).toBeNull();
  });
});
