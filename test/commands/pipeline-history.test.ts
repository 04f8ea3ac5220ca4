import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addDays, dayNumber } from "#metrics/days.ts";
import { pipelineChanges } from "#metrics/pipeline/pipeline-changes.ts";
import { usualRung } from "#metrics/pipeline/pipeline-result.ts";
import { pipelineDealRows } from "#queries/pipeline-deals.ts";
import type { Store } from "#store.ts";
import { companyOf } from "./ask-company.ts";
import { type DealState, dayZero, fillRandom, lastDay, randomDeals } from "./pipeline-company.ts";

const deals = randomDeals(160);
let store: Store;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ store, close } = await companyOf((landing) => fillRandom(landing, deals)));
});
afterAll(() => close());

const day = (number: number) => addDays(dayZero, number);
const read = (opening: number, closing: number) =>
  pipelineDealRows(store.view({ owners: null, filters: [], by: [] }), {
    opening: day(opening),
    closing: day(closing),
    pipeline: null,
  });
const cents = (money: number) => Math.round(money * 100);
/** What was open, by what is known of the deals: an amount that was not given is as it was before, or else after. */
function openOn(at: number): Map<number, { amount: number; expected: number; stage: number }> {
  const open = new Map<number, { amount: number; expected: number; stage: number }>();
  for (const [index, { states, telling }] of deals.entries()) {
    const state: DealState | undefined = states.findLast(({ day }) => day <= at);
    if (state === undefined || state.stage > 3) continue;
    const priced = states.filter(({ amount }) => amount !== null);
    const [before, after] = [priced.findLast(({ day }) => day <= at), priced.find(({ day }) => day > at)];
    const tonight = telling === "snapshot" && before?.day === at;
    const amount = after === undefined && !tonight ? states.at(-1)?.amount : (before ?? after)?.amount;
    open.set(index + 1, { amount: amount ?? 0, expected: dayNumber(day(state.expected)), stage: state.stage });
  }
  return open;
}

const pairs = Array.from({ length: 14 }, (_, index) => {
  const [one, other] = [(index * 37) % (lastDay + 3), (index * 53 + 11) % (lastDay + 3)];
  return [Math.min(one, other), Math.max(one, other)] as const;
});

describe("the pipeline of any past day", () => {
  test.each(pairs)("day %i to %i: what was open is found again, and the changes add up", async (opening, closing) => {
    const rows = await read(opening, closing);
    for (const [when, at] of [
      ["then", opening],
      ["now", closing],
    ] as const) {
      const { deal, stage } = rows.columns;
      const found = Array.from(deal).flatMap((key, row) => {
        if (rows.columns[`open_${when}`][row] !== 1) return [];
        const amount = rows.columns[`worth_${when}`][row] as number;
        return [
          [
            key,
            {
              amount: Number.isNaN(amount) ? 0 : amount,
              expected: rows.columns[`expected_${when}`][row],
              stage: stage[row],
            },
          ],
        ];
      });
      const known = [...openOn(at)];
      // Stages are only told of the closing day.
      const strip = ([key, told]: (typeof known)[number]) => [key, when === "now" ? told : { ...told, stage: 0 }];
      expect((found as typeof known).map(strip)).toEqual(known.map(strip));
    }
    const { money, deals: moved } = pipelineChanges(rows, null);
    const steps = [money.opening, money.new, -money.won, -money.lost, money.increased, -money.decreased];
    expect(steps.reduce((sum, step) => sum + cents(step), 0)).toBe(cents(money.closing));
    expect(moved.opening + moved.new - moved.won - moved.lost).toBe(moved.closing);
    const open = [...openOn(closing).values()];
    expect(cents(money.closing)).toBe(open.reduce((sum, { amount }) => sum + cents(amount), 0));
  });

  test("the better rung of the ladder tells, and is named", async () => {
    const rows = await read(10, 40);
    expect(usualRung(rows)).toBe("native");
    const rung = new Map(Array.from(rows.columns.deal, (deal, row) => [deal, rows.columns.rung[row]]));
    for (const [deal, told] of rung) expect(told).toBe(deals[deal - 1]?.telling === "native" ? 1 : 3);
  });
});
