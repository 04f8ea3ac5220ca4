import fc from "fast-check";
import { expect, test } from "vitest";
import { dayQuantile } from "#metrics/pipeline/stage-days.ts";
import { type StalledDeal, stalledDeals } from "#metrics/pipeline/stalled-deals.ts";

test("a quantile of counted days is that of the days one by one (R's type 7: quantile(c(1,2,3,4,10), .75) = 4)", () => {
  expect(dayQuantile({ days: [1, 2, 3, 4, 10], deals: [1, 1, 1, 1, 1] }, 0.75)).toBe(4);
  // numpy.percentile([1, 2, 2, 7], 75) = 3.25
  expect(dayQuantile({ days: [1, 2, 7], deals: [1, 2, 1] }, 0.75)).toBe(3.25);
  expect(dayQuantile({ days: [], deals: [] }, 0.75)).toBeNull();
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 40 }), (all) => {
      const sorted = all.toSorted((a, b) => a - b);
      const days = [...new Set(sorted)];
      const counted = { days, deals: days.map((day) => all.filter((one) => one === day).length) };
      expect(dayQuantile(counted, 0)).toBe(sorted[0]);
      expect(dayQuantile(counted, 1)).toBe(sorted.at(-1));
      const place = (all.length - 1) * 0.75;
      const [low, high] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0];
      expect(dayQuantile(counted, 0.75)).toBeCloseTo(low + (place % 1) * (high - low), 9);
    }),
  );
});

test("stalled: longer in its stage than three quarters of the won deals, else older than they were", () => {
  const column = (...values: number[]) => Float64Array.from(values);
  const nothing = column(Number.NaN, Number.NaN, Number.NaN, Number.NaN);
  const deals = {
    length: 4,
    columns: {
      ...{ deal: column(1, 2, 3, 4), open_now: column(1, 1, 1, 0), open_then: column(0, 0, 0, 0) },
      ...{ stage: column(7, 7, 8, 7), born: column(0, 0, 60, 0), worth_now: column(10, 20, 30, 40) },
      ...{ outcome: nothing, rung: nothing, chance: nothing, worth_then: nothing, ended: nothing },
      ...{ expected_then: nothing, expected_now: nothing, expected_first: nothing, part: [null, null, null, null] },
    },
  };
  const stages = new Map([[7, { days: [10, 20], deals: [3, 1] }]]); // 75th percentile 12.5
  const won = { stages, cycle: { days: [40], deals: [4] } };
  const found = stalledDeals(deals, {
    won,
    arrived: new Map([
      [1, 88],
      [2, 87],
    ]),
    asOf: 100,
  });
  expect(found).toEqual<StalledDeal[]>([{ deal: 2, stage: 7, amount: 20, days: 13, basis: "stage", usual: 12.5 }]);
  const older = stalledDeals(deals, { won: { ...won, stages: new Map() }, arrived: new Map(), asOf: 101 });
  expect(older.map(({ deal, basis, days }) => [deal, basis, days])).toEqual([
    [3, "cycle", 41],
    [2, "cycle", 101],
    [1, "cycle", 101],
  ]);
});
