import { describe, expect, it } from "vitest";
import { churnDrivers } from "#metrics/churn/churn-drivers.ts";
import { churnFindings } from "#metrics/churn/churn-findings.ts";
import { churnFacts, churnReasons, mostReasons, strongestReasons } from "#metrics/churn/churn-reasons.ts";
import type { ChurnScores } from "#metrics/churn/churn-scores.ts";

const names = ["silence_days", "order_days", "open_complaints", "own_gap_days"];

/** Scores out of rows of key, risk, value, days of silence. */
function scoresOf(rows: readonly (readonly [number, number, number, number])[]): ChurnScores {
  return {
    accounts: Int32Array.from(rows, ([key]) => key),
    risk: Float64Array.from(rows, ([, risk]) => risk),
    value: Float64Array.from(rows, ([, , value]) => value),
    atRisk: Uint8Array.from(rows, ([, risk]) => (risk >= 0.5 ? 1 : 0)),
    reasons: Int8Array.from(rows.flatMap(() => [churnReasons.indexOf("silent"), -1, -1])),
    facts: Float32Array.from(
      rows.flatMap(([, , , silence]) => [Math.log1p(silence), Math.log1p(5), 0, Math.log1p(10)]),
    ),
    names,
    drivers: [],
    judgedBy: "model",
  };
}

const even = scoresOf([
  [2, 0.9, 100, 40],
  [4, 0.5, 300, 30],
  [6, 0.1, 5000, 5],
]);
const odd = scoresOf([
  [1, 0.8, 50, 60],
  [3, 0.2, 10, 10],
]);
const everybody = { limit: 200, keep: null };

describe("what the scores say", () => {
  it("of everybody: sums, and accounts by chance times value", () => {
    const found = churnFindings([even, odd], { keys: [1, 2, 3, 4, 5, 6], groups: null }, everybody);
    expect(found).toMatchObject({ customers: 5, atRisk: 3, valueAtRisk: 450, expectedLoss: 280, firstTen: 450 });
    expect(found.expectedLeavers).toBeCloseTo(2.5);
    expect(found.accounts.map(({ key }) => key)).toEqual([6, 4, 2, 1, 3]);
    expect(found.accounts[2]).toMatchObject({ risk: 0.9, value: 100, atRisk: true, reasons: ["silent"] });
    expect(found.accounts[2]?.facts).toMatchObject({ silence: 40, ownGap: 10, orderDays: 5, sinceContact: null });
  });

  it("of nobody who may not be seen", () => {
    const found = churnFindings([even, odd], { keys: [3, 4, 700], groups: null }, everybody);
    expect(found).toMatchObject({ customers: 2, atRisk: 1, valueAtRisk: 300 });
    expect(found.accounts.map(({ key }) => key)).toEqual([4, 3]);
  });

  it("by group, the largest value at risk first", () => {
    const groups = ["north", "south", null, "north", "south", "south"];
    const found = churnFindings([even, odd], { keys: [1, 2, 3, 4, 5, 6], groups }, everybody);
    expect(
      found.groups.map(({ group, customers, atRisk, valueAtRisk }) => [group, customers, atRisk, valueAtRisk]),
    ).toEqual([
      ["north", 2, 2, 350],
      ["south", 2, 1, 100],
      [null, 1, 0, 0],
    ]);
  });

  it("keeps to a limit and to the days asked for", () => {
    const keep = (silence: number) => silence >= 10 && silence <= 40;
    const found = churnFindings([even, odd], { keys: [1, 2, 3, 4, 6], groups: null }, { limit: 2, keep });
    expect(found.customers).toBe(3);
    expect(found.accounts.map(({ key }) => key)).toEqual([4, 2]);
  });

  it("has no chances where a rule stands in", () => {
    const ruled: ChurnScores = { ...odd, risk: new Float64Array(2).fill(Number.NaN), judgedBy: "rule" };
    const found = churnFindings([ruled], { keys: [1, 3], groups: null }, everybody);
    expect(found).toMatchObject({ atRisk: 1, valueAtRisk: 50, expectedLoss: null, expectedLeavers: null });
    expect(found.accounts.map(({ key, risk }) => [key, risk])).toEqual([
      [1, null],
      [3, null],
    ]);
  });
});

describe("reasons", () => {
  const features = (rows: readonly (readonly number[])[]) => ({
    values: Float64Array.from(rows.flat()),
    rows: rows.length,
    columns: names.length,
  });
  const told = (row: readonly number[], contributions: readonly number[]) =>
    [...strongestReasons(names, features([row]), Float64Array.from(contributions), 90)]
      .slice(0, mostReasons)
      .map((kind) => churnReasons[kind] ?? null);

  it("are the kinds that raise the risk most", () => {
    const row = [Math.log(61), Math.log(2), 1, Math.log(11)];
    expect(told(row, [0.5, 0.9, 0.6, 0.5])).toEqual(["silent", "few_orders", "open_complaint"]);
    expect(told(row, [0.5, -0.9, 0.6, 0])).toEqual(["open_complaint", "silent", null]);
    // An open complaint is named even if it tells the model nothing.
    expect(told(row, [0.5, 0.9, 0, 0])).toEqual(["few_orders", "silent", "open_complaint"]);
  });

  it("are only given where the facts bear them out", () => {
    // Five days of silence against a gap of ten, six order days, no complaint.
    expect(told([Math.log(6), Math.log(7), 0, Math.log(11)], [1, 1, 1, 1])).toEqual([null, null, null]);
  });

  it("read facts as they are said", () => {
    expect(churnFacts(["revenue_recent", "order_value_change"], [Math.log1p(1234), Math.log(0.75)])).toMatchObject({
      moneyRecent: 1234,
      orderValueChange: -0.25,
      openComplaints: 0,
      surveyScore: null,
    });
  });
});

describe("drivers", () => {
  it("are coefficient times standard deviation for a regression, largest first", () => {
    const values = Float64Array.from([1, 10, 2, 30, 3, Number.NaN, 6, 20]);
    const coefficients = [0.3, -0.1];
    const contributions = values.map((value, at) => (Number.isNaN(value) ? 0 : (coefficients[at % 2] ?? 0) * value));
    const [first, second] = churnDrivers(["a", "b"], { values, rows: 4, columns: 2 }, contributions);
    // Population standard deviations: of 1, 2, 3, 6 √3.5, of 10, 30, 20 √(200/3).
    expect(first?.feature).toBe("b");
    expect(first?.effect).toBeCloseTo(-0.1 * Math.sqrt(200 / 3), 12);
    expect(second?.effect).toBeCloseTo(0.3 * Math.sqrt(3.5), 12);
  });

  it("are 0 for what does not vary", () => {
    const values = new Float64Array(3).fill(4);
    expect(churnDrivers(["a"], { values, rows: 3, columns: 1 }, values)).toEqual([{ feature: "a", effect: 0 }]);
    const none = new Float64Array(3).fill(Number.NaN);
    expect(churnDrivers(["a"], { values: none, rows: 3, columns: 1 }, none)).toEqual([{ feature: "a", effect: 0 }]);
  });
});
