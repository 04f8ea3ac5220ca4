import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type PipelineChanges, pipelineChanges } from "#metrics/pipeline/pipeline-changes.ts";
import type { Horizon, PipelineDeals } from "#metrics/pipeline/pipeline-deals.ts";

/** What a deal is from a day on, to the day before its next state. */
interface State {
  readonly day: number;
  readonly outcome: 0 | 1 | 2 | 3;
  readonly amount: number | null;
  readonly expected: number | null;
}

/** A deal as states by day: created, changed, ended and opened again as it comes. */
const history = fc
  .uniqueArray(
    fc.record({
      day: fc.integer({ min: 0, max: 60 }),
      outcome: fc.constantFrom(0, 0, 0, 1, 2, 3) as fc.Arbitrary<0 | 1 | 2 | 3>,
      amount: fc.option(fc.integer({ min: 0, max: 9_999_999 }).map((cents) => cents / 100)),
      expected: fc.option(fc.integer({ min: -20, max: 120 })),
    }),
    { selector: ({ day }) => day, minLength: 1, maxLength: 8 },
  )
  .map((states): State[] => states.sort((a, b) => a.day - b.day));

const stateAt = (states: readonly State[], day: number) => states.findLast((state) => state.day <= day);

/** The rows that `/pipeline` reads for two days. */
function dealsBetween(histories: readonly (readonly State[])[], opening: number, closing: number): PipelineDeals {
  const rows = histories.flatMap((states, deal) => {
    const [before, now] = [stateAt(states, opening), stateAt(states, closing)];
    const open = { before: before?.outcome === 0, now: now?.outcome === 0 };
    const last = states.findLast(
      (state, index) => state.day <= closing && state.outcome !== 0 && (states[index - 1]?.outcome ?? 0) === 0,
    );
    const ended = now !== undefined && now.outcome !== 0 && last !== undefined && last.day > opening;
    if (!open.before && !open.now && !ended) return [];
    return [{ deal, before, now, open, ended: now?.outcome === 0 ? Number.NaN : (last?.day ?? Number.NaN) }];
  });
  const column = (value: (row: (typeof rows)[number]) => number | null | undefined) =>
    Float64Array.from(rows, (row) => value(row) ?? Number.NaN);
  return {
    length: rows.length,
    columns: {
      deal: column(({ deal }) => deal),
      open_then: column(({ open }) => Number(open.before)),
      open_now: column(({ open }) => Number(open.now)),
      outcome: column(({ now }) => now?.outcome),
      worth_then: column(({ before }) => before?.amount),
      worth_now: column(({ now }) => now?.amount),
      expected_then: column(({ before }) => before?.expected),
      expected_now: column(({ now }) => now?.expected),
      ended: column(({ ended }) => ended),
      rung: column(() => 1),
      stage: column(() => 1),
      chance: column(() => null),
      expected_first: column(() => null),
      born: column(() => null),
      part: rows.map(() => null),
    },
  };
}

const cents = (money: number) => Math.round(money * 100);
const sum = (changes: PipelineChanges) =>
  cents(changes.opening) +
  cents(changes.new) -
  cents(changes.won) -
  cents(changes.lost) +
  cents(changes.increased) -
  cents(changes.decreased) +
  cents(changes.pulled_in) -
  cents(changes.pushed_out);

const horizons: fc.Arbitrary<Horizon | null> = fc.option(
  fc
    .tuple(fc.integer({ min: -20, max: 100 }), fc.integer({ min: 1, max: 60 }))
    .map(([from, days]) => ({ from, to: from + days })),
);
const company = fc.array(history, { maxLength: 30 });
const day = fc.integer({ min: -2, max: 62 });

describe("pipeline changes", () => {
  test("add up exactly between any two days, in money and in deals", () => {
    fc.assert(
      fc.property(company, day, day, horizons, (histories, one, other, horizon) => {
        const [opening, closing] = [Math.min(one, other), Math.max(one, other)];
        const { money, deals } = pipelineChanges(dealsBetween(histories, opening, closing), horizon);
        expect(sum(money)).toBe(cents(money.closing));
        const moved = deals.opening + deals.new - deals.won - deals.lost + deals.pulled_in - deals.pushed_out;
        expect(moved).toBe(deals.closing);
      }),
      { numRuns: 2000 },
    );
  });

  test("open with what was open that day, so that one period's closing is the next one's opening", () => {
    fc.assert(
      fc.property(
        company,
        fc.uniqueArray(day, { minLength: 3, maxLength: 3 }),
        horizons,
        (histories, days, horizon) => {
          const [a = 0, b = 0, c = 0] = days.sort((x, y) => x - y);
          const first = pipelineChanges(dealsBetween(histories, a, b), horizon);
          const second = pipelineChanges(dealsBetween(histories, b, c), horizon);
          expect(second.money.opening).toBe(first.money.closing);
          expect(second.deals.opening).toBe(first.deals.closing);
          const open = histories.flatMap((states) => {
            const state = stateAt(states, b);
            const due = state?.expected ?? Number.NaN;
            return state?.outcome === 0 && (horizon === null || (due >= horizon.from && due < horizon.to))
              ? [state]
              : [];
          });
          expect(first.deals.closing).toBe(open.length);
          expect(cents(first.money.closing)).toBe(open.reduce((total, { amount }) => total + cents(amount ?? 0), 0));
        },
      ),
      { numRuns: 1000 },
    );
  });

  test("without a horizon nothing is pulled in or pushed out; a void deal leaves with the lost", () => {
    const states = (...list: [number, 0 | 1 | 2 | 3, number | null, number | null][]): State[] =>
      list.map(([day, outcome, amount, expected]) => ({ day, outcome, amount, expected }));
    const histories = [
      states([0, 0, 100, 10], [5, 0, 150, 40]), // grew, and put off
      states([0, 0, 80, 40], [5, 0, 60, 10]), // shrank, and brought forward
      states([0, 0, 70, 10], [5, 1, 90, 10]), // won at more
      states([3, 0, 10, 10], [4, 1, 30, 10]), // created and won since
      states([0, 0, 20, 10], [6, 2, 20, 10]),
      states([0, 0, 5, 10], [6, 3, 5, 10]),
      states([0, 2, 40, 10], [6, 0, 40, 10]), // opened again
      states([4, 0, null, 10]), // created without an amount
    ];
    const { money, deals, voided, earlier, later } = pipelineChanges(dealsBetween(histories, 2, 10), null);
    expect(money).toEqual({
      ...{ opening: 275, new: 70, won: 120, lost: 25, increased: 70, decreased: 20, pulled_in: 0, pushed_out: 0 },
      closing: 250,
    });
    expect(deals).toEqual({
      ...{ opening: 5, new: 3, won: 2, lost: 2, increased: 2, decreased: 1, pulled_in: 0, pushed_out: 0, closing: 4 },
    });
    expect([voided, earlier, later]).toEqual([
      { deals: 1, money: 5 },
      { deals: 1, money: 60 },
      { deals: 1, money: 150 },
    ]);
    expect(pipelineChanges(dealsBetween(histories, 2, 10), { from: 0, to: 30 }).money).toEqual({
      ...{ opening: 195, new: 70, won: 120, lost: 25, increased: 20, decreased: 0, pulled_in: 60, pushed_out: 100 },
      closing: 100,
    });
  });
});
