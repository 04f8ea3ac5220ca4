import { gammaln } from "simple-statistics";

/**
 * Regularised incomplete beta function I_x(a, b), 0 ≤ x ≤ 1, a, b > 0, by its continued fraction; to about 14 digits.
 * Source: NIST Digital Library of Mathematical Functions, 8.17.22, evaluated as in Lentz (1976).
 */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0 || x >= 1) return x <= 0 ? 0 : 1;
  // The fraction converges fast on this side only.
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const factor = Math.exp(gammaln(a + b) - gammaln(a) - gammaln(b) + a * Math.log(x) + b * Math.log1p(-x)) / a;
  let [value, numerator, denominator] = [1, 1, 0];
  for (let m = 0; m < 10_000; m++) {
    const k = m >> 1;
    const term =
      m === 0
        ? 1
        : m % 2 === 0
          ? (k * (b - k) * x) / ((a + m - 1) * (a + m))
          : (-(a + k) * (a + b + k) * x) / ((a + m - 1) * (a + m));
    denominator = 1 / (1 + term * denominator || Number.MIN_VALUE);
    numerator = 1 + term / numerator || Number.MIN_VALUE;
    value *= numerator * denominator;
    if (m > 0 && Math.abs(numerator * denominator - 1) < 1e-15) break;
  }
  return factor * (value - 1);
}

/**
 * Upper quantile of Student's t: the t ≥ 0 that |T| exceeds with probability `alpha`, 0 < alpha < 1, `freedom` > 0 (need
 * not be whole). By bisection of the distribution function, to 9 digits.
 * Source: NIST Digital Library of Mathematical Functions, 8.17; Abramowitz & Stegun 26.7.1.
 *
 * @example studentTwoSided(0.05, 10) // 2.228
 */
export function studentTwoSided(alpha: number, freedom: number): number {
  if (!(alpha > 0 && alpha < 1)) throw new Error("studentTwoSided requires 0 < alpha < 1");
  if (!(freedom > 0)) throw new Error("studentTwoSided requires degrees of freedom above 0");
  // P(|T| > t) = I_x(freedom / 2, 1 / 2) with x = freedom / (freedom + t²).
  let [low, high] = [0, 1];
  for (let step = 0; step < 80; step++) {
    const x = (low + high) / 2;
    if (incompleteBeta(x, freedom / 2, 0.5) < alpha) low = x;
    else high = x;
  }
  const x = (low + high) / 2;
  return Math.sqrt((freedom * (1 - x)) / x);
}
