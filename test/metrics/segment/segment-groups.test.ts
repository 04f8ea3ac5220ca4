import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lostCustomers, segmentFindings } from "#metrics/segment/segment-findings.ts";
import { type SegmentSales, segmentGroups } from "#metrics/segment/segment-groups.ts";

const sum = (key: string | null, customers: number, repeaters: number, orders: number, net: number) => {
  return { key, key2: null, customers, repeaters, orders, net };
};
const sales = (...sums: SegmentSales["sums"]): SegmentSales => ({
  sums,
  returns: [],
  whole: {
    customers: sums.reduce((total, { customers }) => total + customers, 0),
    repeaters: sums.reduce((total, { repeaters }) => total + repeaters, 0),
    orders: sums.reduce((total, { orders }) => total + orders, 0),
  },
});

describe("segmentGroups", () => {
  it("gives shares, averages and repeat rates, by hand", () => {
    const now = {
      ...sales(sum("East", 4, 3, 10, 1000), sum("West", 1, 0, 1, 100), sum(null, 5, 1, 6, 300)),
      returns: [
        { key: "East", key2: null, returned: 200 },
        { key: "North", key2: null, returned: 40 },
      ],
    };
    const { total, groups, before } = segmentGroups(now, null);
    expect(before).toBeNull();
    expect(total).toEqual({
      customers: 10,
      repeaters: 4,
      revenue: 800 + 100 + 300 - 40,
      orders: 17,
      aov: 68.2353,
      perBuyer: 116,
      repeatRate: 0.4,
    });
    expect(groups.map(({ key, revenue }) => [key, revenue])).toEqual([
      ["East", 800],
      [null, 300],
      ["West", 100],
      ["North", -40],
    ]);
    expect(groups[0]).toEqual({
      key: "East",
      key2: null,
      customers: 4,
      repeaters: 3,
      revenue: 800,
      orders: 10,
      aov: 80,
      perBuyer: 200,
      repeatRate: 0.75,
      share: 0.4,
      revenueShare: 800 / 1160,
      previous: null,
    });
    expect(groups[3]).toMatchObject({ customers: 0, aov: null, perBuyer: null, repeatRate: null, share: 0 });
  });

  it("keeps groups of the comparison that are gone, and counts everyone once in the whole", () => {
    const now = { ...sales(sum("web", 3, 1, 5, 50), sum("shop", 2, 1, 4, 40)), returns: null };
    const whole = { customers: 4, repeaters: 3, orders: 9 };
    const { total, groups, before } = segmentGroups({ ...now, whole }, sales(sum("phone", 7, 2, 9, 90)));
    expect(total).toMatchObject({ customers: 4, repeatRate: 0.75, revenue: 90 });
    expect(groups.map(({ key, share }) => [key, share])).toEqual([
      ["web", 0.75],
      ["shop", 0.5],
      ["phone", 0],
    ]);
    expect(groups[2]?.previous).toMatchObject({ customers: 7, revenue: 90 });
    expect(groups[0]?.previous).toMatchObject({ customers: 0, revenue: 0, aov: null });
    expect(before).toMatchObject({ customers: 7 });
  });

  it("adds up, and breaks ties by name", () => {
    const row = fc.record({
      key: fc.constantFrom("a", "b", "c", null),
      customers: fc.integer({ min: 1, max: 50 }),
      net: fc.integer({ min: 1, max: 5 }),
    });
    fc.assert(
      fc.property(fc.uniqueArray(row, { minLength: 1, selector: ({ key }) => key }), (rows) => {
        const sums = rows.map(({ key, customers, net }) => sum(key, customers, 0, customers, net));
        const { total, groups } = segmentGroups(sales(...sums), null);
        expect(groups.reduce((add, { share }) => add + share, 0)).toBeCloseTo(1);
        expect(groups.reduce((add, { revenueShare }) => add + (revenueShare ?? 0), 0)).toBeCloseTo(1);
        expect(groups.reduce((add, { revenue }) => add + revenue, 0)).toBeCloseTo(total.revenue);
        expect(segmentGroups(sales(...[...sums].reverse()), null)).toEqual({ total, groups, before: null });
      }),
    );
  });
});

describe("segmentFindings", () => {
  it("compares named groups that are large enough", () => {
    const now = sales(
      sum(null, 500, 10, 600, 90_000),
      sum("East", 100, 80, 400, 40_000),
      sum("West", 50, 5, 60, 10_000),
      sum("Islands", 2, 2, 9, 9_000),
    );
    const earlier = sales(sum("East", 90, 70, 300, 30_000), sum("West", 60, 6, 70, 18_000));
    const { total, groups } = segmentGroups(now, earlier);
    const found = segmentFindings(groups, total, 1);
    expect(found.top.key).toBe("East");
    expect(found.apart).toBe(true);
    expect(found.unknown).toBeCloseTo(500 / 652);
    // East 400 each; West and the Islands 19,000 from 52.
    expect(found.topTimes).toBeCloseTo(400 / (19_000 / 52));
    expect(found.usual).toBeCloseTo(59_000 / 152);
    expect([found.dearest?.key, found.cheapest?.key]).toEqual(["East", "West"]);
    expect([found.loyal?.key, found.fleeting?.key]).toEqual(["East", "West"]);
    expect(found.shrunk && [found.shrunk.key, lostCustomers(found.shrunk)]).toEqual(["West", 10]);
    expect(found.grown?.key).toBe("East");
  });

  it("finds nothing where there is nothing to compare", () => {
    const { total, groups } = segmentGroups(sales(sum(null, 1, 0, 1, 5)), null);
    expect(segmentFindings(groups, total, 1)).toEqual({
      top: groups[0],
      apart: true,
      unknown: 1,
      usual: null,
      topTimes: null,
      dearest: null,
      cheapest: null,
      loyal: null,
      fleeting: null,
      shrunk: null,
      grown: null,
    });
    expect(() => segmentFindings([], total, 1)).toThrow("requires at least 1 group");
  });

  it("does not call a gap within chance one", () => {
    const { total, groups } = segmentGroups(sales(sum("a", 40, 20, 80, 400), sum("b", 40, 16, 80, 300)), null);
    expect(segmentFindings(groups, total, 1)).toMatchObject({ loyal: null, fleeting: null });
  });
});
