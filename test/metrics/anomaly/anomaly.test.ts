import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { alarmRate, judgeNewest, valuesNeeded } from "#metrics/anomaly/anomaly.ts";
import { modifiedZ } from "#metrics/anomaly/modified-z.ts";
import { seasonalResiduals } from "#metrics/anomaly/seasonal-residuals.ts";
import { seededRandom } from "#metrics/random.ts";

/** Months of a company that grows by 1 % a month, with a strong season and noise of 5 %. */
function months(count: number, seed: number, noise = 0.05): Float64Array {
  const random = seededRandom(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Float64Array.from({ length: count }, (_, month) => {
    return 1000 * 1.01 ** month * (1 + 0.3 * Math.sin((2 * Math.PI * month) / 12)) * Math.exp(noise * normal());
  });
}

const monthly = (values: Float64Array) => ({ values, season: 12, relative: true });

describe("modifiedZ", () => {
  it("is 0.6745 · (x − median) / MAD", () => {
    // Iglewicz & Hoaglin (1993): median 3, MAD 1, so 0.6745 · 97.
    expect(modifiedZ([1, 2, 3, 4, 100]).at(-1)).toBeCloseTo(0.6745 * 97, 10);
  });

  it("falls back on the mean deviation where most values are equal, and finds nothing where all are", () => {
    // Median 0, MAD 0, mean absolute deviation 10 / 5.
    expect(modifiedZ([0, 0, 0, 0, 10]).at(-1)).toBeCloseTo(10 / (1.253314 * 2), 10);
    expect(modifiedZ([7, 7, 7])).toEqual([0, 0, 0]);
    expect(() => modifiedZ([])).toThrow("at least 1 value");
  });
});

describe("seasonalResiduals", () => {
  it("leaves a constant where a line and a season explain everything", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -5, max: 5, noNaN: true }),
        fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 12, maxLength: 12 }),
        (slope, season) => {
          const values = Float64Array.from({ length: 48 }, (_, at) => 100 + slope * at + (season[at % 12] as number));
          const { residual } = seasonalResiduals(values, 12);
          const late = residual.subarray(24, 36);
          for (const value of late) expect(value).toBeCloseTo(late[0] as number, 6);
        },
      ),
      { numRuns: 30 },
    );
  });

  it("lets one outlier move neither what came before nor its own expectation", () => {
    const values = months(40, 3, 0.02);
    const spoilt = Float64Array.from(values);
    spoilt[39] = 1e6;
    const [plain, after] = [values, spoilt].map((series) => seasonalResiduals(series, 12));
    expect(after?.expected[39]).toBeCloseTo(plain?.expected[39] as number, -2);
  });

  it("passes over what is missing and refuses no season at all", () => {
    const values = months(40, 4);
    values[20] = Number.NaN;
    const { residual } = seasonalResiduals(values, 12);
    expect(Number.isNaN(residual[20])).toBe(true);
    expect(residual.subarray(21).every((value) => !Number.isNaN(value))).toBe(true);
    expect(() => seasonalResiduals(values, 0)).toThrow("season of at least 1");
  });
});

describe("judgeNewest", () => {
  it("calls a fall by half unusual, but no season", () => {
    const values = months(40, 1);
    expect(judgeNewest(monthly(values))?.anomaly).toBe(false);
    const fallen = Float64Array.from(values);
    fallen[39] = (values[39] as number) / 2;
    const found = judgeNewest(monthly(fallen));
    expect(found?.anomaly).toBe(true);
    expect(found?.z).toBeLessThan(-3.5);
    expect((found?.expected ?? 0) / (values[39] as number)).toBeCloseTo(1, 0);
  });

  it("says nothing with fewer than two seasons, or without a value", () => {
    expect(valuesNeeded(12)).toBe(25);
    expect(judgeNewest(monthly(months(24, 1)))).toBeNull();
    const values = months(40, 1);
    values[39] = Number.NaN;
    expect(judgeNewest(monthly(values))).toBeNull();
  });

  it("raises few false alarms: below 2 % of months with nothing but noise", () => {
    const rates = Array.from({ length: 40 }, (_, seed) => alarmRate(monthly(months(48, seed + 10)), 12));
    const judged = rates.reduce((sum, rate) => sum + rate.judged, 0);
    const flagged = rates.reduce((sum, rate) => sum + rate.flagged, 0);
    expect(judged).toBe(480);
    expect(flagged / judged).toBeLessThan(0.02);
  });
});
