import { mean, sampleRankCorrelation } from "simple-statistics";
import type { PurchaseHistories } from "./bg-nbd.ts";

/** How well purchases were forecast: mean absolute error per customer, and rank correlation (null for constants). */
export interface HoldoutQuality {
  readonly mae: number;
  readonly spearman: number | null;
  /** The same for each customer going on at their own past rate, x / T. */
  readonly naiveMae: number;
  readonly naiveSpearman: number | null;
  readonly customers: number;
}

/**
 * Compares purchases forecast from calibration histories with those made in the following `length` (same unit as T), and
 * with the naive forecast x / T · length (0 at T = 0). Spearman's ρ gives ties their average rank.
 * Throws `clvHoldout requires …` for no customers, lists of different lengths or a length of 0. O(n log n).
 */
export function clvHoldout(
  { x, T }: PurchaseHistories,
  forecast: Float64Array,
  actual: Float64Array,
  length: number,
): HoldoutQuality {
  if (x.length === 0) throw new Error("clvHoldout requires at least 1 customer");
  if (forecast.length !== x.length || actual.length !== x.length) {
    throw new Error("clvHoldout requires a forecast and a count for each customer");
  }
  if (!(length > 0)) throw new Error("clvHoldout requires a period longer than 0");
  const naive = x.map((purchases, row) => (purchases === 0 ? 0 : (purchases / (T[row] as number)) * length));
  return {
    mae: meanAbsoluteError(forecast, actual),
    spearman: rankCorrelation(forecast, actual),
    naiveMae: meanAbsoluteError(naive, actual),
    naiveSpearman: rankCorrelation(naive, actual),
    customers: x.length,
  };
}

function meanAbsoluteError(forecast: Float64Array, actual: Float64Array): number {
  return mean(Array.from(forecast, (value, row) => Math.abs(value - (actual[row] as number))));
}

function rankCorrelation(forecast: Float64Array, actual: Float64Array): number | null {
  const varies = (values: Float64Array) => values.some((value) => value !== values[0]);
  return varies(forecast) && varies(actual) ? sampleRankCorrelation(Array.from(forecast), Array.from(actual)) : null;
}
