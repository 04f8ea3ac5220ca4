import type { Curve } from "../minimise.ts";
import { inLogarithms } from "../minimise-logarithms.ts";
import { logGamma, logGammaRise } from "./gamma-gamma-log-gamma.ts";

/**
 * The negative mean log-likelihood of the Gamma-Gamma model with its derivatives, as a function of (log p, log q,
 * log v), for customers with x > 0 purchases of mean `value` > 0. O(customers + distinct x).
 * Source: Fader & Hardie, The Gamma-Gamma Model of Monetary Value (2013), equation 1a.
 */
export function gammaGammaLikelihood(x: Float64Array, value: Float64Array): (point: Float64Array) => Curve {
  const customers = x.length;
  const counts = new Map<number, number>();
  for (const purchases of x) counts.set(purchases, (counts.get(purchases) ?? 0) + 1);
  const logValues = value.reduce((sum, mean) => sum + Math.log(mean), 0);
  return (point) => {
    const [p, q, v] = point.map(Math.exp) as unknown as [number, number, number];
    let l = -logValues;
    let [gp, gq, gv] = [0, 0, 0];
    let [pp, pq, pv, qq, qv, vv] = [0, 0, 0, 0, 0, 0];
    for (const [purchases, n] of counts) {
      const shape = p * purchases;
      const [fromShape, fromQ] = [logGammaRise(shape, q), logGammaRise(q, shape)];
      l += n * (shape > q ? fromShape.value - logGamma(q).value : fromQ.value - logGamma(shape).value);
      gp += n * purchases * fromShape.digamma;
      gq += n * fromQ.digamma;
      pp += n * purchases * purchases * fromShape.trigamma;
      pq += n * purchases * logGamma(shape + q).trigamma;
      qq += n * fromQ.trigamma;
    }
    for (let row = 0; row < customers; row++) {
      const purchases = x[row] as number;
      const spent = purchases * (value[row] as number);
      const sum = v + spent;
      const less = Math.log1p(v / spent);
      const more = Math.log1p(spent / v);
      l -= p * purchases * less + q * more;
      gp -= purchases * less;
      gq -= more;
      gv += (q * spent - p * purchases * v) / (v * sum);
      pv -= purchases / sum;
      qv += spent / (v * sum);
      vv += (p * purchases - q * (spent / v) * (2 + spent / v)) / (sum * sum);
    }
    return inLogarithms(
      -l / customers,
      [p, q, v],
      [gp, gq, gv].map((slope) => -slope / customers),
      [pp, pq, pv, pq, qq, qv, pv, qv, vv].map((bend) => -bend / customers),
    );
  };
}
