import { meanAbsoluteError, seasonalNaive, seasonalNaiveError, smape } from "./accuracy.ts";
import { type BacktestError, deviationScale, intervalsAround } from "./intervals.ts";

/** How well the method forecast what it had not seen; shares in 0..1, sMAPE in 0..200. */
export interface Backtest {
  readonly smape: number;
  /** Null where the past repeats itself exactly, so that there is nothing to compare with. */
  readonly mase: number | null;
  /** Share of values inside their 95 % interval. */
  readonly coverage95: number;
  /** sMAPE of repeating the last season (or value). */
  readonly naiveSmape: number;
  /** From how many points in time, and how many values in all. */
  readonly origins: number;
  readonly values: number;
}

type Forecaster = (
  series: Float64Array,
  horizon: number,
) => { readonly mean: Float64Array; readonly deviation: Float64Array };

const usualOrigins = 3;
const mostOrigins = 4;

/**
 * Forecasts the last values of a series from three or four points before them, spread over a season or the horizon,
 * whichever is longer, as if what followed were not known: models are chosen and fitted anew each time, and intervals
 * rest on earlier errors only. Each origin needs `fewest` observations. Null without one. `scale` is what
 * `deviationScale` makes of all errors. Costs as much as as many forecasts.
 * Source: Hyndman & Athanasopoulos, Forecasting: Principles and Practice (2021), section 5.10.
 */
export function backtest(
  series: Float64Array,
  m: number,
  horizon: number,
  fewest: number,
  forecaster: Forecaster,
): { readonly backtest: Backtest | null; readonly scale: number } {
  const length = series.length;
  const span = Math.max(m, horizon);
  const count = Math.min(mostOrigins, Math.max(usualOrigins, Math.ceil(span / horizon)));
  const apart = Math.ceil(span / count);
  const origins = Array.from({ length: count }, (_, index) => length - (count - index) * apart).filter(
    (origin) => origin >= fewest,
  );
  const errors: (BacktestError & { readonly at: number })[] = [];
  const sums = { smape: 0, mase: 0, naiveSmape: 0, inside: 0 };
  for (const origin of origins) {
    const past = series.slice(0, origin);
    const actual = series.subarray(origin, origin + horizon);
    const steps = actual.length;
    const { mean, deviation } = forecaster(past, steps);
    const scale = deviationScale(errors.filter(({ at }) => at < origin));
    const { lo95, hi95 } = intervalsAround(
      mean,
      deviation.map((spread) => spread * scale),
    );
    actual.forEach((value, step) => {
      if (value >= (lo95[step] as number) && value <= (hi95[step] as number)) sums.inside += 1;
      errors.push({ at: origin + step, error: value - (mean[step] as number), deviation: deviation[step] as number });
    });
    sums.smape += steps * smape(actual, mean);
    sums.naiveSmape += steps * smape(actual, seasonalNaive(past, m, steps));
    sums.mase += (steps * meanAbsoluteError(actual, mean)) / seasonalNaiveError(past, m);
  }
  const values = errors.length;
  if (values === 0) return { backtest: null, scale: deviationScale([]) };
  return {
    backtest: {
      smape: sums.smape / values,
      mase: Number.isFinite(sums.mase) ? sums.mase / values : null,
      coverage95: sums.inside / values,
      naiveSmape: sums.naiveSmape / values,
      origins: origins.length,
      values,
    },
    scale: deviationScale(errors),
  };
}
