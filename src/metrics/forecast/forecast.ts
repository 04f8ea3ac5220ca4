import { NotEnoughData } from "../../errors.ts";
import { type Backtest, backtest } from "./backtest.ts";
import { combineForecasts, type Member } from "./combination.ts";
import { intervalsAround } from "./intervals.ts";
import { naiveForecast } from "./naive-forecast.ts";
import {
  checkRegressors,
  fewestForRegressors,
  fitRegressors,
  type Regressor,
  type RegressorEffect,
} from "./regressors.ts";

export interface ForecastOptions {
  /** Observations per season: 12 for months, 52 for weeks, 1 for none. */
  readonly season: number;
  readonly horizon: number;
  readonly regressors?: readonly Regressor[];
  /** Whether the series cannot fall below 0, like counts; money with refunds can. */
  readonly nonNegative?: boolean;
  /** Whether the past is forecast too, to see how good that is: four times the cost; true unless said. */
  readonly tested?: boolean;
}

export interface Forecast {
  readonly mean: readonly number[];
  readonly lo80: readonly number[];
  readonly hi80: readonly number[];
  readonly lo95: readonly number[];
  readonly hi95: readonly number[];
  readonly method: {
    /** Season that was looked for; 1 where there is none, or it was not seen twice. */
    readonly season: number;
    /** Less than two seasons are there, so nothing is known of the season. */
    readonly seasonMissing: boolean;
    /** All values are the same: the intervals have no width, and mean nothing. */
    readonly constant: boolean;
    /** Whose forecasts are averaged, the highest and lowest left out at every step. */
    readonly members: readonly Pick<Member, "model" | "logarithms" | "adjusted">[];
    /** What set the width of the intervals: the backtest's errors too, or the models' own alone. */
    readonly intervals: "backtest" | "models";
  };
  readonly effects: readonly RegressorEffect[];
  /** Null where it was not asked for, or the series is too short to hold anything back. */
  readonly backtest: Backtest | null;
}

const fewestObservations = 6;
/**
 * Where no season is known, repeating the last value is believed if it missed by less than this share of what the
 * combination did. Tried on beginnings of monthly business series; with a season it gains nothing.
 */
const clearlyBetter = 0.85;

/**
 * Forecasts the next `horizon` values of an evenly spaced series without gaps, with 80 and 95 % intervals, by a
 * combination of methods (`combineForecasts`) whose errors a backtest measures; without a season, where repeating the
 * last value was clearly better there, by that. Regressors hold values for the past and
 * the horizon; their effects are measured, taken out and put back. Plain objects in and out; never NaN. About 20 ms for
 * ten years of months; O(n) per step of a fit.
 * Throws `forecast requires …` for bad numbers; `NotEnoughData`: `few_observations` for fewer than 6, and what
 * `checkRegressors` says of regressors.
 *
 * @example forecast(monthlyRevenue, { season: 12, horizon: 6, nonNegative: true }).mean // [412_300, …]
 */
export function forecast(series: Float64Array | readonly number[], options: ForecastOptions): Forecast {
  const { season, horizon, regressors = [], nonNegative = false, tested: isTested = true } = options;
  const values = Float64Array.from(series);
  const length = values.length;
  if (!values.every(Number.isFinite)) throw new Error("forecast requires finite values");
  if (!(Number.isInteger(season) && season >= 1))
    throw new Error("forecast requires a season of 1 or more observations");
  if (!(Number.isInteger(horizon) && horizon >= 1)) throw new Error("forecast requires a horizon of 1 or more");
  if (length < fewestObservations)
    throw new NotEnoughData("few_observations", `forecast requires at least ${fewestObservations} observations`);

  const m = length >= 2 * season ? season : 1;
  checkRegressors(length, m, horizon, regressors);
  const within = <Found extends { readonly mean: Float64Array }>(found: Found): Found =>
    nonNegative ? { ...found, mean: found.mean.map((value) => Math.max(0, value)) } : found;
  const combination = (past: Float64Array, steps: number) => within(withRegressors(past, m, steps, regressors));
  const naive = (past: Float64Array, steps: number) => within(naiveForecast(past, steps));
  // An origin that has not seen two seasons would tell of another method than the one used.
  const fewest = isTested
    ? Math.max(fewestObservations, 2 * m, fewestForRegressors(m, regressors.length))
    : Number.POSITIVE_INFINITY;
  const combined = backtest(values, m, horizon, fewest, combination);
  const { smape = 0, naiveSmape = 0 } = combined.backtest ?? {};
  const isNaive = m === 1 && regressors.length === 0 && naiveSmape < clearlyBetter * smape;
  const tested = isNaive ? backtest(values, m, horizon, fewest, naive) : combined;
  const { mean, deviation, members, effects } = (isNaive ? naive : combination)(values, horizon);
  const intervals = intervalsAround(
    mean,
    deviation.map((spread) => spread * tested.scale),
  );
  const bounded = (numbers: Float64Array) => Array.from(numbers, (value) => (nonNegative ? Math.max(0, value) : value));
  return {
    mean: bounded(mean),
    lo80: bounded(intervals.lo80),
    hi80: bounded(intervals.hi80),
    lo95: bounded(intervals.lo95),
    hi95: bounded(intervals.hi95),
    method: {
      season: m,
      seasonMissing: m < season,
      constant: values.every((value) => value === values[0]),
      members: members.map(({ model, logarithms, adjusted }) => ({ model, logarithms, adjusted })),
      intervals: tested.backtest ? "backtest" : "models",
    },
    effects,
    backtest: tested.backtest,
  };
}

function withRegressors(series: Float64Array, m: number, horizon: number, regressors: readonly Regressor[]) {
  if (regressors.length === 0) return { ...combineForecasts(series, m, horizon), effects: [] };
  const { kind, parts, effects } = fitRegressors(series, m, horizon, regressors);
  const share = kind === "share";
  const without = series.map((value, t) => (share ? value / (parts[t] as number) : value - (parts[t] as number)));
  const { mean, deviation, members } = combineForecasts(without, m, horizon);
  const ahead = parts.subarray(series.length);
  return {
    mean: mean.map((value, step) => (share ? value * (ahead[step] as number) : value + (ahead[step] as number))),
    deviation: deviation.map((spread, step) => (share ? spread * (ahead[step] as number) : spread)),
    members,
    effects,
  };
}
