import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { localHours, type QuarterHours, weekdayOf } from "#metrics/peak/local-hours.ts";
import { peakWindows } from "#metrics/peak/peak-windows.ts";
import { weekGrid } from "#metrics/peak/week-grid.ts";
import { seededRandom } from "#metrics/random.ts";

const dayOf = (text: string) => Date.parse(text) / 86_400_000;

/** One order at each instant. */
function ordersAt(instants: readonly string[]): QuarterHours {
  const times = instants.map((text) => Date.parse(text));
  const day = times.map((time) => Math.floor(time / 86_400_000));
  return {
    day: Float64Array.from(day),
    slot: Float64Array.from(times, (time, at) => Math.floor((time - (day[at] as number) * 86_400_000) / 900_000)),
    orders: new Float64Array(times.length).fill(1),
    revenue: new Float64Array(times.length).fill(10),
    sharp: Float64Array.from(times, (time) => Number(time % 900_000 === 0)),
  };
}

const where = (text: string, zone: string) => {
  const { day, hour, quarter } = localHours(ordersAt([text]), zone);
  return [day[0], hour[0], quarter[0]];
};

describe("localHours", () => {
  it("follows the zone: whole hours, half hours, and clocks that change", () => {
    expect(where("2026-11-22T18:20:00Z", "Asia/Shanghai")).toEqual([dayOf("2026-11-23"), 2, 1]);
    expect(where("2026-11-22T18:20:00Z", "Asia/Kolkata")).toEqual([dayOf("2026-11-22"), 23, 3]);
    // Clocks in New York went forward on 8 March 2026 at 07:00 UTC.
    expect(where("2026-03-08T06:59:00Z", "America/New_York")).toEqual([dayOf("2026-03-08"), 1, 3]);
    expect(where("2026-03-08T07:00:00Z", "America/New_York")).toEqual([dayOf("2026-03-08"), 3, 0]);
  });

  it("knows weekdays, also before 1970", () => {
    expect(["2026-11-22", "2026-11-23", "1969-12-28"].map((day) => weekdayOf(dayOf(day)))).toEqual([7, 1, 7]);
  });
});

/** Orders over twelve weeks, `share` of them Tuesday to Thursday from ten to twelve in UTC. */
function twelveWeeks(count: number, share: number, seed: number) {
  const random = seededRandom(seed);
  const from = Date.parse("2026-01-05T00:00:00Z");
  const instants = Array.from({ length: count }, () => {
    if (random() >= share) return from + random() * 84 * 86_400_000;
    const day = 7 * Math.floor(random() * 12) + 1 + Math.floor(random() * 3);
    return from + day * 86_400_000 + (10 + random() * 2) * 3_600_000;
  });
  const rows = ordersAt(instants.map((time) => new Date(time).toISOString()));
  const span = { from: dayOf("2026-01-05"), to: dayOf("2026-03-30"), weekStart: 1 };
  return weekGrid(rows, localHours(rows, "UTC"), span);
}

describe("peakWindows", () => {
  it("finds the planted window and says how much it holds", () => {
    const [first] = peakWindows(twelveWeeks(3000, 0.3, 1), true);
    expect(first).toMatchObject({ weekday_from: 2, weekday_to: 4, hour_from: 10, hour_to: 12 });
    expect(first?.share).toBeCloseTo(0.3 + 0.7 * (6 / 168), 1);
    expect(first?.p_value).toBeLessThan(0.001);
  });

  it("finds nothing in an even week, in 40 of 40 made-up companies", () => {
    const found = Array.from({ length: 40 }, (_, seed) => peakWindows(twelveWeeks(2000, 0, seed + 5), true));
    expect(found.flat()).toEqual([]);
  });

  it("does not take one bulk buyer's afternoon for a habit", () => {
    const even = twelveWeeks(1000, 0, 3);
    const instants = Array.from({ length: 60 }, () => "2026-02-03T15:20:00Z");
    const rows = ordersAt(instants);
    const bulk = weekGrid(rows, localHours(rows, "UTC"), {
      from: dayOf("2026-01-05"),
      to: dayOf("2026-03-30"),
      weekStart: 1,
    });
    const orders = even.orders.map((count, at) => count + (bulk.orders[at] as number));
    const plain = peakWindows({ ...even, orders }, true);
    const careful = peakWindows({ ...even, orders, dispersion: 20 }, true);
    expect(plain.length).toBeGreaterThan(0);
    expect(careful).toEqual([]);
  });

  it("speaks of weekdays alone where hours are not known", () => {
    const rows = ordersAt(
      Array.from({ length: 84 }, (_, day) =>
        new Date(Date.parse("2026-01-05") + day * 86_400_000).toISOString(),
      ).flatMap((text, day) => Array.from({ length: day % 7 === 4 ? 40 : 10 }, () => text)),
    );
    const grid = weekGrid(rows, localHours(rows, "UTC"), {
      from: dayOf("2026-01-05"),
      to: dayOf("2026-03-30"),
      weekStart: 7,
    });
    expect(grid.midnight).toBe(1);
    expect(grid.weekdays).toEqual([7, 1, 2, 3, 4, 5, 6]);
    const windows = peakWindows(grid, false);
    expect(windows).toHaveLength(1);
    expect(windows[0]).toMatchObject({ weekday_from: 5, weekday_to: 5, hour_from: null, hour_to: null, orders: 480 });
  });

  it("is empty without orders", () => {
    expect(peakWindows(twelveWeeks(0, 0, 1), true)).toEqual([]);
  });
});

it("weekGrid loses no order, whatever the zone and the first day of a week", () => {
  const instant = fc.integer({ min: Date.parse("2026-03-01"), max: Date.parse("2026-04-20") });
  fc.assert(
    fc.property(
      fc.array(instant, { minLength: 1, maxLength: 60 }),
      fc.constantFrom("Asia/Shanghai", "America/New_York", "Asia/Kathmandu"),
      fc.integer({ min: 1, max: 7 }),
      (times, zone, weekStart) => {
        const rows = ordersAt(times.map((time) => new Date(time).toISOString()));
        const span = { from: dayOf("2026-02-27"), to: dayOf("2026-04-22"), weekStart };
        const grid = weekGrid(rows, localHours(rows, zone), span);
        expect(grid.orders.reduce((sum, count) => sum + count, 0)).toBe(times.length);
        expect(grid.days.reduce((sum, count) => sum + count, 0)).toBe(54);
        expect(grid.dispersion).toBeGreaterThanOrEqual(1);
      },
    ),
    { numRuns: 50 },
  );
});
