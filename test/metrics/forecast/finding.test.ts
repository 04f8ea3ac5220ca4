import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { coherentForecasts } from "#metrics/forecast/coherent.ts";
import { comingOf, lowestOf, peakOf, pointsOf } from "#metrics/forecast/finding.ts";
import { groupHistories, groupSums } from "#metrics/forecast/group-histories.ts";
import { historyOf } from "#metrics/forecast/history.ts";
import { pastOf } from "#metrics/forecast/past.ts";
import { targetOf } from "#metrics/forecast/target.ts";

const month = (t: number) => new Date(Date.UTC(2025, t, 1)).toISOString().slice(0, 10);
const months = (count: number, from = 0) => Array.from({ length: count }, (_, t) => month(from + t));

describe("historyOf", () => {
  it("takes a sum without facts as nothing, from its first fact on", () => {
    const known = new Map([
      [month(1), 5],
      [month(3), 7],
    ]);
    expect(historyOf(known, months(5), true)).toEqual({
      starts: months(4, 1),
      values: Float64Array.of(5, 0, 7, 0),
      filled: 0,
    });
  });

  it("draws an unknown ratio between its neighbours", () => {
    const known = new Map([
      [month(0), 0.2],
      [month(2), null],
      [month(3), 0.5],
    ]);
    const { values, filled } = historyOf(known, months(5), false);
    expect([...values].map((value) => Math.round(value * 100))).toEqual([20, 30, 40, 50, 50]);
    expect(filled).toBe(3);
    expect(historyOf(new Map(), months(3), false).values).toHaveLength(0);
  });
});

describe("pastOf", () => {
  const plan = { grain: "month", season: 12, complete: months(10), ahead: months(3, 10), end: month(13) } as const;
  const rows = (length: number) => months(length).map((start, t) => ({ start, part: null, value: 10 + t }));

  it("does not take a bucket that has begun as complete", () => {
    const { history, running, sums } = pastOf({ whole: rows(11), firstDay: month(0), season: 145 }, plan, true);
    expect(history.values).toHaveLength(10);
    expect(running).toEqual({ start: month(10), soFar: 20 });
    expect(sums).toBe(true);
    expect(pastOf({ whole: rows(11), firstDay: null, season: 100 }, plan, true).sums).toBe(false);
    expect(pastOf({ whole: rows(11), firstDay: null, season: null }, plan, false).running).toBeNull();
  });

  it("leaves out the bucket in which records begin", () => {
    const begins = (firstDay: string) => pastOf({ whole: rows(10), firstDay, season: null }, plan, true);
    expect(begins("2025-01-20")).toMatchObject({ cut: "2025-01-20", history: { starts: months(9, 1) } });
    expect(begins("2025-01-04").cut).toBeNull();
    expect(begins("2019-01-20").history.starts).toHaveLength(10);
  });
});

describe("targetOf", () => {
  const buckets = months(12).map((start, t) => ({ start, end: month(t + 1), value: 100, past: t < 10 }));
  const row = (first: string, last: string, amount: number, level = "owner") => {
    return { metric: "revenue", first, last, level, amount };
  };
  const year = { from: month(0), to: month(12) };

  it("holds what came and what is forecast against the year's target", () => {
    const rows = months(12).flatMap((start, t) => {
      const last = new Date(Date.UTC(2025, t + 1, 0)).toISOString().slice(0, 10);
      return [row(start, last, 60), row(start, last, 60)];
    });
    expect(targetOf(rows, buckets, year)).toEqual({
      ...{ from: month(0), to: month(12), amount: 1440, actual: 1000, forecast: 200, expected: 1200 },
      attainment: 1200 / 1440,
      series: [
        { start: month(10), amount: 120 },
        { start: month(11), amount: 120 },
      ],
    });
  });

  it("spreads a quarter's target over its days, and prefers the company's own", () => {
    const quarter = row("2025-10-01", "2025-12-31", 920);
    expect(targetOf([quarter], buckets, year)).toMatchObject({ from: month(9), amount: 920, actual: 100 });
    expect(targetOf([quarter], buckets, year)?.series[0]).toEqual({ start: month(10), amount: 300 });
    const own = row("2025-10-01", "2025-12-31", 1000, "company");
    expect(targetOf([quarter, own], buckets, year)?.amount).toBe(1000);
  });

  it("is none without a target for what is still to come, nor for part of a bucket", () => {
    expect(targetOf([row("2025-01-01", "2025-03-31", 90)], buckets, year)).toBeNull();
    expect(targetOf([row("2025-11-01", "2025-11-20", 90)], buckets, year)).toBeNull();
    expect(targetOf([], buckets, year)).toBeNull();
  });
});

describe("coherentForecasts", () => {
  const bounds = (values: readonly number[]) => {
    return { mean: values, lo80: values, hi80: values, lo95: values, hi95: values };
  };

  it("adds up to the whole", () => {
    const value = fc.double({ min: 1, max: 1e6, noNaN: true });
    const groups = fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(groups, fc.double({ min: 0.4, max: 2.5, noNaN: true }), (values, ratio) => {
        const whole = [0, 1].map((step) => values.reduce((sum, pair) => sum + (pair[step] as number), 0) * ratio);
        const scaled = coherentForecasts(values.map(bounds), whole)!;
        for (const [step, total] of whole.entries()) {
          expect(scaled.reduce((sum, { mean }) => sum + mean[step]!, 0) / total).toBeCloseTo(1, 9);
        }
      }),
    );
  });

  it("is not forced where sums are far apart", () => {
    expect(coherentForecasts([bounds([1])], [10])).toBeNull();
    expect(coherentForecasts([bounds([-1])], [1])).toBeNull();
    expect(coherentForecasts([bounds([0])], [0])).toBeNull();
  });
});

describe("groupHistories", () => {
  const starts = months(8);
  const rows = (part: string | null, value: number, from = 0) =>
    starts.slice(from).map((start) => ({ start, part, value }));
  const size = (part: string | null, value: number) => ({ start: null, part, value });
  const whole = historyOf(new Map(starts.map((start) => [start, 100])), starts, true);
  const three = {
    sizes: [size("b", 160), size("a", 400), size(null, 240)],
    wholeSize: 800,
    rows: [...rows("a", 50), ...rows(null, 30), ...rows("b", 20)],
  };

  it("forecasts the largest, and what is left as one", () => {
    const { groups, parts } = groupHistories(three, whole, { additive: true, most: 1 });
    expect(parts).toBe(true);
    expect(groups.map(({ key, other, history }) => [key, other, history.values[0]])).toEqual([
      ["a", false, 50],
      [null, true, 50],
    ]);
    const all = groupHistories(three, whole, { additive: true, most: 5 }).groups;
    expect(all.map(({ key, other }) => [key, other])).toEqual([
      ["a", false],
      [null, false],
      ["b", false],
    ]);
    const few = groupHistories({ ...three, rows: rows("a", 50) }, whole, { additive: true, most: 5 });
    expect(few.groups.map(({ other }) => other)).toEqual([false, true]);
  });

  it("puts those that are too new to what is left, and says when groups overlap", () => {
    const young = { ...three, sizes: [size("a", 700), size("b", 100)], rows: [...rows("a", 75), ...rows("b", 25, 4)] };
    expect(groupHistories(young, whole, { additive: true, most: 5 })).toMatchObject({
      parts: true,
      groups: [{ key: "a" }, { other: true }],
    });
    const overlapping = { ...three, sizes: [size("a", 700), size("b", 500)] };
    expect(groupHistories(overlapping, whole, { additive: true, most: 1 })).toMatchObject({
      parts: false,
      groups: [{ key: "a" }],
    });
  });

  it("takes returns off revenue alone", () => {
    const sold = [{ start: month(0), part: "a", net: 10, units: 3, orders: 2 }];
    const returned = [
      { start: month(0), part: "a", returned: 4 },
      { start: month(1), part: "a", returned: 1 },
    ];
    const valuesOf = (name: string) => groupSums({ sold, returned }, name).map(({ value }) => value);
    expect(valuesOf("revenue")).toEqual([6, -1]);
    expect([valuesOf("sold"), valuesOf("orders"), valuesOf("units")]).toEqual([[10], [2], [3]]);
  });
});

describe("points", () => {
  const bounds = { mean: [5, 9, 2], lo80: [4, 8, 1], hi80: [6, 10, 3], lo95: [3, 7, 0], hi95: [7, 11, 4] };

  it("are not below what was reached, nor above what can be", () => {
    const points = pointsOf(bounds, months(3), { least: 6.5, most: 10 });
    expect(points[0]).toEqual({ start: month(0), mean: 6.5, lo80: 6.5, hi80: 6.5, lo95: 6.5, hi95: 7 });
    expect(points[1]?.hi95).toBe(10);
    expect([peakOf(points).start, lowestOf(points).start]).toEqual([month(1), month(2)]);
    expect(comingOf(points, { start: month(0), soFar: 6.5 })).toHaveLength(2);
  });
});
