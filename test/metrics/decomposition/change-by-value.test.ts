import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changeByValue, type PeriodSums, type ValueSums } from "#metrics/decomposition/change-by-value.ts";
import { explainChange } from "#metrics/decomposition/explaining-values.ts";
import { cappedChanges, whyResult } from "#metrics/decomposition/why-result.ts";

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);
const value = fc.option(fc.constantFrom("a", "b", "c", "d", "__proto__", "overlap", "other"), { nil: null });
const parts = (over: fc.Arbitrary<number>, under: fc.Arbitrary<number | null>) =>
  fc.uniqueArray(fc.record({ value, over, under }), { selector: (part) => part.value, maxLength: 7 });
/** A whole that is not always the sum of its parts: buyers of two categories, returns that carry no channel. */
const period = (each: fc.Arbitrary<ValueSums[]>, whole: fc.Arbitrary<{ over: number; under: number | null }>) =>
  fc.record({ parts: each, whole }) satisfies fc.Arbitrary<PeriodSums>;

const money = fc.integer({ min: -1e7, max: 1e9 }).map((amount) => amount / 10_000);
const count = fc.integer({ min: 0, max: 5_000 });
const some = fc.integer({ min: 1, max: 5_000 });
const nothing = fc.constant(null);

describe("changeByValue", () => {
  it("adds up to the cent whatever overlaps, comes, goes, is negative or has no value", () => {
    const side = period(parts(money, nothing), fc.record({ over: money, under: nothing }));
    fc.assert(
      fc.property(side, side, fc.nat(6), (before, after, most) => {
        const changes = changeByValue(before, after, { cents: true });
        const cents = (amount: number) => Math.round(amount * 100);
        const delta = cents(after.whole.over) - cents(before.whole.over);
        expect(sumOf(changes.map(({ contribution }) => cents(contribution)))).toBe(delta + 0);
        expect(sumOf(changes.map((change) => cents(change.before ?? 0)))).toBe(cents(before.whole.over) + 0);
        expect(sumOf(changes.map((change) => cents(change.after ?? 0)))).toBe(cents(after.whole.over) + 0);
        for (const change of changes) {
          expect(cents(change.contribution)).toBe(cents(change.after ?? 0) - cents(change.before ?? 0) + 0);
        }
        const capped = cappedChanges(changes, most, true);
        expect(sumOf(capped.map(({ contribution }) => cents(contribution)))).toBe(delta + 0);
      }),
    );
  });

  it("adds up for counts of what may be in several groups", () => {
    const side = period(parts(count, nothing), fc.record({ over: count, under: nothing }));
    fc.assert(
      fc.property(side, side, (before, after) => {
        const changes = changeByValue(before, after);
        expect(sumOf(changes.map(({ contribution }) => contribution))).toBe(after.whole.over - before.whole.over);
      }),
    );
  });

  it("adds up for ratios, rate and mix apart", () => {
    const side = period(parts(fc.integer({ min: -5_000, max: 5_000 }), count), fc.record({ over: count, under: some }));
    fc.assert(
      fc.property(side, side, fc.constantFrom(1, 100), (before, after, per) => {
        const changes = changeByValue(before, after, { per });
        const ratio = ({ over, under }: PeriodSums["whole"]) => (per * over) / (under as number);
        const size = sumOf(changes.map(({ contribution }) => Math.abs(contribution))) + 1;
        const delta = ratio(after.whole) - ratio(before.whole);
        expect(Math.abs(sumOf(changes.map(({ contribution }) => contribution)) - delta)).toBeLessThan(1e-9 * size);
        for (const { contribution, rate, mix } of changes) {
          expect(Math.abs(rate + mix - contribution)).toBeLessThan(1e-9 * size);
        }
      }),
    );
  });

  it("tells rate from mix as Kitagawa does: means of both periods", () => {
    const before = {
      whole: { over: 50, under: 100 },
      parts: [
        { value: "a", over: 40, under: 50 },
        { value: "b", over: 10, under: 50 },
      ],
    };
    const after = {
      whole: { over: 46, under: 100 },
      parts: [
        { value: "a", over: 30, under: 60 },
        { value: "b", over: 16, under: 40 },
      ],
    };
    const [a, b] = changeByValue(before, after);
    // a: mean weight .55 × Δrate −.3; Δweight .1 × (mean rate .65 − mean of all .48).
    expect(a?.rate).toBeCloseTo(-0.165, 12);
    expect(a?.mix).toBeCloseTo(0.017, 12);
    expect(b?.rate).toBeCloseTo(0.45 * 0.2, 12);
    expect(b?.mix).toBeCloseTo(-0.1 * (0.3 - 0.48), 12);
  });

  it("gives what came or went to its weight, and orders by size", () => {
    const before = { whole: { over: 10, under: null }, parts: [{ value: "gone", over: 10, under: null }] };
    const after = {
      whole: { over: 25, under: null },
      parts: [
        { value: null, over: 20, under: null },
        { value: "new", over: 8, under: null },
      ],
    };
    expect(changeByValue(before, after).map(({ kind, value, before, after }) => [kind, value, before, after])).toEqual([
      ["value", null, 0, 20],
      ["value", "gone", 10, 0],
      ["value", "new", 0, 8],
      ["overlap", null, 0, -3],
    ]);
  });

  it("says the rest of a capped list as one row, and shares of a change of nothing as unknown", () => {
    const side = (factor: number): PeriodSums => ({
      whole: { over: 10 * factor, under: null },
      parts: ["a", "b", "c", "d"].map((value, place) => ({ value, over: (place + 1) * factor, under: null })),
    });
    const changes = changeByValue(side(1), side(2), { cents: true });
    expect(cappedChanges(changes, 2, true).map(({ kind, contribution }) => [kind, contribution])).toEqual([
      ["value", 4],
      ["value", 3],
      ["other", 3],
    ]);
    const found = { metric: "revenue", before: 10, after: 10, delta: 0, isRatio: false, cents: true, factors: [] };
    const explanations = explainChange([{ dimension: "x", changes: changeByValue(side(1), side(1)) }], 0, "amount");
    const result = whyResult({ ...found, explanations }, { n: 1, period: {}, previous: {}, most: 9 });
    expect(result.drivers).toEqual([]);
    expect(result.dimensions[0]?.values[0]?.share_of_change).toBeNull();
  });
});
