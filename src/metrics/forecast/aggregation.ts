/**
 * A forecast by way of blocks of `size` observations: means of blocks that end with the last observation are forecast by
 * `method`, and each block's forecast stands for all its observations. Blocks show the trend with less noise. The series
 * has no season, and is at least one block long.
 * Source: Kourentzes, Petropoulos & Trapero, Improving forecasting by estimating time series structural components
 * across multiple frequencies, International Journal of Forecasting 30 (2014).
 */
export function forecastBlocks(
  series: Float64Array,
  horizon: number,
  size: number,
  method: (series: Float64Array, horizon: number) => Float64Array,
): Float64Array {
  const count = Math.floor(series.length / size);
  const from = series.length - count * size;
  const means = new Float64Array(count);
  for (let t = from; t < series.length; t++) {
    const block = Math.floor((t - from) / size);
    means[block] = (means[block] as number) + (series[t] as number) / size;
  }
  const blocks = method(means, Math.ceil(horizon / size));
  return Float64Array.from({ length: horizon }, (_, step) => blocks[Math.floor(step / size)] as number);
}
