import { adjusted, movingAverage } from "./season-indices.ts";

/** Seasonal strength from which a season is differenced away. */
const strong = 0.64;
/** 5 % point of the KPSS statistic of a level. */
const criticalKpss = 0.463;

/**
 * How often a series is differenced before an ARMA model: once over a season of `m` where that is strong (1 − variance
 * without trend and season ÷ variance without trend above .64; three seasons needed), then until the KPSS test at 5 % no
 * longer refuses a stable level, twice at most. O(n·m).
 * Source: Hyndman & Athanasopoulos, Forecasting: Principles and Practice (2021), section 9.1; Kwiatkowski, Phillips,
 * Schmidt & Shin, Testing the null hypothesis of stationarity, Journal of Econometrics 54 (1992).
 */
export function differencesOf(series: Float64Array, m: number): { ordinary: number; seasonal: number } {
  const seasonal = m > 1 && series.length >= 3 * m && seasonalStrength(series, m) > strong ? 1 : 0;
  let rest = seasonal ? difference(series, m) : series;
  let ordinary = 0;
  while (ordinary < 2 && rest.length > 3 && kpss(rest) > criticalKpss) {
    rest = difference(rest, 1);
    ordinary += 1;
  }
  return { ordinary, seasonal };
}

/** yₜ − yₜ₋ₗₐ₉. */
export function difference(series: Float64Array, lag: number): Float64Array {
  return series.subarray(lag).map((value, t) => value - (series[t] as number));
}

/** Undoes `difference`: the forecast of a series whose differences over `lag` are forecast. */
export function integrate(series: Float64Array, lag: number, forecast: Float64Array): Float64Array {
  const length = series.length;
  const whole = new Float64Array(length + forecast.length);
  whole.set(series);
  forecast.forEach((step, index) => {
    whole[length + index] = step + (whole[length + index - lag] as number);
  });
  return whole.subarray(length);
}

function seasonalStrength(series: Float64Array, m: number): number {
  const smooth = movingAverage(series, m);
  const wave = series.map((value, t) => value - (smooth[t] as number)).filter((value) => !Number.isNaN(value));
  const sums = new Float64Array(m);
  const counts = new Float64Array(m);
  wave.forEach((value, t) => {
    sums[t % m] = (sums[t % m] as number) + value;
    counts[t % m] = (counts[t % m] as number) + 1;
  });
  const indices = sums.map((sum, j) => sum / (counts[j] as number));
  const rest = adjusted(wave, { kind: "additive", indices, kept: 1 });
  const all = variance(wave);
  return all > 0 ? 1 - variance(rest) / all : 0;
}

function variance(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
}

/** KPSS statistic of a stable level, with as many lags as R's `ndiffs`. */
export function kpss(series: Float64Array): number {
  const length = series.length;
  const mean = series.reduce((sum, value) => sum + value, 0) / length;
  const lags = Math.trunc((3 * Math.sqrt(length)) / 13);
  let [running, squares] = [0, 0];
  for (const value of series) {
    running += value - mean;
    squares += running * running;
  }
  let spread = 0;
  for (let lag = 0; lag <= lags; lag++) {
    let product = 0;
    for (let t = lag; t < length; t++) product += ((series[t] as number) - mean) * ((series[t - lag] as number) - mean);
    spread += (lag === 0 ? 1 : 2 * (1 - lag / (lags + 1))) * product;
  }
  return spread > 0 ? squares / (length * spread) : 0;
}
