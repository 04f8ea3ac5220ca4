import { mean, median, sampleVariance } from "simple-statistics";
import { wilson } from "../proportions.ts";
import type { Outcome } from "./churn-outcomes.ts";

/** A value with its 95 % interval. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** How one rule, or all of them, fared. */
export interface LoopFigures {
  readonly flagged: number;
  readonly open: number;
  /** Told of, and their horizon is over. */
  readonly judged: number;
  readonly left: number;
  /** Taken on by somebody, and ordered again. */
  readonly rescued: number;
  /** Somebody answered, of those told of. */
  readonly answered: number;
  readonly told: number;
  /**
   * Share of those called at risk who would leave: honest where accounts are held out (they left, and nobody had been told);
   * else an upper bound, which counts whoever was taken on and ordered again as right. Null without any judged.
   */
  readonly precision: Estimate | null;
  /** Of those told of, left in spite of it: what precision is at least. */
  readonly precisionAtLeast: number | null;
  /**
   * Revenue that the pings saved: against what held-out accounts brought by themselves; else an upper bound, all that those
   * taken on ordered within their horizon. Null where there is nothing to tell it from.
   */
  readonly saved: Estimate | null;
  readonly honest: boolean;
  /** Median hours until somebody answered; null where nobody did. */
  readonly responseHours: number | null;
  readonly heldOut: number;
}

/** Held-out accounts below which they tell nothing. */
export const fewestHeldOut = 10;
const z95 = 1.959963984540054;

/**
 * How well a rule called who leaves, and what telling their owners was worth. Saved revenue with a hold-out is the
 * difference of mean revenue per account, told less held out, times the accounts told, with Welch's interval. O(n log n).
 * Sources: Wilson (1927) for shares; Welch, The generalization of Student's problem, Biometrika (1947), by its normal
 * approximation.
 */
export function loopFigures(all: readonly Outcome[]): LoopFigures {
  const told = all.filter(({ heldOut }) => !heldOut);
  const judged = told.filter(({ state }) => state !== "open");
  const control = all.filter(({ heldOut, state }) => heldOut && state !== "open");
  const left = judged.filter(({ state }) => state === "left").length;
  const rescued = judged.filter(({ state, taken }) => state === "returned" && taken).length;
  const honest = control.length >= fewestHeldOut;
  const lost = control.filter(({ state }) => state === "left").length;
  const hours = told.flatMap(({ responseHours }) => (responseHours === null ? [] : [responseHours]));
  return {
    ...{ flagged: all.length, open: all.filter(({ state }) => state === "open").length, judged: judged.length },
    ...{ left, rescued, told: told.length, answered: hours.length, heldOut: control.length, honest },
    precision: honest ? share(lost, control.length) : share(left + rescued, judged.length),
    precisionAtLeast: judged.length === 0 ? null : left / judged.length,
    saved: honest ? difference(judged, control) : upperBound(judged),
    responseHours: hours.length === 0 ? null : median(hours),
  };
}

function share(successes: number, trials: number): Estimate | null {
  return trials === 0 ? null : { value: successes / trials, ...wilson({ successes, trials }) };
}

const revenues = (some: readonly Outcome[]): number[] => some.map(({ revenue }) => revenue);

function difference(told: readonly Outcome[], control: readonly Outcome[]): Estimate | null {
  if (told.length < 2 || control.length < 2) return null;
  const [one, other] = [revenues(told), revenues(control)];
  const n = one.length;
  const value = n * (mean(one) - mean(other));
  const half = z95 * n * Math.sqrt(sampleVariance(one) / n + sampleVariance(other) / other.length);
  return { value, low: value - half, high: value + half };
}

/** All that was ordered by those taken on; how it would vary between as many other accounts is its interval. */
function upperBound(judged: readonly Outcome[]): Estimate | null {
  if (judged.length === 0) return null;
  const brought = judged.map(({ taken, revenue }) => (taken ? revenue : 0));
  const value = brought.reduce((sum, money) => sum + money, 0);
  const half = judged.length < 2 ? 0 : z95 * Math.sqrt(judged.length * sampleVariance(brought));
  return { value, low: Math.max(0, value - half), high: value + half };
}
