/** A season of `indices.length` positions; that of observation t is t mod m. */
export interface SeasonIndices {
  readonly kind: "additive" | "multiplicative";
  readonly indices: Float64Array;
  /** Share of the raw indices' deviations that was kept, 0..1: near 0, what looked like a season was chance. */
  readonly kept: number;
}

/** Weight of a year in the indices, relative to the year after it. */
const fading = 0.85;

/**
 * Classical seasonal indices, ratios to (or differences from) a centred moving average over a season of `m`, averaged
 * with weights that fade by 15 % per season passed, and shrunk towards no season as far as they may be chance
 * (James–Stein). That takes the place of a test: a weak season counts a little. Multiplicative indices have mean 1,
 * additive ones mean 0. Null for fewer than two seasons, or where a multiplicative season meets values that are not
 * positive. O(n·m).
 * Source: Miller & Williams, Shrinkage estimators of time series seasonal factors, International Journal of Forecasting
 * 19 (2003).
 */
export function seasonIndices(series: Float64Array, m: number, kind: SeasonIndices["kind"]): SeasonIndices | null {
  const length = series.length;
  const multiplicative = kind === "multiplicative";
  if (m < 2 || length < 2 * m || (multiplicative && !series.every((value) => value > 0))) return null;
  const smooth = movingAverage(series, m);
  const parts = series.map((value, t) =>
    multiplicative ? value / (smooth[t] as number) : value - (smooth[t] as number),
  );
  const sums = new Float64Array(m);
  const weights = new Float64Array(m);
  const squares = new Float64Array(m);
  let known = 0;
  for (let t = 0; t < length; t++) {
    if (Number.isNaN(parts[t])) continue;
    const [j, weight] = [t % m, fading ** ((length - t) / m)];
    sums[j] = (sums[j] as number) + weight * (parts[t] as number);
    weights[j] = (weights[j] as number) + weight;
    squares[j] = (squares[j] as number) + weight * weight;
    known += 1;
  }
  const raw = sums.map((sum, j) => sum / (weights[j] as number));
  const mean = raw.reduce((sum, index) => sum + index, 0) / m;
  const deviations = raw.map((index) => (multiplicative ? index / mean - 1 : index - mean));

  // With fewer than two parts per position their spread says little; then it is told from one season to the next.
  const variance = known < 2 * m ? changeVariance(series, m, multiplicative) : partVariance(parts, raw);
  const chance = squares.reduce((sum, square, j) => sum + (variance * square) / (weights[j] as number) ** 2, 0) / m;
  const spread = deviations.reduce((sum, deviation) => sum + deviation * deviation, 0) / (m - 1);
  const kept = spread > 0 ? Math.max(0, 1 - (Math.max(0, m - 3) / (m - 1)) * (chance / spread)) : 0;
  return { kind, kept, indices: deviations.map((deviation) => (multiplicative ? 1 : 0) + kept * deviation) };
}

/** Variance of the known parts around their position's index. */
function partVariance(parts: Float64Array, indices: Float64Array): number {
  let [squares, known] = [0, 0];
  parts.forEach((part, t) => {
    if (Number.isNaN(part)) return;
    squares += (part - (indices[t % indices.length] as number)) ** 2;
    known += 1;
  });
  return squares / (known - indices.length);
}

/** Half the variance of the changes over a season, in proportion to the values where the season is multiplicative. */
function changeVariance(series: Float64Array, m: number, multiplicative: boolean): number {
  const changes = series.subarray(m).map((value, t) => {
    const before = series[t] as number;
    return multiplicative ? (2 * (value - before)) / (value + before) : value - before;
  });
  const mean = changes.reduce((sum, change) => sum + change, 0) / changes.length;
  return changes.reduce((sum, change) => sum + (change - mean) ** 2, 0) / Math.max(1, changes.length - 1) / 2;
}

/** Centred moving average over `m` observations (2 × m where m is even); NaN where it does not reach. O(n·m). */
export function movingAverage(series: Float64Array, m: number): Float64Array {
  const half = Math.floor(m / 2);
  const edge = m % 2 === 0 ? 0.5 : 1;
  return series.map((_, t) => {
    if (t < half || t >= series.length - half) return Number.NaN;
    let sum = edge * ((series[t - half] as number) + (series[t + half] as number));
    for (let k = 1 - half; k < half; k++) sum += series[t + k] as number;
    return sum / m;
  });
}

/** The series without its season. */
export function adjusted(series: Float64Array, season: SeasonIndices): Float64Array {
  const { indices, kind } = season;
  return series.map((value, t) => {
    const index = indices[t % indices.length] as number;
    return kind === "multiplicative" ? value / index : value - index;
  });
}

/** Puts the season back into a forecast that begins at observation `from`. */
export function readjusted(forecast: Float64Array, season: SeasonIndices, from: number): Float64Array {
  const { indices, kind } = season;
  return forecast.map((value, step) => {
    const index = indices[(from + step) % indices.length] as number;
    return kind === "multiplicative" ? value * index : value + index;
  });
}
