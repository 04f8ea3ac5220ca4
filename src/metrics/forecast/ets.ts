import { difference } from "./differencing.ts";
import { EtsFilter, type EtsSeason, etsAt } from "./ets-filter.ts";
import { lineThrough } from "./line.ts";
import { quasiNewton } from "./quasi-newton.ts";
import { adjusted, seasonIndices } from "./season-indices.ts";

export type EtsTrend = "none" | "additive" | "damped";

export interface EtsModel {
  readonly trend: EtsTrend;
  readonly season: EtsSeason;
  /** Errors in proportion to the forecast (multiplicative errors) instead of equally large ones. */
  readonly relative: boolean;
}

export interface EtsFit {
  readonly model: EtsModel;
  /** α, β, γ, φ, first level, slope and season, at the places of `etsAt`. */
  readonly parameters: Float64Array;
  /** States after the last observation; that of the season's position t mod m at t mod m. */
  readonly level: number;
  readonly slope: number;
  readonly season: Float64Array;
  readonly observations: number;
  /** Standard deviation of one-step errors: in the series' units, or in proportion to the forecast. */
  readonly sigma: number;
  readonly aicc: number;
}

const logistic = (x: number) => 1 / (1 + Math.exp(-x));
const logit = (share: number) => Math.log(share / (1 - share));

/** Bounds of α, and of φ (less damping than .98 is none, more than .8 a jump), as R's `ets` has them. */
const [leastAlpha, mostAlpha, leastPhi, mostPhi] = [1e-4, 0.9999, 0.8, 0.98];
/** Slopes are searched in steps of this share of the unit that the series is brought to. */
const slopeUnit = 0.1;

/**
 * Maximum-likelihood fit of one ETS model, its first states included, by the exact gradient of the likelihood; null
 * where the observations are too few for its AICc, all the same, or (relative errors) not all positive. AICc is comparable
 * between models of the same series, and with R's `ets`. O(steps · (n + parameters²)), about half a millisecond for ten
 * years of months.
 * Source: Hyndman, Koehler, Ord & Snyder, Forecasting with Exponential Smoothing (2008), chapters 2, 5 and 7.
 */
export function fitEts(series: Float64Array, m: number, model: EtsModel): EtsFit | null {
  const length = series.length;
  const indices = model.season === "none" ? null : seasonIndices(series, m, model.season);
  const count = 3 + (model.trend === "none" ? 0 : 2) + (model.trend === "damped" ? 1 : 0) + (indices ? m : 0);
  if (length <= count + 1 || (model.season !== "none" && !indices)) return null;
  if (model.relative && !series.every((value) => value > 0)) return null;

  const plain = indices ? adjusted(series, indices) : series;
  // What the search has to be about 1: relative errors keep to the level, others to the changes.
  const unit = model.relative ? meanOf(plain) : meanOf(difference(plain, 1).map(Math.abs));
  if (!(unit > 0)) return null;
  const scaled = series.map((value) => value / unit);
  const filter = new EtsFilter(scaled, { ...model, m });
  const x = new Float64Array(filter.gradient.length);
  const start = startOf(plain, unit, m, model);
  if (indices) {
    const states = indices.indices.subarray(0, m - 1);
    start.push(logit(0.05), ...(model.season === "additive" ? states.map((index) => index / unit) : states));
  }
  const best = quasiNewton(
    (point, gradient) => {
      unpack(point, x, model);
      const value = filter.value(x);
      if (!Number.isFinite(value)) return Number.POSITIVE_INFINITY;
      filter.differentiate(x);
      chain(point, x, filter.gradient, model, gradient);
      return value;
    },
    Float64Array.from(start),
    { tolerance: 1e-4 },
  );
  if (!Number.isFinite(best.value)) return null;
  unpack(best.point, x, model);
  filter.value(x);
  const parameters = x.map((value, at) =>
    at === etsAt.level || at === etsAt.slope || (at >= etsAt.season && model.season === "additive")
      ? value * unit
      : value,
  );
  return {
    model,
    parameters,
    level: filter.level * unit,
    slope: filter.slope * unit,
    season: model.season === "additive" ? filter.season.map((state) => state * unit) : filter.season,
    observations: length,
    sigma: Math.sqrt(filter.squares / (length - count + 1)) * (model.relative ? 1 : unit),
    aicc: best.value + 2 * length * Math.log(unit) + 2 * count + (2 * count * (count + 1)) / (length - count - 1),
  };
}

/**
 * Forecast of the next `horizon` observations: mean, and standard deviation of its error as for additive models, in
 * proportion to the mean where errors are. O(horizon). Source: Hyndman, Koehler, Ord & Snyder (2008), section 6.1.
 */
export function forecastEts(fit: EtsFit, horizon: number): { mean: Float64Array; deviation: Float64Array } {
  const { season, observations, model, parameters } = fit;
  const [alpha, beta, gamma, phi] = parameters as unknown as [number, number, number, number];
  const [mean, deviation] = [new Float64Array(horizon), new Float64Array(horizon)];
  let { level, slope } = fit;
  let variance = 1;
  let [power, response] = [1, alpha];
  for (let step = 0; step < horizon; step++) {
    slope *= phi;
    level += slope;
    const state = season[(observations + step) % season.length] ?? 0;
    const expected = model.season === "multiplicative" ? level * state : level + state;
    mean[step] = expected;
    deviation[step] = fit.sigma * Math.sqrt(variance) * (model.relative ? Math.abs(expected) : 1);
    power *= phi;
    response += beta * power;
    variance += (response + ((step + 1) % season.length === 0 ? gamma : 0)) ** 2;
  }
  return { mean, deviation };
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Where the search begins: α, level[, β, slope[, φ]], free of bounds, of a series (without its season) over `unit`. */
function startOf(series: Float64Array, unit: number, m: number, { trend }: EtsModel): number[] {
  const { intercept, slope } = lineThrough(series.subarray(0, Math.max(10, 2 * m)));
  const level = [intercept, ((series[0] as number) + intercept) / 2].map((value) => value / unit);
  if (trend === "none") return [0, level[1] as number];
  const line = [0, level[0] as number, logit(0.1), slope / unit / slopeUnit];
  return trend === "damped" ? [...line, logit(0.8)] : line;
}

/** Parameters of a point free of bounds: α in its bounds, β in 0..α, γ in 0..1 − α, φ in its bounds. */
function unpack(point: Float64Array, x: Float64Array, { trend, season }: EtsModel): void {
  let at = 2;
  const alpha = leastAlpha + (mostAlpha - leastAlpha) * logistic(point[0] as number);
  x[etsAt.alpha] = alpha;
  x[etsAt.level] = point[1] as number;
  if (trend !== "none") {
    x[etsAt.beta] = alpha * logistic(point[at++] as number);
    x[etsAt.slope] = slopeUnit * (point[at++] as number);
    x[etsAt.phi] = trend === "damped" ? leastPhi + (mostPhi - leastPhi) * logistic(point[at++] as number) : 1;
  }
  if (season === "none") return;
  x[etsAt.gamma] = (1 - alpha) * logistic(point[at++] as number);
  const last = x.length - 1;
  let rest = season === "multiplicative" ? x.length - etsAt.season : 0;
  for (let state = etsAt.season; state < last; state++) {
    x[state] = point[at++] as number;
    rest -= x[state] as number;
  }
  x[last] = rest;
}

/** The gradient by the free point, from that by the parameters. */
function chain(
  point: Float64Array,
  x: Float64Array,
  by: Float64Array,
  { trend, season }: EtsModel,
  into: Float64Array,
): void {
  let at = 2;
  const alpha = x[etsAt.alpha] as number;
  let byAlpha = by[etsAt.alpha] as number;
  into[1] = by[etsAt.level] as number;
  if (trend !== "none") {
    const share = logistic(point[at] as number);
    byAlpha += (by[etsAt.beta] as number) * share;
    into[at++] = (by[etsAt.beta] as number) * alpha * share * (1 - share);
    into[at++] = (by[etsAt.slope] as number) * slopeUnit;
  }
  if (trend === "damped") {
    const share = logistic(point[at] as number);
    into[at++] = (by[etsAt.phi] as number) * (mostPhi - leastPhi) * share * (1 - share);
  }
  if (season !== "none") {
    const share = logistic(point[at] as number);
    byAlpha -= (by[etsAt.gamma] as number) * share;
    into[at++] = (by[etsAt.gamma] as number) * (1 - alpha) * share * (1 - share);
    const last = by[x.length - 1] as number;
    for (let state = etsAt.season; state < x.length - 1; state++) into[at++] = (by[state] as number) - last;
  }
  const share = logistic(point[0] as number);
  into[0] = byAlpha * (mostAlpha - leastAlpha) * share * (1 - share);
}
