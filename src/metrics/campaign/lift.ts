import { twoProportions } from "../proportions.ts";
import { studentTwoSided } from "./student-t.ts";

/** One arm of an experiment: members, how many responded, and sum and sum of squares of the money they brought. */
export interface Arm {
  readonly n: number;
  readonly responded: number;
  readonly money: number;
  readonly squares: number;
}

/** What a treatment changed against doing nothing. Rates 0..1, money per member, intervals of 95 %. */
export interface Lift {
  readonly treated: number;
  readonly control: number;
  readonly treatedRate: number;
  readonly controlRate: number;
  readonly diff: number;
  readonly ci95: readonly [number, number];
  /** Two-sided, of the difference of the rates. */
  readonly pValue: number;
  readonly revenuePerTreated: number;
  readonly revenuePerControl: number;
  readonly revenueDiff: number;
  /** Null with fewer than 2 members in an arm. */
  readonly revenueCi95: readonly [number, number] | null;
}

const normal95 = 1.959963984540054;

/**
 * Lift of a treatment arm over its control arm: difference in response rates with Wald's interval and the two-proportion z
 * test, difference in money per member with Welch's interval. O(1). Throws without a member in each arm.
 * Sources: Agresti, An Introduction to Categorical Data Analysis (2007), 2.2.1 (the same as R's `prop.test(correct =
 * FALSE)`); Welch, The generalization of "Student's" problem, Biometrika 34 (1947), degrees of freedom by Satterthwaite
 * (the same as R's `t.test`).
 */
export function liftOf(treated: Arm, control: Arm): Lift {
  if (!(treated.n >= 1 && control.n >= 1)) throw new Error("liftOf requires at least 1 member in each arm");
  const [p, q] = [treated.responded / treated.n, control.responded / control.n];
  const diff = p - q;
  const margin = normal95 * Math.sqrt((p * (1 - p)) / treated.n + (q * (1 - q)) / control.n);
  const tested = twoProportions(
    { successes: treated.responded, trials: treated.n },
    { successes: control.responded, trials: control.n },
  );
  const [perTreated, perControl] = [treated.money / treated.n, control.money / control.n];
  const revenueDiff = perTreated - perControl;
  const spread = welchMargin(treated, control);
  return {
    treated: treated.n,
    control: control.n,
    treatedRate: p,
    controlRate: q,
    diff,
    ci95: [diff - margin, diff + margin],
    pValue: tested.pValue,
    revenuePerTreated: perTreated,
    revenuePerControl: perControl,
    revenueDiff,
    revenueCi95: spread === null ? null : [revenueDiff - spread, revenueDiff + spread],
  };
}

/** Half the width of Welch's interval; null where a variance is not known. */
function welchMargin(one: Arm, other: Arm): number | null {
  if (one.n < 2 || other.n < 2) return null;
  const [a, b] = [variance(one) / one.n, variance(other) / other.n];
  if (a + b === 0) return 0;
  const freedom = (a + b) ** 2 / (a ** 2 / (one.n - 1) + b ** 2 / (other.n - 1));
  return studentTwoSided(0.05, freedom) * Math.sqrt(a + b);
}

/** Sample variance of the money of an arm. */
function variance({ n, money, squares }: Arm): number {
  return Math.max(0, squares - (money * money) / n) / (n - 1);
}
