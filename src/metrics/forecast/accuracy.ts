/** Symmetric mean absolute percentage error, 0..200: mean of 200·|y − f| / (|y| + |f|); 0 where both are 0. O(n). */
export function smape(actual: Float64Array, forecast: Float64Array): number {
  const parts = actual.map((value, step) => {
    const expected = forecast[step] as number;
    const size = Math.abs(value) + Math.abs(expected);
    return size > 0 ? (200 * Math.abs(value - expected)) / size : 0;
  });
  return mean(parts);
}

/** Mean absolute error. O(n). */
export function meanAbsoluteError(actual: Float64Array, forecast: Float64Array): number {
  return mean(actual.map((value, step) => Math.abs(value - (forecast[step] as number))));
}

/**
 * What MASE divides mean absolute errors by: that of forecasting each value of the past by the one a season of `m`
 * earlier. 0 for a series that repeats itself, NaN for one of a season or less. O(n).
 * Source: Hyndman & Koehler, Another look at measures of forecast accuracy, International Journal of Forecasting 22
 * (2006).
 */
export function seasonalNaiveError(series: Float64Array, m: number): number {
  return mean(series.subarray(m).map((value, t) => Math.abs(value - (series[t] as number))));
}

/** Repeats the last season of `m` (1: the last value). O(horizon). */
export function seasonalNaive(series: Float64Array, m: number, horizon: number): Float64Array {
  const from = series.length - m;
  return Float64Array.from({ length: horizon }, (_, step) => series[from + (step % m)] as number);
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
