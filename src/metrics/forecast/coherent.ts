import type { Forecast } from "./forecast.ts";

type Bounds = Pick<Forecast, "mean" | "lo80" | "hi80" | "lo95" | "hi95">;

/** Groups' forecasts differ from the whole's by no more than this factor, or something else is wrong. */
const mostScaled = 3;

/**
 * Forecasts of groups scaled at every step so that they add up to the forecast of the whole, in proportion to what each
 * would be by itself. Null where they cannot be, as sums are not positive or far apart. O(groups · horizon).
 * Source: Athanasopoulos, Ahmed & Hyndman, Hierarchical forecasts for Australian domestic tourism, International Journal
 * of Forecasting 25 (2009), top-down by forecast proportions.
 */
export function coherentForecasts(groups: readonly Bounds[], whole: readonly number[]): Bounds[] | null {
  const ratios = whole.map((value, step) => {
    return value / groups.reduce((sum, { mean }) => sum + (mean[step] as number), 0);
  });
  if (!ratios.every((ratio) => ratio > 1 / mostScaled && ratio < mostScaled)) return null;
  const scaled = (values: readonly number[]) => values.map((value, step) => value * (ratios[step] as number));
  return groups.map(({ mean, lo80, hi80, lo95, hi95 }) => {
    return { mean: scaled(mean), lo80: scaled(lo80), hi80: scaled(hi80), lo95: scaled(lo95), hi95: scaled(hi95) };
  });
}
