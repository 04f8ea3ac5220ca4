import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CohortActivity, rateAt, recentRetention, retention, spanStart } from "#metrics/retention.ts";

const row = (cohort: string, start: string, customers: number, revenue = 0): CohortActivity => ({
  cohort,
  start,
  customers,
  revenue,
});

describe("retention", () => {
  const rows = [
    row("2025-01-01", "2025-01-01", 10, 1000),
    row("2025-01-01", "2025-02-01", 5, 300),
    row("2025-02-01", "2025-02-01", 30, 900),
    row("2025-02-01", "2025-03-01", 6, 60),
  ];

  it("counts by hand, up to the as-of", () => {
    const { cohorts, average } = retention(rows, "month", "2025-03-15");
    expect(cohorts).toEqual([
      { cohort: "2025-01-01", size: 10, retained: [10, 5, 0], complete: [true, true, false], revenue: [1000, 300, 0] },
      {
        cohort: "2025-02-01",
        size: 30,
        retained: [30, 6, null],
        complete: [true, false, false],
        revenue: [900, 60, null],
      },
    ]);
    // Only January's second month is over: 5 of 10.
    expect(average).toEqual([1, 0.5, null]);
  });

  it("takes in a span that ends with the as-of day", () => {
    const { average } = retention(rows, "month", "2025-03-31");
    expect(average).toEqual([1, 11 / 40, 0]);
  });

  it("knows quarters and weeks", () => {
    expect(
      retention([row("2024-10-01", "2024-10-01", 4), row("2024-10-01", "2025-04-01", 2)], "quarter", "2025-06-30")
        .cohorts,
    ).toEqual([
      { cohort: "2024-10-01", size: 4, retained: [4, 0, 2], complete: [true, true, true], revenue: [0, 0, 0] },
    ]);
    expect(
      retention([row("2024-12-30", "2024-12-30", 4), row("2024-12-30", "2025-01-13", 1)], "week", "2025-01-18").cohorts,
    ).toMatchObject([{ retained: [4, 0, 1], complete: [true, true, false] }]);
    expect(spanStart("2025-11-01", 3, "month")).toBe("2026-02-01");
  });

  it("is empty without rows and refuses a wrong day", () => {
    expect(retention([], "month", "2025-01-01")).toEqual({ cohorts: [], average: [] });
    expect(() => retention([], "month", "soon")).toThrow("retention requires an as-of day");
  });

  it("weighs the average by size, whatever the cohorts", () => {
    const cohort = fc.record({
      size: fc.integer({ min: 1, max: 500 }),
      back: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(cohort, { minLength: 1, maxLength: 8 }), (given) => {
        const many = given.flatMap(({ size, back }, index) => {
          const start = spanStart("2025-01-01", index, "month");
          return [row(start, start, size), row(start, spanStart(start, 1, "month"), Math.floor(size * back))];
        });
        const { cohorts, average } = retention(many, "month", "2026-12-31");
        const total = given.reduce((sum, { size }) => sum + size, 0);
        const back = given.reduce((sum, { size, back: share }) => sum + Math.floor(size * share), 0);
        expect(average[1]).toBeCloseTo(back / total, 12);
        expect(rateAt(cohorts, 1)).toMatchObject({ cohorts: given.length, customers: total, retained: back });
      }),
    );
  });
});

it("recentRetention sets the newest complete cohorts beside those before", () => {
  const rows = [10, 10, 10, 2, 2, 2].flatMap((back, index) => {
    const start = spanStart("2025-01-01", index, "month");
    return [row(start, start, 20), row(start, spanStart(start, 1, "month"), back)];
  });
  const { cohorts } = retention(rows, "month", "2025-12-31");
  expect(recentRetention(cohorts, 1)).toMatchObject({
    recent: { rate: 0.1, customers: 60 },
    earlier: { rate: 0.5, customers: 60 },
    since: { cohort: "2025-04-01" },
    newest: { cohort: "2025-06-01" },
  });
  expect(recentRetention(cohorts.slice(0, 3), 1)).toBeNull();
});
