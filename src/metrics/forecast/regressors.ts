import { NotEnoughData } from "../../errors.ts";
import { solveCholesky } from "../classification/cholesky.ts";

/** Something known that moves the series, such as a moving holiday: its values over the past and the whole horizon. */
export interface Regressor {
  readonly name: string;
  readonly values: Float64Array | readonly number[];
}

export interface RegressorEffect {
  readonly name: string;
  /** What one unit of the regressor adds, with its 95 % interval: a share of the series, or in its units. */
  readonly effect: number;
  readonly low: number;
  readonly high: number;
  readonly kind: "share" | "units";
  /** Whether the forecast counts it: its interval does not hold 0. */
  readonly used: boolean;
}

/** What regressors did to the past, and will do: factors (of positive series) or additions, past and horizon in a row. */
export interface RegressorFit {
  readonly effects: readonly RegressorEffect[];
  readonly kind: "share" | "units";
  readonly parts: Float64Array;
}

const normal95 = 1.959963984540054;
/** Rounds in which the errors' autocorrelation and the effects are told from each other. */
const rounds = 4;
const mostCorrelation = 0.95;
/** Observations that must be left for the noise. */
const fewestLeft = 6;
/** Keeps regressors that say the same apart, so that each is found to say nothing. */
const ridge = 1e-9;

/** A season longer than this is as many waves as `harmonics`, for it would take a term for each of its positions. */
const longestSeason = 24;
const harmonics = 6;

/** Fewest observations that can carry the effects of as many regressors next to a season of `m`. */
export function fewestForRegressors(m: number, regressors: number): number {
  return regressors === 0 ? 0 : 1 + (m > longestSeason ? 1 + 2 * harmonics : m) + regressors + fewestLeft;
}

/**
 * Refuses regressors that cannot be counted on for a series of `length` observations with a season of `m`.
 * Throws `NotEnoughData`: `no_future_values` where a regressor does not reach over the horizon, `regressor_unseen` where
 * it never changed in the past, `too_short_for_regressors` where the series cannot carry them.
 */
export function checkRegressors(length: number, m: number, horizon: number, regressors: readonly Regressor[]): void {
  for (const { name, values } of regressors) {
    const known = values.length >= length + horizon && values.slice(0, length + horizon).every(Number.isFinite);
    if (!known) throw new NotEnoughData("no_future_values", `forecast requires ${name} for the past and the horizon`);
    if (!changes(values, length))
      throw new NotEnoughData("regressor_unseen", `forecast requires ${name} to have changed in the past`);
  }
  if (length < fewestForRegressors(m, regressors.length))
    throw new NotEnoughData("too_short_for_regressors", "forecast requires a longer series to measure regressors");
}

function changes(values: Float64Array | readonly number[], length: number): boolean {
  return values.slice(0, length).some((value) => value !== values[0]);
}

/**
 * Measures what regressors do to a series (its logarithms where all values are positive), next to a trend, a season of
 * `m` (1: none; a long one as a few waves) and first-order autocorrelated errors, by feasible generalised least squares; those that may do nothing
 * (95 %) are left out one after the other, the least certain first. The effects are then to be taken out of the past, and
 * put into the forecast. What never changed in the past has no effect. Needs what `checkRegressors` asks for.
 * O(r² · (n·k² + k³)) for r regressors among k terms.
 * Source: Cochrane & Orcutt, Application of least squares regression to relationships containing autocorrelated error
 * terms, JASA 44 (1949).
 */
export function fitRegressors(
  series: Float64Array,
  m: number,
  horizon: number,
  given: readonly Regressor[],
): RegressorFit {
  const length = series.length;
  const regressors = given.filter(({ values }) => changes(values, length));
  const kind = series.every((value) => value > 0) ? "share" : "units";
  const target = kind === "share" ? series.map(Math.log) : series;
  const all = measure(target, m, regressors);
  let used = [...regressors];
  let measured = all;
  while (used.length > 0) {
    const certainty = measured.map(({ effect, error }) => Math.abs(effect) / error);
    const least = certainty.indexOf(Math.min(...certainty));
    if ((certainty[least] as number) >= normal95) break;
    used = used.toSpliced(least, 1);
    measured = measure(target, m, used);
  }
  const inUnits = (value: number) => (kind === "share" ? Math.exp(value) - 1 : value);
  const effects = regressors.map((regressor, index) => {
    const place = used.indexOf(regressor);
    const { effect, error } = (place < 0 ? all[index] : measured[place]) as Measured;
    const [low, high] = [effect - normal95 * error, effect + normal95 * error];
    return {
      name: regressor.name,
      effect: inUnits(effect),
      low: inUnits(low),
      high: inUnits(high),
      kind,
      used: place >= 0,
    } as const;
  });
  const parts = Float64Array.from({ length: length + horizon }, (_, t) => {
    const sum = used.reduce((total, { values }, i) => total + (measured[i]?.effect ?? 0) * (values[t] as number), 0);
    return kind === "share" ? Math.exp(sum) : sum;
  });
  return { effects, kind, parts };
}

interface Measured {
  readonly effect: number;
  readonly error: number;
}

/** Effects and their standard errors, in the order of the regressors. */
function measure(target: Float64Array, m: number, regressors: readonly Regressor[]): Measured[] {
  const length = target.length;
  const terms: Float64Array[] = [
    ...regressors.map(({ values }) => centred(Float64Array.from(values.slice(0, length)))),
    Float64Array.from({ length }, (_, t) => t / length - 0.5),
    ...seasonTerms(length, m),
  ];
  let correlation = 0;
  let fit = leastSquares(terms, target, correlation);
  for (let round = 0; round < rounds; round++) {
    correlation = autocorrelation(residualsOf(terms, target, fit.coefficients));
    fit = leastSquares(terms, target, correlation);
  }
  return fit.errorsOf(regressors.length).map((error, index) => {
    return { effect: fit.coefficients[index] as number, error: Math.max(error, Number.MIN_VALUE) };
  });
}

/** A level for each position of the season, or a smooth season around one level. */
function seasonTerms(length: number, m: number): Float64Array[] {
  const term = (at: (t: number) => number) => Float64Array.from({ length }, (_, t) => at(t));
  if (m <= longestSeason) return Array.from({ length: m }, (_, j) => term((t) => (t % m === j ? 1 : 0)));
  const waves = Array.from({ length: harmonics }, (_, k) => (2 * Math.PI * (k + 1)) / m);
  return [
    term(() => 1),
    ...waves.flatMap((wave) => [term((t) => Math.sin(wave * t)), term((t) => Math.cos(wave * t))]),
  ];
}

/**
 * Least squares of values less `correlation` times the one before; standard errors of the first `told` coefficients,
 * computed when asked for.
 */
function leastSquares(terms: readonly Float64Array[], target: Float64Array, correlation: number) {
  const size = terms.length;
  const first = Math.sqrt(1 - correlation ** 2);
  const less = (values: Float64Array) =>
    values.map((value, t) => (t === 0 ? first * value : value - correlation * (values[t - 1] as number)));
  const columns = terms.map(less);
  const wanted = less(target);
  const matrix = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      const value = product(columns[row] as Float64Array, columns[column] as Float64Array);
      matrix[row * size + column] = row === column ? value * (1 + ridge) : value;
      matrix[column * size + row] = matrix[row * size + column] as number;
    }
  }
  const solved = (right: Float64Array) => {
    solveCholesky(matrix.slice(), right);
    return right;
  };
  const coefficients = solved(Float64Array.from(columns, (column) => product(column, wanted)));
  const errorsOf = (told: number) => {
    const rest = residualsOf(columns, wanted, coefficients);
    const variance = product(rest, rest) / (target.length - size);
    return Array.from({ length: told }, (_, index) => {
      const unit = new Float64Array(size);
      unit[index] = 1;
      return Math.sqrt(variance * (solved(unit)[index] as number));
    });
  };
  return { coefficients, errorsOf };
}

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let t = 0; t < a.length; t++) sum += (a[t] as number) * (b[t] as number);
  return sum;
}

function residualsOf(terms: readonly Float64Array[], target: Float64Array, coefficients: Float64Array): Float64Array {
  const rest = target.slice();
  for (const [index, term] of terms.entries()) {
    const coefficient = coefficients[index] as number;
    for (let t = 0; t < rest.length; t++) rest[t] = (rest[t] as number) - coefficient * (term[t] as number);
  }
  return rest;
}

function autocorrelation(values: Float64Array): number {
  let [products, squares] = [0, 0];
  for (let t = 1; t < values.length; t++) {
    products += (values[t] as number) * (values[t - 1] as number);
    squares += (values[t - 1] as number) ** 2;
  }
  return squares > 0 ? Math.min(mostCorrelation, Math.max(0, products / squares)) : 0;
}

function centred(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - mean);
}
