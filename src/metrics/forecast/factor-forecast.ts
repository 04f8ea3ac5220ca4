import { NotEnoughData } from "../../errors.ts";
import type { Backtest } from "./backtest.ts";
import type { Factor } from "./factors.ts";
import { type Forecast, type ForecastOptions, forecast } from "./forecast.ts";
import { fewestForRegressors } from "./regressors.ts";

export interface FactorForecast extends Forecast {
  /** Whether the factors are in the forecast: they are where they do something, and the backtest is better for it. */
  readonly counted: boolean;
  /** How good the forecast is with them and without; null where there was nothing to compare. */
  readonly compared: { readonly with: Backtest; readonly without: Backtest } | null;
  /** Whether the series is too short to measure them. */
  readonly tooShort: boolean;
}

/** Observations for every factor that is measured. */
const perFactor = 4;

/**
 * A forecast with those factors that can be measured, if it forecast the past better than without them, else without.
 * `effects` tells what was measured either way. Of more factors than the series can carry the first are taken.
 * Throws what `forecast` throws, but for series too short to measure factors. Twice the cost of a forecast.
 */
export function factorForecast(
  series: Float64Array,
  factors: readonly Factor[],
  options: Omit<ForecastOptions, "regressors">,
): FactorForecast {
  const plain = forecast(series, options);
  const without = { ...plain, counted: false, compared: null, tooShort: false };
  if (factors.length === 0) return without;
  const { season } = plain.method;
  const room = Math.floor((series.length - fewestForRegressors(season, 1)) / perFactor) + 1;
  const regressors = factors.slice(0, Math.max(0, room));
  if (regressors.length === 0) return { ...without, tooShort: true };
  try {
    const informed = forecast(series, { ...options, regressors });
    const compared = informed.backtest && plain.backtest ? { with: informed.backtest, without: plain.backtest } : null;
    const counted =
      informed.effects.some(({ used }) => used) && compared !== null && compared.with.smape < compared.without.smape;
    return counted
      ? { ...informed, counted, compared, tooShort: false }
      : { ...without, effects: informed.effects.map((effect) => ({ ...effect, used: false })), compared };
  } catch (error) {
    if (error instanceof NotEnoughData) return { ...without, tooShort: true };
    throw error;
  }
}
