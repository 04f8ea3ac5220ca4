import { gammaln } from "simple-statistics";

/** Regularised upper incomplete gamma function Q(a, x) by its continued fraction; for x ≥ a + 1. */
function upperGamma(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / Number.MIN_VALUE;
  let d = 1 / b;
  let value = d;
  for (let i = 1; i < 10_000; i++) {
    const term = -i * (i - a);
    b += 2;
    d = 1 / (term * d + b || Number.MIN_VALUE);
    c = b + term / c || Number.MIN_VALUE;
    value *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return Math.exp(a * Math.log(x) - x - gammaln(a)) * value;
}

/** Regularised lower incomplete gamma function P(a, x) by its series; for x < a + 1. */
function lowerGamma(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n < 10_000 && term > sum * 1e-16; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return Math.exp(a * Math.log(x) - x - gammaln(a)) * sum;
}

/** Probability that a chi-square variable of `freedom` degrees of freedom exceeds `x` ≥ 0. DLMF 8.11, Abramowitz & Stegun 26.4. */
function chiSquareTail(x: number, freedom: number): number {
  if (x <= 0) return 1;
  const [a, half] = [freedom / 2, x / 2];
  return half < a + 1 ? 1 - lowerGamma(a, half) : upperGamma(a, half);
}

/**
 * Pearson's chi-square test of homogeneity: do two groups, counted by the same categories, come from one distribution?
 * Categories that neither group has do not count; without two that any has, nothing can differ: p = 1. O(categories).
 * Source: Pearson (1900); Agresti, Categorical Data Analysis (2013), 3.2, without continuity correction.
 *
 * @example homogeneity([762, 327, 468], [484, 239, 477]) // { statistic: 30.07, freedom: 2, pValue: 2.95e-7 }
 */
export function homogeneity(
  first: readonly number[],
  second: readonly number[],
): { statistic: number; freedom: number; pValue: number } {
  if (first.length !== second.length) throw new Error("homogeneity requires two groups of the same categories");
  if (![...first, ...second].every((count) => count >= 0)) throw new Error("homogeneity requires counts of at least 0");
  const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);
  const [n1, n2] = [total(first), total(second)];
  if (!(n1 > 0 && n2 > 0)) throw new Error("homogeneity requires at least 1 in each group");
  let statistic = 0;
  let categories = 0;
  for (const [index, a] of first.entries()) {
    const b = second[index] as number;
    if (a + b === 0) continue;
    categories++;
    const share = (a + b) / (n1 + n2);
    statistic += (a - n1 * share) ** 2 / (n1 * share) + (b - n2 * share) ** 2 / (n2 * share);
  }
  const freedom = categories - 1;
  return { statistic, freedom, pValue: freedom < 1 ? 1 : chiSquareTail(statistic, freedom) };
}
