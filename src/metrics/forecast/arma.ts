import { quasiNewton } from "./quasi-newton.ts";

/**
 * Orders of a seasonal ARMA model of a season of `m`: (1 − φ₁B − …)(1 − ΦBᵐ)(wₜ − c) = (1 − θ₁B − …)(1 − ΘBᵐ)eₜ with up
 * to two ordinary and one seasonal term on either side (none where m < 3).
 */
export interface ArmaOrders {
  readonly p: number;
  readonly q: number;
  readonly seasonalP: number;
  readonly seasonalQ: number;
  readonly constant: boolean;
}

export interface ArmaFit {
  readonly orders: ArmaOrders;
  readonly autoregressive: Lags;
  readonly movingAverage: Lags;
  readonly constant: number;
  /** One-step errors, as long as the series. */
  readonly errors: Float64Array;
  /** Parameters, the errors' variance included. */
  readonly count: number;
  readonly aicc: number;
}

/** Terms of a polynomial in the backshift operator: `weights[i]` counts for what was `lags[i]` observations ago. */
export interface Lags {
  readonly lags: Int32Array;
  readonly weights: Float64Array;
}

/** Roots are kept this share of the way to the unit circle. */
const stationary = 0.99;

/**
 * Fits a seasonal ARMA model by least squared one-step errors, what came before the series taken as its mean
 * (conditional sum of squares), stationary and invertible; null where the observations are too few for its AICc. `series`
 * should have a spread of about 1. O(steps · n · terms).
 * Source: Box & Jenkins, Time Series Analysis (1976), chapter 7; partial autocorrelations as parameters: Monahan, A note on
 * enforcing stationarity in ARMA models, Biometrika 71 (1984).
 */
export function fitArma(series: Float64Array, m: number, orders: ArmaOrders): ArmaFit | null {
  const { p, q, seasonalP, seasonalQ, constant } = orders;
  const size = p + q + seasonalP + seasonalQ + (constant ? 1 : 0);
  const length = series.length;
  if (length <= size + 2) return null;
  const autoregressive = lagsOf(p, seasonalP, m);
  const movingAverage = lagsOf(q, seasonalQ, m);
  const filter = new ArmaFilter(series, autoregressive, movingAverage);
  const at = { ma: p + seasonalP, constant: size - 1 };
  const unpack = (point: Float64Array) => {
    expand(point, 0, p, seasonalP, autoregressive.weights);
    expand(point, at.ma, q, seasonalQ, movingAverage.weights);
    return constant ? (point[at.constant] as number) : 0;
  };
  const start = new Float64Array(size);
  start.fill(0.1, 0, at.ma);
  start.fill(0.3, at.ma);
  if (constant) start[at.constant] = series.reduce((sum, value) => sum + value, 0) / length;
  const { point, value } = quasiNewton(
    (x, gradient) => {
      const reached = filter.value(unpack(x));
      const byConstant = filter.differentiate();
      contract(x, 0, p, seasonalP, filter.byAutoregressive, gradient);
      contract(x, at.ma, q, seasonalQ, filter.byMovingAverage, gradient);
      if (constant) gradient[at.constant] = byConstant;
      return reached;
    },
    start,
    { tolerance: 5e-3, mostSteps: 40 },
  );
  const middle = unpack(point);
  filter.value(middle);
  const count = size + 1;
  return {
    orders,
    autoregressive,
    movingAverage,
    constant: middle,
    errors: filter.errorsOf(),
    count,
    aicc: value + 2 * count + (2 * count * (count + 1)) / (length - count - 1),
  };
}

/** Point forecasts of the next `horizon` values of the series that was fitted. O(horizon · terms). */
export function forecastArma(series: Float64Array, fit: ArmaFit, horizon: number): Float64Array {
  const { autoregressive, movingAverage, constant } = fit;
  const length = series.length;
  const values = Array.from(series, (value) => value - constant);
  for (let t = length; t < length + horizon; t++) {
    let expected = 0;
    autoregressive.lags.forEach((lag, i) => {
      expected += (autoregressive.weights[i] as number) * (values[t - lag] ?? 0);
    });
    movingAverage.lags.forEach((lag, i) => {
      expected -= (movingAverage.weights[i] as number) * (fit.errors[t - lag] ?? 0);
    });
    values.push(expected);
  }
  return Float64Array.from(values.slice(length), (value) => value + constant);
}

function lagsOf(order: number, seasonal: number, m: number): Lags {
  const ordinary = Array.from({ length: order }, (_, i) => i + 1);
  const lags = Int32Array.from(seasonal ? [...ordinary, m, ...ordinary.map((lag) => m + lag)] : ordinary);
  return { lags, weights: new Float64Array(lags.length) };
}

/** Weights of 1 − (1 − a₁B − a₂B²)(1 − ABᵐ), in the order of `lagsOf`, from partial autocorrelations free of bounds. */
function expand(point: Float64Array, at: number, order: number, seasonal: number, weights: Float64Array): void {
  const [first, second] = [0, 1].map((i) => (i < order ? stationary * Math.tanh(point[at + i] as number) : 0));
  if (order > 0) weights[0] = (first as number) * (1 - (second as number));
  if (order > 1) weights[1] = second as number;
  if (seasonal === 0) return;
  const season = stationary * Math.tanh(point[at + order] as number);
  weights[order] = season;
  for (let i = 0; i < order; i++) weights[order + 1 + i] = -season * (weights[i] as number);
}

/** The gradient by the free point, from that by the weights. */
function contract(
  point: Float64Array,
  at: number,
  order: number,
  seasonal: number,
  by: Float64Array,
  into: Float64Array,
): void {
  const shares = [0, 1, 2].map((i) => (i < order + seasonal ? Math.tanh(point[at + i] as number) : 0));
  const [first, second] = [0, 1].map((i) => (i < order ? stationary * (shares[i] as number) : 0)) as [number, number];
  const season = seasonal ? stationary * (shares[order] as number) : 0;
  const weights = [first * (1 - second), second];
  const terms = [0, 0];
  let bySeason = seasonal ? (by[order] as number) : 0;
  for (let i = 0; i < order; i++) {
    const cross = seasonal ? (by[order + 1 + i] as number) : 0;
    terms[i] = (by[i] as number) - season * cross;
    bySeason -= (weights[i] as number) * cross;
  }
  const slopeOf = (i: number) => stationary * (1 - (shares[i] as number) ** 2);
  if (order > 0) into[at] = (terms[0] as number) * (1 - second) * slopeOf(0);
  if (order > 1) into[at + 1] = ((terms[1] as number) - first * (terms[0] as number)) * slopeOf(1);
  if (seasonal) into[at + order] = bySeason * slopeOf(order);
}

/** Value and gradient of n·log(Σe²/n). Before the series, and after it on the way back, everything is 0. */
class ArmaFilter {
  readonly byAutoregressive: Float64Array;
  readonly byMovingAverage: Float64Array;
  private readonly series: Float64Array;
  private readonly ar: Lags;
  private readonly ma: Lags;
  private readonly pad: number;
  private readonly centred: Float64Array;
  private readonly errors: Float64Array;
  private readonly byError: Float64Array;
  private squares = 0;

  constructor(series: Float64Array, ar: Lags, ma: Lags) {
    this.series = series;
    this.ar = ar;
    this.ma = ma;
    this.byAutoregressive = new Float64Array(ar.lags.length);
    this.byMovingAverage = new Float64Array(ma.lags.length);
    this.pad = Math.max(0, ...ar.lags, ...ma.lags);
    this.centred = new Float64Array(series.length + this.pad);
    this.errors = new Float64Array(series.length + this.pad);
    this.byError = new Float64Array(series.length + this.pad);
  }

  value(constant: number): number {
    const { series, pad, centred, errors } = this;
    const [arLags, arWeights, maLags, maWeights] = [this.ar.lags, this.ar.weights, this.ma.lags, this.ma.weights];
    const [arTerms, maTerms] = [arLags.length, maLags.length];
    let squares = Number.MIN_VALUE;
    for (let t = pad; t < centred.length; t++) {
      const value = (series[t - pad] as number) - constant;
      centred[t] = value;
      let error = value;
      for (let i = 0; i < arTerms; i++)
        error -= (arWeights[i] as number) * (centred[t - (arLags[i] as number)] as number);
      for (let i = 0; i < maTerms; i++)
        error += (maWeights[i] as number) * (errors[t - (maLags[i] as number)] as number);
      errors[t] = error;
      squares += error * error;
    }
    this.squares = squares;
    return series.length * Math.log(squares / series.length);
  }

  /** Sets the gradients by the weights at the last value; returns that by the constant. */
  differentiate(): number {
    const { pad, centred, errors, byError, byAutoregressive, byMovingAverage } = this;
    const [arLags, arWeights, maLags, maWeights] = [this.ar.lags, this.ar.weights, this.ma.lags, this.ma.weights];
    const [arTerms, maTerms] = [arLags.length, maLags.length];
    const length = this.series.length;
    const weight = (2 * length) / this.squares;
    let byConstant = 0;
    byAutoregressive.fill(0);
    byMovingAverage.fill(0);
    for (let t = length - 1; t >= 0; t--) {
      let by = weight * (errors[t + pad] as number);
      for (let i = 0; i < maTerms; i++) by += (maWeights[i] as number) * (byError[t + (maLags[i] as number)] as number);
      byError[t] = by;
      byConstant -= by;
      for (let i = 0; i < arTerms; i++) {
        const lag = arLags[i] as number;
        byAutoregressive[i] = (byAutoregressive[i] as number) - by * (centred[t + pad - lag] as number);
        byConstant += (arWeights[i] as number) * (byError[t + lag] as number);
      }
      for (let i = 0; i < maTerms; i++)
        byMovingAverage[i] = (byMovingAverage[i] as number) + by * (errors[t + pad - (maLags[i] as number)] as number);
    }
    return byConstant;
  }

  errorsOf(): Float64Array {
    return this.errors.slice(this.pad);
  }
}
