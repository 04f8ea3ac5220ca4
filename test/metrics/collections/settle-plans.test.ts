import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { collections, dueBy } from "#metrics/collections/collections.ts";
import { daysSalesOutstanding } from "#metrics/collections/days-sales-outstanding.ts";
import { type Plans, settlePlans } from "#metrics/collections/settle-plans.ts";

type Plan = { claim: number | null; account: number; due: number; cents: number };
const plansOf = (rows: readonly Plan[]): Plans => {
  const sorted = rows.toSorted((a, b) => a.due - b.due);
  const column = (value: (row: Plan) => number | null) => Float64Array.from(sorted, (row) => value(row) ?? Number.NaN);
  return {
    length: sorted.length,
    ...{
      claim: column(({ claim }) => claim),
      account: column(({ account }) => account),
      due: column(({ due }) => due),
    },
    ...{ arises: column(({ due }) => due), cents: column(({ cents }) => cents), paid: [] },
  };
};
type Payment = { claim: number | null; account: number; cents: number };
const settle = (plans: Plans, rows: readonly Payment[]) => {
  const sumOf = (of: Partial<Payment>) =>
    total(
      rows.flatMap(({ claim, account, cents }) =>
        claim === of.claim && (claim !== null || account === of.account) ? [cents] : [],
      ),
    );
  const account = Float64Array.from(new Set(rows.map(({ account }) => account)));
  const named = plans.claim.map((claim) => (Number.isNaN(claim) ? 0 : sumOf({ claim })));
  const unnamed = account.map((account) => sumOf({ claim: null, account }));
  return settlePlans({ ...plans, paid: [named] }, { account, paid: [unnamed] })[0] as Float64Array;
};
const total = (values: Iterable<number>) => [...values].reduce((sum, value) => sum + value, 0);

const claim = fc.option(fc.integer({ min: 1, max: 3 }));
const plan = fc.record({
  ...{ claim, account: fc.integer({ min: 1, max: 2 }), due: fc.integer({ min: 0, max: 200 }) },
  cents: fc.integer({ min: 0, max: 100_000 }),
});
const payment = fc.record({
  ...{ claim, account: fc.integer({ min: 1, max: 2 }), cents: fc.integer({ min: -20_000, max: 90_000 }) },
});

describe("payments settle plans", () => {
  test("never more than a plan asks for, never more than was paid, the oldest of a claim first", () => {
    fc.assert(
      fc.property(fc.array(plan, { maxLength: 12 }), fc.array(payment, { maxLength: 12 }), (rows, payments) => {
        const plans = plansOf(rows);
        const settled = settle(plans, payments);
        const paid = new Map<string, number>();
        for (const { claim, account, cents } of payments) {
          const purse = claim === null ? `account ${account}` : `claim ${claim}`;
          paid.set(purse, (paid.get(purse) ?? 0) + cents);
        }
        expect(total(settled)).toBeLessThanOrEqual(total([...paid.values()].map((cents) => Math.max(0, cents))));
        for (let row = 0; row < plans.length; row++) {
          expect(settled[row]).toBeGreaterThanOrEqual(0);
          expect(settled[row]).toBeLessThanOrEqual(plans.cents[row] as number);
        }
      }),
    );
  });

  test("ageing adds up to what is overdue, and accounts and groups add up to the whole", () => {
    fc.assert(
      fc.property(fc.array(plan, { maxLength: 12 }), fc.array(payment, { maxLength: 12 }), (rows, payments) => {
        const plans = plansOf(rows);
        const settled = settle(plans, payments);
        const days = { from: 50, to: 120, asOf: 130 };
        const whole = collections(plans, settled, days);
        const cents = (money: number) => Math.round(100 * money);
        expect(total(whole.ageing.map(({ amount }) => cents(amount)))).toBe(cents(whole.overdue));
        const parts = [...dueBy(plans, settled, { days, keyOf: (row) => plans.account[row] }).values()];
        for (const key of ["due", "settled", "overdue"] as const) {
          expect(total(parts.map((part) => cents(part[key])))).toBe(cents(whole[key]));
        }
      }),
    );
  });

  test("buckets end with their last day, and a plan is overdue from the day after it was due", () => {
    const plans = plansOf(
      [100, 99, 70, 69, 40, 39, 10, 9].map((due) => ({ claim: null, account: 1, due, cents: 100 })),
    );
    const { ageing, soon } = collections(plans, new Float64Array(8), { from: 0, to: 101, asOf: 100 });
    expect(ageing.map(({ plans: count }) => count)).toEqual([2, 2, 2, 1]);
    expect(soon).toBe(0);
  });

  test("days sales outstanding: what is owed at the end over what was billed, times the days", () => {
    // 90 days, 300 billed of which 100 is settled, and 50 owed from before: 250 / 300 · 90 = 75.
    const plans = plansOf([
      { claim: null, account: 1, due: 5, cents: 5_000 },
      { claim: 1, account: 1, due: 20, cents: 10_000 },
      { claim: 2, account: 1, due: 60, cents: 20_000 },
    ]);
    const settled = Float64Array.from([0, 10_000, 0]);
    expect(daysSalesOutstanding(plans, settled, { from: 10, to: 100 })).toEqual({
      outstanding: 250,
      billed: 300,
      days: 75,
    });
    expect(daysSalesOutstanding(plans, settled, { from: 100, to: 110 }).days).toBeNull();
  });
});
