import { describe, expect, it } from "vitest";
import { hollowGrowth } from "#metrics/kpi/hollow-growth.ts";
import { kpiGrain, kpiRow } from "#metrics/kpi/kpi.ts";
import { inKpiOrder } from "#metrics/kpi/kpi-order.ts";
import { kpiSeries } from "#metrics/kpi/kpi-series.ts";
import type { Cohort } from "#metrics/retention.ts";

describe("kpiSeries", () => {
  const starts = ["2025-01-01", "2025-02-01", "2025-03-01", "2025-04-01"];
  const row = (start: string, value: number | null) => ({ start, value });

  it("is zero where a sum has no row, and not known where a ratio has none", () => {
    const rows = [row("2025-02-01", 5), row("2025-04-01", 7)];
    expect([...kpiSeries(starts, rows, true)]).toEqual([Number.NaN, 5, 0, 7]);
    expect([...kpiSeries(starts, rows, false)]).toEqual([Number.NaN, 5, Number.NaN, 7]);
  });

  it("has recorded nothing before the first value that is not zero", () => {
    const rows = starts.map((start, at) => row(start, at < 2 ? 0 : 3));
    expect([...kpiSeries(starts, rows, true)]).toEqual([Number.NaN, Number.NaN, 3, 3]);
    expect([...kpiSeries(starts, [], true)]).toEqual(Array(4).fill(Number.NaN));
  });
});

describe("kpiRow", () => {
  it("relates to what is above zero only, and keeps the last twelve points", () => {
    const history = Float64Array.from({ length: 20 }, (_, at) => (at === 10 ? Number.NaN : at));
    const facts = { kpi: "orders", value: 12, previous: 10, yoy: 0, history, judgement: null };
    expect(kpiRow(facts)).toEqual({
      ...{ kpi: "orders", value: 12, previous: 10, change: 12 / 10 - 1, yoy: 0, yoy_change: null },
      series: [8, 9, null, 11, 12, 13, 14, 15, 16, 17, 18, 19],
      ...{ anomaly: null, z: null, expected: null },
    });
  });
});

it("kpiGrain makes a line out of a period's unit, or its length", () => {
  const grain = (count: number, unit: string) => kpiGrain({ count, unit });
  expect([grain(1, "month"), grain(1, "quarter"), grain(1, "year"), grain(1, "week")]).toEqual([
    "month",
    "quarter",
    "month",
    "week",
  ]);
  expect([grain(1, "day"), grain(7, "day"), grain(30, "day"), grain(365, "day")]).toEqual([
    "day",
    "week",
    "month",
    "month",
  ]);
});

it("inKpiOrder puts revenue first and what it does not know last, by name", () => {
  const order = inKpiOrder(["zeal", "nps", "ardour", "revenue"].map((id) => ({ id })));
  expect(order.map(({ id }) => id)).toEqual(["revenue", "nps", "ardour", "zeal"]);
});

describe("hollowGrowth", () => {
  const cohort = (month: number, size: number, back: number): Cohort => ({
    cohort: `2025-${String(month).padStart(2, "0")}-01`,
    size,
    retained: [size, back],
    complete: [true, true],
    revenue: [0, 0],
  });

  it("is found where more come and fewer of them come back", () => {
    const early = [1, 2, 3].map((month) => cohort(month, 100, 40));
    const late = [4, 5, 6].map((month) => cohort(month, 200, 50));
    const found = hollowGrowth([...early, ...late]);
    expect(found).toMatchObject({
      new_customers: 200,
      previous_new_customers: 100,
      retention: 0.25,
      previous_retention: 0.4,
    });
    expect(found?.p_value).toBeLessThan(0.001);
  });

  it("is none without growth, without a fall, or by chance", () => {
    const early = [1, 2, 3].map((month) => cohort(month, 100, 40));
    const later = (size: number, back: number) => [...early, ...[4, 5, 6].map((month) => cohort(month, size, back))];
    expect(hollowGrowth(later(100, 20))).toBeNull();
    expect(hollowGrowth(later(200, 90))).toBeNull();
    expect(hollowGrowth(later(120, 46))).toBeNull();
    expect(hollowGrowth(early)).toBeNull();
  });
});
