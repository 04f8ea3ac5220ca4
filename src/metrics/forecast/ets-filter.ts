export type EtsSeason = "none" | "additive" | "multiplicative";

/**
 * Where an ETS model's numbers stand in the array of its parameters; from `season` on, one state per position of the
 * season: that of observation t stands at t mod m.
 */
export const etsAt = { alpha: 0, beta: 1, gamma: 2, phi: 3, level: 4, slope: 5, season: 6 } as const;

/** A running product is taken to logarithms before it leaves what a double can hold. */
const [least, most] = [1e-200, 1e200];

/**
 * The innovations state space filter behind exponential smoothing, over one series: value and gradient of
 * −2·log-likelihood, up to the constant that R's `ets` leaves out too. `relative` errors are multiplicative ones. Without
 * a trend, β, φ and the slope are 0; with an undamped one, φ is 1. A value is infinite where a relative error has no
 * positive forecast to relate to. Passes share their memory: use one filter per model. O(n) per pass.
 * Source: Hyndman, Koehler, Ord & Snyder, Forecasting with Exponential Smoothing (2008), chapters 2 and 5; the gradient
 * is the same recursion run backwards.
 */
export class EtsFilter {
  readonly gradient: Float64Array;
  /** States after the last observation, set by `value`. */
  level = 0;
  slope = 0;
  readonly season: Float64Array;
  squares = 0;

  private readonly series: Float64Array;
  private readonly kind: EtsSeason;
  private readonly relative: boolean;
  private readonly levels: Float64Array;
  private readonly slopes: Float64Array;
  private readonly seasons: Float64Array;
  private readonly forecasts: Float64Array;

  constructor(series: Float64Array, model: { readonly season: EtsSeason; readonly relative: boolean; m: number }) {
    const length = series.length;
    this.series = series;
    this.kind = model.season;
    this.relative = model.relative;
    this.season = new Float64Array(model.season === "none" ? 0 : model.m);
    this.gradient = new Float64Array(etsAt.season + this.season.length);
    this.levels = new Float64Array(length);
    this.slopes = new Float64Array(length);
    this.seasons = new Float64Array(length);
    this.forecasts = new Float64Array(length);
  }

  value(x: Float64Array): number {
    const { series, kind, relative, levels, slopes, seasons, forecasts, season } = this;
    const [alpha, beta, gamma, phi] = x as unknown as [number, number, number, number];
    const m = season.length;
    for (let j = 0; j < m; j++) season[j] = x[etsAt.season + j] as number;
    let level = x[etsAt.level] as number;
    let slope = x[etsAt.slope] as number;
    let squares = 0;
    let logarithms = 0;
    let product = 1;
    for (let t = 0, j = 0; t < series.length; t++) {
      const y = series[t] as number;
      levels[t] = level;
      slopes[t] = slope;
      const line = level + phi * slope;
      let forecast = line;
      let surprise = y - line;
      if (m > 0) {
        const state = season[j] as number;
        seasons[t] = state;
        if (kind === "additive") {
          forecast = line + state;
          surprise = y - forecast;
          season[j] = state + gamma * surprise;
        } else {
          forecast = line * state;
          surprise = y / state - line;
          season[j] = state + gamma * (y / line - state);
        }
        if (++j === m) j = 0;
      }
      forecasts[t] = forecast;
      let error = y - forecast;
      if (relative) {
        if (!(forecast > 0)) return Number.POSITIVE_INFINITY;
        error /= forecast;
        product *= forecast;
        if (product > most || product < least) {
          logarithms += Math.log(product);
          product = 1;
        }
      }
      squares += error * error;
      level = line + alpha * surprise;
      slope = phi * slope + beta * surprise;
    }
    this.level = level;
    this.slope = slope;
    this.squares = squares;
    return series.length * Math.log(squares) + 2 * (logarithms + Math.log(product));
  }

  /** Sets `gradient` to that of the value of the last pass, which must have been at `x` and finite. */
  differentiate(x: Float64Array): void {
    const { series, kind, relative, levels, slopes, seasons, forecasts, gradient } = this;
    const [alpha, beta, gamma, phi] = x as unknown as [number, number, number, number];
    const m = this.season.length;
    const weight = (2 * series.length) / this.squares;
    gradient.fill(0);
    let [byAlpha, byBeta, byGamma, byPhi, byLevel, bySlope] = [0, 0, 0, 0, 0, 0];
    for (let t = series.length - 1, j = m === 0 ? 0 : t % m; t >= 0; t--) {
      const y = series[t] as number;
      const slope = slopes[t] as number;
      const line = (levels[t] as number) + phi * slope;
      const forecast = forecasts[t] as number;
      const byForecast = relative
        ? (2 - (weight * (y / forecast - 1) * y) / forecast) / forecast
        : -weight * (y - forecast);
      const bySurprise = alpha * byLevel + beta * bySlope;
      let byLine = byLevel - bySurprise;
      let surprise = y - line;
      if (m === 0) byLine += byForecast;
      else {
        const state = seasons[t] as number;
        const byState = gradient[etsAt.season + j] as number;
        let through = 0;
        if (kind === "additive") {
          surprise -= state;
          byGamma += byState * surprise;
          byLine += byForecast - gamma * byState;
          through = byForecast - bySurprise;
        } else {
          const ratio = y / line;
          surprise = y / state - line;
          byGamma += byState * (ratio - state);
          byLine += byForecast * state - (gamma * byState * ratio) / line;
          through = byForecast * line - (bySurprise * y) / (state * state);
        }
        gradient[etsAt.season + j] = byState * (1 - gamma) + through;
        if (--j < 0) j = m - 1;
      }
      byAlpha += surprise * byLevel;
      byBeta += surprise * bySlope;
      byPhi += slope * (bySlope + byLine);
      bySlope = phi * (bySlope + byLine);
      byLevel = byLine;
    }
    gradient[etsAt.alpha] = byAlpha;
    gradient[etsAt.beta] = byBeta;
    gradient[etsAt.gamma] = byGamma;
    gradient[etsAt.phi] = byPhi;
    gradient[etsAt.level] = byLevel;
    gradient[etsAt.slope] = bySlope;
  }
}
