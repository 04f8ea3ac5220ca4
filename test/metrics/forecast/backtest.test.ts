import { describe, expect, it } from "vitest";
import { meanAbsoluteError, seasonalNaive, seasonalNaiveError, smape } from "#metrics/forecast/accuracy.ts";
import { backtest } from "#metrics/forecast/backtest.ts";
import { deviationScale, intervalsAround } from "#metrics/forecast/intervals.ts";

const series = Float64Array.from({ length: 20 }, (_, t) => t + 1);
const repeat = (past: Float64Array, horizon: number) => ({
  mean: new Float64Array(horizon).fill(past.at(-1)!),
  deviation: new Float64Array(horizon).fill(1),
});

describe("accuracy", () => {
  it("is what its definitions say", () => {
    const [actual, forecast] = [Float64Array.of(100, 0, 50), Float64Array.of(50, 0, 150)];
    expect(smape(actual, forecast)).toBeCloseTo((200 / 3 + 0 + 100) / 3, 12);
    expect(meanAbsoluteError(actual, forecast)).toBeCloseTo(50, 12);
    expect(seasonalNaiveError(Float64Array.of(1, 5, 2, 9), 2)).toBeCloseTo((1 + 4) / 2, 12);
    expect([...seasonalNaive(Float64Array.of(9, 1, 2, 3), 3, 5)]).toEqual([1, 2, 3, 1, 2]);
  });
});

describe("backtest", () => {
  it("shows the forecaster nothing of what is to come", () => {
    const seen: number[][] = [];
    backtest(series, 1, 6, 6, (past, horizon) => {
      seen.push([past.length, past.at(-1)!, horizon]);
      return repeat(past, horizon);
    });
    expect(seen).toEqual([
      [14, 14, 6],
      [16, 16, 4],
      [18, 18, 2],
    ]);
  });

  it("measures every value once per origin", () => {
    const found = backtest(series, 1, 6, 6, repeat).backtest!;
    // Errors 1…6, 1…4, 1…2 over a naive error of 1.
    expect(found).toMatchObject({ origins: 3, values: 12 });
    expect(found.mase).toBeCloseTo(34 / 12, 12);
    expect(found.smape).toBe(found.naiveSmape);
    expect(found.coverage95).toBeLessThan(1);
  });

  it("leaves out origins with too little before them, and says when none is left", () => {
    expect(backtest(series, 1, 6, 16, repeat).backtest).toMatchObject({ origins: 2, values: 6 });
    expect(backtest(series, 1, 6, 19, repeat)).toEqual({ backtest: null, scale: deviationScale([]) });
  });

  it("has no MASE where the past repeats itself", () => {
    const found = backtest(new Float64Array(20).fill(3), 1, 6, 6, repeat).backtest!;
    expect(found).toMatchObject({ mase: null, smape: 0, coverage95: 1 });
  });
});

describe("intervals", () => {
  it("are those of Student's t of 5 degrees of freedom and variance 1", () => {
    // Quantiles .9 and .975 of t(5): 1.47588 and 2.57058 (NIST/SEMATECH e-Handbook, 1.3.6.7.2); its variance is 5/3.
    const { lo80, hi80, lo95, hi95 } = intervalsAround(Float64Array.of(10), Float64Array.of(2));
    expect(hi80[0]).toBeCloseTo(10 + 2 * 1.47588 * Math.sqrt(3 / 5), 3);
    expect(hi95[0]).toBeCloseTo(10 + 2 * 2.57058 * Math.sqrt(3 / 5), 3);
    expect([lo80[0]! + hi80[0]!, lo95[0]! + hi95[0]!]).toEqual([20, 20]);
  });

  it("are as wide as the backtest's errors ask for, drawn towards what is usual", () => {
    const errors = (size: number, count: number) =>
      Array.from({ length: count }, () => ({ error: size, deviation: 1 }));
    expect(deviationScale([])).toBeCloseTo(Math.sqrt(1.15), 12);
    expect(deviationScale(errors(2, 60))).toBeCloseTo(Math.sqrt((1.15 + 4) / 2), 12);
    expect(deviationScale(errors(-2, 1e5))).toBeCloseTo(2, 2);
    expect(deviationScale([{ error: 1, deviation: 0 }])).toBeCloseTo(Math.sqrt(1.15), 12);
  });
});
