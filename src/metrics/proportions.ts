import { errorFunction } from "simple-statistics";

/** `successes` out of `trials`; both whole numbers, 0 ≤ successes ≤ trials. */
export interface Proportion {
  readonly successes: number;
  readonly trials: number;
}

function check({ successes, trials }: Proportion, name: string): void {
  if (!(trials >= 1)) throw new Error(`${name} requires at least 1 trial`);
  if (!(successes >= 0 && successes <= trials)) throw new Error(`${name} requires 0 ≤ successes ≤ trials`);
}

/**
 * Two-proportion z test with pooled variance, two-sided: how surprising is the difference of the two rates if there
 * is none? `z` is positive when the first rate is higher; when all or none succeeded on both sides, z = 0 and p = 1.
 * O(1). Source: Fleiss, Levin & Paik, Statistical Methods for Rates and Proportions (2003), section 3.2, without
 * continuity correction.
 *
 * @example twoProportions({ successes: 45, trials: 100 }, { successes: 30, trials: 100 }).z // 2.19
 */
export function twoProportions(first: Proportion, second: Proportion): { z: number; pValue: number } {
  check(first, "twoProportions");
  check(second, "twoProportions");
  const pooled = (first.successes + second.successes) / (first.trials + second.trials);
  const variance = pooled * (1 - pooled) * (1 / first.trials + 1 / second.trials);
  if (variance === 0) return { z: 0, pValue: 1 };
  const z = (first.successes / first.trials - second.successes / second.trials) / Math.sqrt(variance);
  return { z, pValue: Math.min(1, 1 - errorFunction(Math.abs(z) / Math.SQRT2)) };
}

/**
 * Holm's step-down adjustment: p-values of a family of tests, made such that calling those ≤ α significant is wrong
 * for any of them with probability at most α. Keeps the order of its input; O(n log n).
 * Source: Holm, A simple sequentially rejective multiple test procedure, Scandinavian Journal of Statistics (1979).
 *
 * @example holm([0.01, 0.04, 0.03]) // [0.03, 0.06, 0.06]
 */
export function holm(pValues: readonly number[]): number[] {
  const order = pValues.map((_, index) => index).sort((a, b) => (pValues[a] ?? 0) - (pValues[b] ?? 0));
  const adjusted = new Array<number>(pValues.length).fill(1);
  let highest = 0;
  for (const [rank, index] of order.entries()) {
    highest = Math.max(highest, Math.min(1, (pValues.length - rank) * (pValues[index] ?? 1)));
    adjusted[index] = highest;
  }
  return adjusted;
}

/**
 * Wilson score interval of a proportion: where the true rate lies with the given confidence (`z` standard deviations,
 * 1.96 for 95 %). Stays within 0..1 and works for small samples. O(1).
 * Source: Wilson, Probable inference, the law of succession, and statistical inference, JASA (1927).
 *
 * @example wilson({ successes: 15, trials: 50 }) // { low: 0.191, high: 0.438 }
 */
export function wilson(proportion: Proportion, z = 1.959963984540054): { low: number; high: number } {
  check(proportion, "wilson");
  const { successes, trials } = proportion;
  const rate = successes / trials;
  const centre = rate + (z * z) / (2 * trials);
  const spread = z * Math.sqrt((rate * (1 - rate)) / trials + (z * z) / (4 * trials * trials));
  const scale = 1 + (z * z) / trials;
  return { low: Math.max(0, (centre - spread) / scale), high: Math.min(1, (centre + spread) / scale) };
}
