/**
 * Repeats the last value, with the standard deviation that changes from value to value had, growing with the root of the
 * steps. Needs at least 2 values. O(n).
 * Source: Hyndman & Athanasopoulos, Forecasting: Principles and Practice (2021), sections 5.2 and 5.5.
 */
export function naiveForecast(series: Float64Array, horizon: number) {
  const changes = series.subarray(1).map((value, t) => value - (series[t] as number));
  const spread = Math.sqrt(changes.reduce((sum, change) => sum + change * change, 0) / changes.length);
  return {
    mean: new Float64Array(horizon).fill(series.at(-1) as number),
    deviation: Float64Array.from({ length: horizon }, (_, step) => spread * Math.sqrt(step + 1)),
    members: [{ model: "naive", logarithms: false, adjusted: null }],
    effects: [],
  };
}
