import { forecastBlocks } from "./aggregation.ts";
import { automaticArima } from "./automatic-arima.ts";
import { automaticEts } from "./automatic-ets.ts";
import { dynamicTheta } from "./dynamic-theta.ts";
import { forecastEts } from "./ets.ts";
import { arimaName, etsName } from "./model-names.ts";
import { adjusted, readjusted, type SeasonIndices, seasonIndices } from "./season-indices.ts";
import { theta } from "./theta.ts";

/** One of the forecasts that are combined; `model` as the field writes it, such as "ETS(M,Ad,M)". */
export interface Member {
  readonly model: string;
  /** Whether the model saw logarithms of the series. */
  readonly logarithms: boolean;
  /** Season taken out beforehand and put back, where the model itself knows none. */
  readonly adjusted: SeasonIndices["kind"] | null;
  readonly mean: Float64Array;
  /** Standard deviation of the forecast's error, where the model has one. */
  readonly deviation: Float64Array | null;
}

export interface Combination {
  readonly mean: Float64Array;
  /** What the members' own standard deviations come to on average. */
  readonly deviation: Float64Array;
  readonly members: readonly Member[];
}

/** A season longer than this is taken out before ETS, which would have to fit a state for each of its positions. */
const longestEtsSeason = 24;
/** With fewer seasons than this, ETS and ARIMA hardly ever find one: it is taken out before. */
const fewestSeasons = 2.5;
/** Fewer members are averaged as they are. */
const fewestToTrim = 5;

/**
 * Forecasts a series by methods that err in different ways, and averages them at every step without the highest and the
 * lowest: dynamic optimised Theta with a multiplicative and with an additive season, Theta of blocks of a quarter and of
 * half a season, automatic ETS and automatic ARIMA, each also of logarithms where all values are positive. `m` is the
 * season, 1 for none; horizon ≥ 1; at least 1 finite value. About 5 ms for ten years of months.
 * Sources: of each method in its file; of combining: Petropoulos & Svetunkov, A simple combination of univariate models,
 * International Journal of Forecasting 36 (2020); Jose & Winkler, Simple robust averages of forecasts, ibid. 24 (2008).
 */
export function combineForecasts(series: Float64Array, m: number, horizon: number): Combination {
  const positive = series.every((value) => value > 0);
  const additive = seasonIndices(series, m, "additive");
  const season = seasonIndices(series, m, "multiplicative") ?? additive;
  const logarithms = positive ? series.map(Math.log) : null;
  const waves = logarithms && seasonIndices(logarithms, m, "additive");
  const members = [
    thetaMember("DOTM", dynamicTheta, series, season, horizon),
    additive && season !== additive ? thetaMember("DOTM", dynamicTheta, series, additive, horizon) : null,
    ...blockSizes(series.length, m).map((size) =>
      thetaMember(`Theta/${size}`, (y, h) => forecastBlocks(y, h, size, theta), series, season, horizon),
    ),
    etsMember(series, m, season, horizon, false),
    arimaMember(series, m, season, horizon, false),
    logarithms && etsMember(logarithms, m, waves, horizon, true),
    logarithms && arimaMember(logarithms, m, waves, horizon, true),
  ].filter((member) => member?.mean.every(Number.isFinite)) as Member[];
  const spreads = members.flatMap(({ deviation }) => (deviation?.every(Number.isFinite) ? [deviation] : []));
  return {
    mean: Float64Array.from({ length: horizon }, (_, step) =>
      trimmedMean(members.map(({ mean }) => mean[step] as number)),
    ),
    deviation: Float64Array.from({ length: horizon }, (_, step) =>
      spreads.length === 0 ? 0 : spreads.reduce((sum, spread) => sum + (spread[step] as number), 0) / spreads.length,
    ),
    members,
  };
}

function trimmedMean(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const kept = sorted.length < fewestToTrim ? sorted : sorted.slice(1, -1);
  return kept.reduce((sum, value) => sum + value, 0) / kept.length;
}

/** A quarter and half of a season, as far as the series has eight of them. */
function blockSizes(length: number, m: number): number[] {
  const sizes = [Math.round(m / 4), Math.round(m / 2)].filter((size) => size > 1 && length >= 8 * size);
  return [...new Set(sizes)];
}

function thetaMember(
  model: string,
  method: (series: Float64Array, horizon: number) => Float64Array,
  series: Float64Array,
  season: SeasonIndices | null,
  horizon: number,
): Member {
  const mean = season
    ? readjusted(method(adjusted(series, season), horizon), season, series.length)
    : method(series, horizon);
  return { model, logarithms: false, adjusted: season?.kind ?? null, mean, deviation: null };
}

function etsMember(
  series: Float64Array,
  m: number,
  season: SeasonIndices | null,
  horizon: number,
  logarithms: boolean,
): Member | null {
  const before = m > longestEtsSeason || series.length < fewestSeasons * m ? season : null;
  const fit = automaticEts(before ? adjusted(series, before) : series, before ? 1 : m, logarithms ? "additive" : "all");
  if (fit === null) return null;
  return inUnits({ model: etsName(fit.model), ...forecastEts(fit, horizon) }, series.length, before, logarithms);
}

function arimaMember(
  series: Float64Array,
  m: number,
  season: SeasonIndices | null,
  horizon: number,
  logarithms: boolean,
): Member | null {
  const before = series.length < fewestSeasons * m ? season : null;
  const found = automaticArima(before ? adjusted(series, before) : series, before ? 1 : m, horizon);
  return found && inUnits({ model: arimaName(found, m), ...found }, series.length, before, logarithms);
}

/**
 * A forecast with the season that was taken out before, in the series' own units: logarithms become medians, and their
 * deviations proportions.
 */
function inUnits(
  found: { readonly model: string; readonly mean: Float64Array; readonly deviation: Float64Array },
  from: number,
  season: SeasonIndices | null,
  logarithms: boolean,
): Member {
  const whole = season ? readjusted(found.mean, season, from) : found.mean;
  const mean = logarithms ? whole.map(Math.exp) : whole;
  const deviation = logarithms
    ? found.deviation.map((spread, step) => spread * (mean[step] as number))
    : found.deviation;
  return { model: found.model, logarithms, adjusted: season?.kind ?? null, mean, deviation };
}
