import fc from "fast-check";
import { expect, test } from "vitest";
import { firesAt, firings } from "#metrics/alerts/alert-firing.ts";
import { type AlertReading, type AlertRule, alertReach, alertReadings } from "#metrics/alerts/alert-rule.ts";
import { addDays } from "#metrics/days.ts";

const below: AlertRule = { kind: "below", limit: 100, direction: "either", lag: 1, hysteresis: 0.05, coolDownDays: 7 };
const weekly = { grain: "week", relative: true } as const;
const daily = { grain: "day", relative: true } as const;
const days = (count: number, step = 1): string[] =>
  Array.from({ length: count }, (_, at) => addDays("2026-01-01", at * step));
const states = (values: readonly number[], rule: AlertRule, about: typeof weekly | typeof daily = weekly) =>
  alertReadings(Float64Array.from(values), rule, about).map(({ state }) => state);

test("below: beyond under the limit, clear from 5 % above it on, near in between", () => {
  expect(states([120, 99, 100, 104, 105, 50], below)).toEqual(["clear", "beyond", "near", "near", "clear", "beyond"]);
});

test("above: the same the other way round", () => {
  expect(states([120, 100, 96, 95], { ...below, kind: "above" })).toEqual(["beyond", "near", "near", "clear"]);
});

test("changed by 10 %: against the bucket before, either way or one; unknown without one above zero", () => {
  const rule = { ...below, kind: "changed", limit: 0.1 } as const;
  expect(states([100, 111, 111, 99, 0, 5], rule)).toEqual([
    "unknown",
    "beyond",
    "clear",
    "beyond",
    "beyond",
    "unknown",
  ]);
  expect(states([100, 111, 99], { ...rule, direction: "up" })).toEqual(["unknown", "beyond", "clear"]);
  expect(states([100, 111, 99], { ...rule, direction: "down" })).toEqual(["unknown", "clear", "beyond"]);
  expect(states([100, 50, 111], { ...rule, lag: 2 })).toEqual(["unknown", "unknown", "beyond"]);
});

test("before anything was recorded nothing is known, and a gap is unknown", () => {
  expect(states([0, 0, 80, Number.NaN, 0], below)).toEqual(["unknown", "unknown", "beyond", "unknown", "beyond"]);
});

test("anomalous: a drop to a tenth after four steady weeks of days is, an ordinary day is not", () => {
  const usual = Array.from({ length: 28 }, (_, at) => 100 + (at % 7) * 10 + (at % 3));
  const rule = { ...below, kind: "anomalous", limit: 0 } as const;
  expect(states([...usual, 101], rule, daily).at(-1)).not.toBe("beyond");
  expect(states([...usual, 10], rule, daily).at(-1)).toBe("beyond");
  expect(states(usual.slice(0, 10), rule, daily).at(-1)).toBe("unknown");
});

test("fires when the line is crossed, not while it stays beyond, again only after a clear value", () => {
  const readings = alertReadings(Float64Array.from([120, 90, 80, 102, 90, 110, 90]), below, weekly);
  expect(firings(0, readings, days(7, 7), { coolDownDays: 7, memory: 26 })).toEqual([1, 6]);
});

test("what crosses the line again within the cool-down is not told, until it has been quiet for as long", () => {
  const flapping = [120, 90, 120, 90, 120, 90, 120, 120, 120, 120, 120, 120, 120, 90];
  const readings = alertReadings(Float64Array.from(flapping), below, daily);
  expect(firings(0, readings, days(14), { coolDownDays: 7, memory: 91 })).toEqual([1, 13]);
  expect(firings(0, readings, days(14), { coolDownDays: 0, memory: 91 })).toEqual([1, 3, 5, 13]);
});

const reading = fc.constantFrom("beyond", "near", "clear", "unknown").map((state): AlertReading => {
  return { state: state as AlertReading["state"], value: 0, against: 0 };
});

test("looking back equals firing bucket by bucket, each time with no more than its reach and nothing after it", () => {
  const value = fc.oneof(fc.double({ min: 0, max: 300, noNaN: true }), fc.constant(Number.NaN), fc.constant(0));
  const kind = fc.constantFrom("above", "below", "changed", "anomalous");
  const grain = fc.constantFrom("week", "month");
  fc.assert(
    fc.property(fc.array(value, { minLength: 300, maxLength: 320 }), kind, grain, (values, kind, grain) => {
      const rule = { ...below, kind, ...(kind === "changed" ? { limit: 0.3 } : {}) } as AlertRule;
      const about = { grain: grain as "week" | "month", relative: true };
      const reach = alertReach(about.grain, 7);
      const how = { coolDownDays: 7, memory: grain === "week" ? 26 : 12 };
      const ends = days(values.length, 7);
      const all = firings(values.length - 12, alertReadings(Float64Array.from(values), rule, about), ends, how);
      const each = Array.from({ length: 12 }, (_, index) => values.length - 12 + index).filter((at) => {
        const seen = Float64Array.from(values.slice(at + 1 - reach, at + 1));
        const readings = alertReadings(seen, rule, about);
        return firesAt(readings.length - 1, readings, ends.slice(at + 1 - reach, at + 1), how);
      });
      expect(all).toEqual(each);
    }),
    { numRuns: 25 },
  );
});

test("it never fires but beyond the limit, and not twice without a clear value and the cool-down between", () => {
  fc.assert(
    fc.property(fc.array(reading, { maxLength: 400 }), fc.integer({ min: 0, max: 20 }), (readings, coolDownDays) => {
      const fired = firings(0, readings, days(readings.length), { coolDownDays, memory: 91 });
      for (const [index, at] of fired.entries()) {
        expect(readings[at]?.state).toBe("beyond");
        const before = fired[index - 1];
        if (before === undefined) continue;
        expect(at - before).toBeGreaterThanOrEqual(coolDownDays);
        expect(readings.slice(before, at).some(({ state }) => state === "clear")).toBe(true);
      }
      // The first time beyond is always told.
      const first = readings.findIndex(({ state }) => state === "beyond");
      expect(fired[0] ?? -1).toBe(first);
    }),
  );
});
