/**
 * Multiples of the standard deviation within which 80 and 95 % of forecast errors lie: Student's t of 5 degrees of
 * freedom and variance 1. Forecast errors have heavier tails than a normal distribution.
 */
const tails = { 80: 1.1432, 95: 1.9912 } as const;
/**
 * What the squares of errors over the models' standard deviations come to on average, measured on monthly business series:
 * models think themselves surer than they are.
 */
const usualSquare = 1.15;
/** How many errors of the backtest count as much as that. */
const usualWeight = 60;
/** Errors of more standard deviations than this count as this: one month out of line says little about the others. */
const outlying = 20;

/** A forecast error that a backtest made, and the standard deviation that the models gave it. */
export interface BacktestError {
  readonly error: number;
  readonly deviation: number;
}

/**
 * By how much the models' standard deviations are to be multiplied: root mean square of the backtest's errors in units
 * of them, pooled over all horizons, and drawn towards what is usual, for neighbouring errors are much alike. O(n).
 */
export function deviationScale(errors: readonly BacktestError[]): number {
  let squares = usualWeight * usualSquare;
  let count = usualWeight;
  for (const { error, deviation } of errors) {
    if (!(deviation > 0)) continue;
    squares += Math.min(outlying, Math.abs(error) / deviation) ** 2;
    count += 1;
  }
  return Math.sqrt(squares / count);
}

export interface Intervals {
  readonly lo80: Float64Array;
  readonly hi80: Float64Array;
  readonly lo95: Float64Array;
  readonly hi95: Float64Array;
}

/** 80 and 95 % intervals around a forecast, of standard deviations that `deviationScale` has set right. O(n). */
export function intervalsAround(mean: Float64Array, deviation: Float64Array): Intervals {
  const at = (multiple: number) => mean.map((value, step) => value + multiple * (deviation[step] as number));
  return { lo80: at(-tails[80]), hi80: at(tails[80]), lo95: at(-tails[95]), hi95: at(tails[95]) };
}
