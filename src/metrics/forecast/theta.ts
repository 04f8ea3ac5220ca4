import { fitEts } from "./ets.ts";
import { etsAt } from "./ets-filter.ts";
import { lineThrough } from "./line.ts";

/**
 * Forecast of the Theta method for a series without a season: simple exponential smoothing, with half the slope of the
 * line through the whole series. `series` has 1 value or more. O(steps · n).
 * Source: Assimakopoulos & Nikolopoulos, The theta model, International Journal of Forecasting 16 (2000); as a formula:
 * Hyndman & Billah, Unmasking the Theta method, International Journal of Forecasting 19 (2003).
 */
export function theta(series: Float64Array, horizon: number): Float64Array {
  const smooth = fitEts(series, 1, { trend: "none", season: "none", relative: false });
  if (smooth === null) return new Float64Array(horizon).fill(series.at(-1) as number);
  const drift = lineThrough(series).slope / 2;
  const alpha = smooth.parameters[etsAt.alpha] as number;
  const start = (1 - (1 - alpha) ** series.length) / alpha;
  return Float64Array.from({ length: horizon }, (_, step) => smooth.level + drift * (step + start));
}
