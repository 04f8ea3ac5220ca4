import { lineThrough } from "./line.ts";
import { numericSlope, quasiNewton } from "./quasi-newton.ts";

const logistic = (x: number) => 1 / (1 + Math.exp(-x));
/** The first observations fit any line, so their errors say nothing. */
const warmUp = 3;

/**
 * Forecast of the dynamic optimised Theta model (DOTM) for a series without a season: exponential smoothing of the
 * series' short-term curve, plus a trend line that is fitted anew with every observation and counted for 1 − 1/θ of its
 * slope; α, θ ≥ 1 and the first level are those of the least squared one-step errors. A constant series stays so.
 * `series` has 1 value or more. O(steps · n).
 * Source: Fiorucci, Pellegrini, Louzada, Petropoulos & Koehler, Models for optimising the theta method and their
 * relationship to state space models, International Journal of Forecasting 32 (2016), equations 8 to 13.
 */
export function dynamicTheta(series: Float64Array, horizon: number): Float64Array {
  const unit = series.reduce((sum, value) => sum + Math.abs(value), 0) / series.length;
  const forecast = new Float64Array(horizon).fill(series.at(-1) as number);
  if (series.length <= warmUp || series.every((value) => value === series[0])) return forecast;
  const scaled = series.map((value) => value / unit);
  const errors = (point: Float64Array) =>
    series.length * Math.log(run(scaled, point, new Float64Array(0)) + Number.MIN_VALUE);
  const start = Float64Array.of(0, ((scaled[0] as number) + lineThrough(scaled.subarray(0, warmUp)).intercept) / 2, 0);
  run(scaled, quasiNewton(numericSlope(errors), start, { tolerance: 1e-3, mostSteps: 40 }).point, forecast);
  return forecast.map((value) => value * unit);
}

/** Squared one-step errors at a point (α and θ free of bounds, first level); goes on into `forecast`. */
function run(series: Float64Array, point: Float64Array, forecast: Float64Array): number {
  const alpha = 0.01 + 0.98 * logistic(point[0] as number);
  const share = 1 - 1 / (1 + Math.exp(point[2] as number));
  let level = point[1] as number;
  let [mean, intercept, slope] = [0, series[0] as number, 0];
  let fade = 1;
  let squares = 0;
  for (let t = 0; t < series.length + forecast.length; t++) {
    const expected = level + share * (fade * intercept + ((1 - fade * (1 - alpha)) / alpha) * slope);
    if (t >= series.length) forecast[t - series.length] = expected;
    const value = t < series.length ? (series[t] as number) : expected;
    if (t >= warmUp && t < series.length) squares += (value - expected) ** 2;
    level = alpha * value + (1 - alpha) * level;
    fade *= 1 - alpha;
    const count = t + 1;
    if (t > 0) slope = ((count - 2) * slope + (6 * (value - mean)) / count) / (count + 1);
    mean = (t * mean + value) / count;
    intercept = mean - (slope * (count + 1)) / 2;
  }
  return squares;
}
