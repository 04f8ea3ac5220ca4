import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type DealCell,
  funnel,
  funnelSteps,
  leak,
  mended,
  overallConversion,
  pipelineNamed,
} from "#metrics/funnel/funnel.ts";
import { funnelReport } from "#metrics/funnel/funnel-report.ts";

const names = ["A", "B", "C"];
const cell = (furthest: number, deals: number, part: string | null = null): DealCell & { recorded: boolean } => ({
  part,
  furthest,
  here: furthest < 3 ? furthest : null,
  won: furthest === 3,
  deals,
  amount: deals * 10,
  recorded: true,
});

const cells = fc.array(
  fc.record({
    part: fc.constantFrom("x", "y", null),
    furthest: fc.integer({ min: 1, max: 3 }),
    here: fc.option(fc.integer({ min: 1, max: 3 })),
    won: fc.boolean(),
    deals: fc.integer({ min: 1, max: 50 }),
    amount: fc.option(fc.integer({ min: 0, max: 1000 })),
    recorded: fc.boolean(),
  }),
  { minLength: 1, maxLength: 30 },
);

describe("funnel", () => {
  it("counts a deal at every stage up to its furthest", () => {
    expect(funnel(names, [cell(1, 5), cell(2, 3), cell(3, 2)])).toEqual([
      { stage: "A", reached: 10, conversion: null, amount: 100, median_days: null, still_here: 5 },
      { stage: "B", reached: 5, conversion: 0.5, amount: 50, median_days: null, still_here: 3 },
      { stage: "C", reached: 2, conversion: 0.4, amount: 20, median_days: null, still_here: 0 },
    ]);
  });

  it("puts leads first, and gives no conversion where deals outnumber them", () => {
    const leads = (count: number) =>
      funnel(names, [cell(3, 10)], { leads: { stage: "Leads", leads: count, waiting: 1 } });
    expect(leads(20)[1]?.conversion).toBe(0.5);
    expect(overallConversion(leads(20))).toBe(0.5);
    expect(leads(5)[1]?.conversion).toBeNull();
    expect(overallConversion(leads(5))).toBe(1);
  });

  it("never rises, and its groups add up to the whole", () => {
    fc.assert(
      fc.property(cells, (rows) => {
        const now = { cells: rows, leads: [] };
        const report = funnelReport({
          names,
          leadsName: null,
          now,
          before: null,
          medianDays: new Map(),
          grouped: true,
        });
        const { now: stages } = report.whole;
        for (const [index, { reached, conversion }] of stages.entries()) {
          expect(reached).toBeLessThanOrEqual(stages[index - 1]?.reached ?? Number.POSITIVE_INFINITY);
          expect(conversion ?? 0).toBeLessThanOrEqual(1);
          expect(report.groups.reduce((sum, group) => sum + (group.now[index]?.reached ?? 0), 0)).toBe(reached);
        }
        expect(stages.reduce((sum, stage) => sum + stage.still_here, 0)).toBe(report.openDeals);
      }),
    );
  });
});

describe("leak", () => {
  const now = funnel(names, [cell(1, 50), cell(2, 40), cell(3, 10)]);

  it("is the step that fell, even where another is lower", () => {
    // A → B stands at 50 % against 90 %; B → C at 20 % as before.
    const before = funnel(names, [cell(1, 10), cell(2, 72), cell(3, 18)]);
    const steps = funnelSteps([{ key: null, now, before }]);
    expect(leak(steps)).toMatchObject({ stage: "B", conversion: 0.5, previous: 0.9 });
    // 40 more would have reached B; a fifth of those is won, at 10 each.
    expect(mended(leak(steps) as never, now)?.records).toBeCloseTo(40, 9);
    expect(mended(leak(steps) as never, now)?.won).toBeCloseTo(8, 9);
    expect(mended(leak(steps) as never, now)?.money).toBeCloseTo(80, 9);
  });

  it("is the lowest step where none fell", () => {
    const steps = funnelSteps([{ key: null, now, before: now }]);
    expect(leak(steps)).toMatchObject({ stage: "C", conversion: 0.2, p_value: 1 });
    expect(leak(funnelSteps([{ key: null, now, before: null }]))).toMatchObject({
      stage: "C",
      previous: null,
      p_value: null,
    });
    expect(leak([])).toBeNull();
  });
});

describe("pipelineNamed", () => {
  it("takes a whole name before the beginning of another", () => {
    const rows = [{ pipeline: "Sales Asia" }, { pipeline: "Sales" }];
    expect(pipelineNamed(rows, "sales")).toBe(rows[1]);
    expect(pipelineNamed(rows, "sales a")).toBe(rows[0]);
    expect(pipelineNamed(rows, undefined)).toBe(rows[0]);
    expect(pipelineNamed(rows, "x")).toBeUndefined();
  });
});
