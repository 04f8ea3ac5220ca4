import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cappedGroups, mainFactor, relativeChange, salesGroups, salesTotals } from "#metrics/sales.ts";
import { addDays, bucketStart, bucketStarts, daysFrom, fittingGrain, nextBucket } from "#metrics/time-buckets.ts";

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

describe("time buckets", () => {
  it("begins weeks on the company's day", () => {
    // 20 November 2024 is a Wednesday.
    expect(bucketStart("2024-11-20", "week", 1)).toBe("2024-11-18");
    expect(bucketStart("2024-11-20", "week", 7)).toBe("2024-11-17");
    expect(bucketStart("2024-11-20", "quarter", 1)).toBe("2024-10-01");
    expect(nextBucket("2024-12-01", "month")).toBe("2025-01-01");
  });

  it("covers a period without gaps in at most 53 pieces", () => {
    const day = fc.integer({ min: 0, max: 7000 }).map((count) => addDays("2005-01-01", count));
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 4000 }), fc.integer({ min: 1, max: 7 }), (from, length, weekStart) => {
        const to = addDays(from, length);
        const grain = fittingGrain(from, to);
        const starts = bucketStarts(from, to, grain, weekStart);
        expect(starts.length).toBeLessThanOrEqual(53);
        expect((starts[0] ?? "9") <= from).toBe(true);
        for (const [index, start] of starts.entries()) {
          expect(nextBucket(start, grain)).toBe(starts[index + 1] ?? nextBucket(start, grain));
          expect(bucketStart(start, grain, weekStart)).toBe(start);
        }
        expect(nextBucket(starts.at(-1) ?? "", grain) >= to).toBe(true);
        expect(daysFrom(from, to)).toBe(length);
      }),
    );
  });
});
