import { type ArmaFit, type ArmaOrders, fitArma, forecastArma } from "./arma.ts";
import { difference, differencesOf, integrate } from "./differencing.ts";

export interface ArimaForecast {
  readonly mean: Float64Array;
  /** Standard deviation of the forecast's error. */
  readonly deviation: Float64Array;
  readonly orders: ArmaOrders;
  readonly differences: { readonly ordinary: number; readonly seasonal: number };
}

/** What a search tries next to the best so far: changes of p, q, P, Q, and whether the constant comes or goes. */
const moves = [
  [0, 0, -1, 0, 0],
  [0, 0, 0, -1, 0],
  [0, 0, 1, 0, 0],
  [0, 0, 0, 1, 0],
  [-1, 0, 0, 0, 0],
  [0, -1, 0, 0, 0],
  [1, 0, 0, 0, 0],
  [0, 1, 0, 0, 0],
  [-1, -1, 0, 0, 0],
  [1, 1, 0, 0, 0],
  [0, 0, 0, 0, 1],
] as const;

/**
 * Forecast by the seasonal ARIMA model that a stepwise search finds to have the lowest AICc: differences by tests,
 * p, q ≤ 2, P, Q ≤ 1, a constant where at most one difference was taken; seasonal terms need two seasons and six
 * observations. A constant series stays so, as do fewer than 8 observations. O(models · steps · n).
 * Source: Hyndman & Khandakar, Automatic time series forecasting, Journal of Statistical Software 27 (2008), section 3.2.
 */
export function automaticArima(series: Float64Array, m: number, horizon: number): ArimaForecast | null {
  const length = series.length;
  const middle = series.reduce((sum, value) => sum + value, 0) / length;
  const spread = Math.sqrt(series.reduce((sum, value) => sum + (value - middle) ** 2, 0) / length);
  if (length < 8 || !(spread > 1e-12 * Math.abs(middle))) return null;
  const scaled = series.map((value) => (value - middle) / spread);
  const differences = differencesOf(scaled, m);
  const levels: Float64Array[] = [scaled];
  for (let taken = 0; taken < differences.seasonal + differences.ordinary; taken++)
    levels.push(difference(levels.at(-1) as Float64Array, taken < differences.seasonal ? m : 1));
  const rest = levels.at(-1) as Float64Array;
  const fit = search(rest, m, {
    seasonal: m > 2 && length >= 2 * m + 6,
    constant: differences.ordinary + differences.seasonal <= 1,
  });
  if (fit === null) return null;
  const undo = (pastOf: (level: Float64Array) => Float64Array, forecast: Float64Array) =>
    levels
      .slice(0, -1)
      .reduceRight((rest, level, at) => integrate(pastOf(level), at < differences.seasonal ? m : 1, rest), forecast);
  const mean = undo((level) => level, forecastArma(rest, fit, horizon));
  // How the forecast answers to a surprise of 1 in the last observation, after nothing else.
  const surprise = new Float64Array(2 * m + 4).fill(1, -1);
  const response = undo(() => surprise, forecastArma(surprise, { ...fit, constant: 0, errors: surprise }, horizon));

  const squares = fit.errors.reduce((sum, error) => sum + error * error, 0);
  const sigma = spread * Math.sqrt(squares / Math.max(1, fit.errors.length - fit.count));
  let growth = 1;
  const deviation = response.map((weight) => {
    const now = sigma * Math.sqrt(growth);
    growth += weight * weight;
    return now;
  });
  return { mean: mean.map((value) => value * spread + middle), deviation, orders: fit.orders, differences };
}

function search(
  series: Float64Array,
  m: number,
  allowed: { readonly seasonal: boolean; readonly constant: boolean },
): ArmaFit | null {
  const tried = new Set<string>();
  const found: { best: ArmaFit | null } = { best: null };
  const improves = (p: number, q: number, seasonalP: number, seasonalQ: number, constant: boolean): boolean => {
    const name = [p, q, seasonalP, seasonalQ, constant].join();
    const most = allowed.seasonal ? 1 : 0;
    if (tried.has(name) || Math.min(p, q, seasonalP, seasonalQ) < 0 || Math.max(p, q) > 2) return false;
    if (seasonalP > most || seasonalQ > most || (constant && !allowed.constant)) return false;
    tried.add(name);
    const fit = fitArma(series, m, { p, q, seasonalP, seasonalQ, constant });
    if (fit === null || !(fit.aicc < (found.best?.aicc ?? Number.POSITIVE_INFINITY))) return false;
    found.best = fit;
    return true;
  };
  const season = allowed.seasonal ? 1 : 0;
  improves(2, 2, season, season, allowed.constant);
  improves(0, 0, 0, 0, allowed.constant);
  improves(1, 0, season, 0, allowed.constant);
  improves(0, 1, 0, season, allowed.constant);
  improves(0, 1, 0, season, false);
  for (let from = found.best?.orders, moved = true; from && moved; from = found.best?.orders) {
    const { p, q, seasonalP, seasonalQ, constant } = from;
    moved = moves.some(([dp, dq, dP, dQ, turn]) =>
      improves(p + dp, q + dq, seasonalP + dP, seasonalQ + dQ, turn === 1 ? !constant : constant),
    );
  }
  return found.best;
}
