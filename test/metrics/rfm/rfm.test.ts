import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type RfmCount, rfm, rfmSummary } from "#metrics/rfm/rfm.ts";
import { rfmFindings } from "#metrics/rfm/rfm-findings.ts";
import { rfmGroups } from "#metrics/rfm/rfm-groups.ts";
import { aboveMean, quintileScores, rfmScores } from "#metrics/rfm/rfm-scores.ts";
import { segmentOf, segmentsOf } from "#metrics/rfm/rfm-segments.ts";
import { comparedSpans } from "#metrics/rfm/rfm-spans.ts";

describe("quintileScores", () => {
  it("is 1 + floor(5 · worse / n), by hand", () => {
    // 10 values: the ninth-best has one worse (1 + floor(5/10) = 1), the next two worse (1 + floor(10/10) = 2), …
    expect(quintileScores([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
    // Ties share a score: three worse than 2 of eight, six worse than 3.
    expect(quintileScores([1, 1, 1, 2, 2, 2, 3, 3])).toEqual([1, 1, 1, 2, 2, 2, 4, 4]);
    expect(quintileScores([7, 7, 7])).toEqual([3, 3, 3]);
    expect(() => quintileScores([])).toThrow("requires at least 1 value");
  });

  it("agrees with counting who is worse", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5, max: 20 }), { minLength: 1, maxLength: 60 }), (values) => {
        const expected = values.map(
          (value) => 1 + Math.floor((5 * values.filter((other) => other < value).length) / values.length),
        );
        expect(quintileScores(values)).toEqual(new Set(values).size === 1 ? values.map(() => 3) : expected);
      }),
    );
  });
});

it("aboveMean does not count a tie, nor one that floating sums make", () => {
  expect(aboveMean([1, 2, 3])).toEqual([0, 0, 1]);
  expect(aboveMean([0.1, 0.1, 0.1])).toEqual([0, 0, 0]);
});

describe("segments", () => {
  it("are the table of the definition", () => {
    const row = (r: number) => [1, 2, 3, 4, 5].map((fm) => segmentOf("11", r, fm));
    expect(row(5)).toEqual(["New", "Potential loyalist", "Potential loyalist", "Champions", "Champions"]);
    expect(row(4)).toEqual(["Promising", "Potential loyalist", "Loyal", "Champions", "Champions"]);
    expect(row(3)).toEqual(["About to sleep", "About to sleep", "Needs attention", "Loyal", "Loyal"]);
    expect(row(2)).toEqual(["Hibernating", "Hibernating", "At risk", "At risk", "At risk"]);
    expect(row(1)).toEqual(["Lost", "Lost", "At risk", "Can't lose", "Can't lose"]);
  });

  it("name the eight types by recency and frequency, 重要 by money", () => {
    const customers = [
      { recencyDays: 1, frequency: 9, monetary: 900 },
      { recencyDays: 1, frequency: 1, monetary: 900 },
      { recencyDays: 90, frequency: 9, monetary: 900 },
      { recencyDays: 90, frequency: 1, monetary: 900 },
      { recencyDays: 1, frequency: 9, monetary: 1 },
      { recencyDays: 1, frequency: 1, monetary: 1 },
      { recencyDays: 90, frequency: 9, monetary: 1 },
      { recencyDays: 90, frequency: 1, monetary: 1 },
    ];
    expect(rfm(customers, "8").scored.map(({ segment }) => segment)).toEqual([
      "重要价值",
      "重要发展",
      "重要保持",
      "重要挽留",
      "一般价值",
      "一般发展",
      "一般保持",
      "一般挽留",
    ]);
  });

  it("know every cell a scheme can give", () => {
    for (const scheme of ["11", "3", "fixed"] as const)
      for (const r of [1, 2, 3, 4, 5])
        for (const fm of [1, 2, 3, 4, 5]) expect(segmentsOf[scheme]).toContain(segmentOf(scheme, r, fm));
    for (const r of [0, 1]) for (const fm of [0, 1, 2, 3]) expect(segmentsOf["8"]).toContain(segmentOf("8", r, fm));
  });
});

it("fixed limits score what a limit names", () => {
  const scores = rfmScores(
    [
      { recencyDays: 30, frequency: 2, monetary: 100 },
      { recencyDays: 31, frequency: 1, monetary: 99.99 },
      { recencyDays: 366, frequency: 10, monetary: 5000 },
    ],
    "fixed",
    { recency: [30, 90, 180, 365], frequency: [2, 3, 5, 10], monetary: [100, 500, 1000, 5000] },
  );
  expect(scores.map(({ r, f, m }) => [r, f, m])).toEqual([
    [5, 2, 2],
    [4, 1, 1],
    [1, 5, 5],
  ]);
});

it("rfm requires a customer", () => {
  expect(() => rfm([])).toThrow("rfm requires at least 1 customer");
});

const count = (part: Partial<RfmCount>): RfmCount => ({
  r: null,
  fm: null,
  previousR: null,
  previousFm: null,
  customers: 1,
  revenue: 0,
  previousRevenue: 0,
  ...part,
});

describe("rfmSummary", () => {
  const counts = [
    count({ r: 5, fm: 5, previousR: 5, previousFm: 5, customers: 4, revenue: 400, previousRevenue: 300 }),
    count({ r: 1, fm: 5, previousR: 5, previousFm: 4, customers: 2, revenue: 100, previousRevenue: 250 }),
    count({ r: 5, fm: 1, customers: 4, revenue: 0 }),
    count({ previousR: 4, previousFm: 5, customers: 3, previousRevenue: 90 }),
    count({ previousR: 1, previousFm: 1, customers: 5, previousRevenue: 10 }),
  ];

  it("adds up to the customers, their money and their moves", () => {
    const summary = rfmSummary(counts);
    expect(summary).toMatchObject({ customers: 10, revenue: 500, previous: { customers: 14, revenue: 650 } });
    expect(summary.segments).toEqual([
      { segment: "Champions", customers: 4, share: 0.4, revenue: 400, revenueShare: 0.8 },
      { segment: "Can't lose", customers: 2, share: 0.2, revenue: 100, revenueShare: 0.2 },
      { segment: "New", customers: 4, share: 0.4, revenue: 0, revenueShare: 0 },
    ]);
    expect(summary.migration.map(({ from, to, customers }) => [from, to, customers])).toEqual([
      ["Lost", "Dormant", 5],
      ["Champions", "Champions", 4],
      ["Dormant", "New", 4],
      ["Champions", "Dormant", 3],
      ["Champions", "Can't lose", 2],
    ]);
  });

  it("finds who is quiet, who left and who moved", () => {
    expect(rfmFindings(rfmSummary(counts), "11")).toEqual({
      quiet: { customers: 2, share: 0.2, revenue: 100, revenueShare: 0.2 },
      best: { customers: 4, share: 0.4, revenue: 400, revenueShare: 0.8 },
      left: { customers: 3, revenue: 90 },
      risen: 0,
      fallen: 5,
      bestBefore: 9,
    });
  });

  it("has no segments below five customers", () => {
    const few = rfmSummary([count({ r: 5, fm: 5, customers: 4, revenue: 1 })]);
    expect(few).toMatchObject({ customers: 4, segments: [], grid: [], migration: [] });
  });

  it("leaves out groups below five customers and ranks the others by what is at stake", () => {
    const { groups, small } = rfmGroups(
      [
        { ...count({ r: 5, fm: 5, customers: 5, revenue: 50 }), group: "calm" },
        { ...count({ r: 1, fm: 5, customers: 5, revenue: 50 }), group: "quiet" },
        { ...count({ r: 1, fm: 5, customers: 4, revenue: 50 }), group: "tiny" },
      ],
      "11",
    );
    expect(groups.map(({ group, found }) => [group, found.quiet.revenueShare])).toEqual([
      ["quiet", 1],
      ["calm", 0],
    ]);
    expect(small).toBe(1);
  });
});

describe("comparedSpans", () => {
  it("takes the equally long span before", () => {
    expect(comparedSpans({ from: "2025-07-01", to: "2025-10-01" }, "2025-10-15", null)).toEqual({
      from: "2025-07-01",
      to: "2025-10-01",
      asOf: "2025-10-15",
      previousFrom: "2025-03-31",
      previousTo: "2025-07-01",
      previousAsOf: "2025-07-15",
    });
  });
  it("or the one that the question names", () => {
    const spans = comparedSpans({ from: "2025-07-01", to: "2025-10-01" }, "2025-09-30", {
      from: "2024-07-01",
      to: "2024-10-01",
    });
    expect(spans).toMatchObject({ previousFrom: "2024-07-01", previousTo: "2024-10-01", previousAsOf: "2024-09-30" });
  });
});
