import { gammaln } from "simple-statistics";

/** log Γ, ψ = (log Γ)′ and ψ′ somewhere, or differences of them. */
export interface LogGamma {
  readonly value: number;
  readonly digamma: number;
  readonly trigamma: number;
}

/** Coefficients of 1/x², 1/x⁴, … in the asymptotic series of ψ: B₂ₖ / 2k. */
const terms = [1 / 12, -1 / 120, 1 / 252, -1 / 240, 1 / 132, -691 / 32760, 1 / 12];
/** From here on the series are exact to about 1e-15. */
const asymptotic = 10;

/** What the series of log Γ, ψ and ψ′ have beyond logarithms and 1/x. */
function tail(x: number): LogGamma {
  const square = 1 / (x * x);
  let [value, digamma, trigamma] = [0, -0.5 / x, 0.5 * square];
  let power = 1;
  for (let k = 1; k <= terms.length; k++) {
    const term = terms[k - 1] as number;
    value += (term * power) / ((2 * k - 1) * x);
    power *= square;
    digamma -= term * power;
    trigamma += (2 * k * term * power) / x;
  }
  return { value, digamma, trigamma };
}

/**
 * log Γ(x), ψ(x) and ψ′(x) for x > 0: ψ by recurrence up to 10, then the asymptotic series. Relative error below 1e-13,
 * save where a function passes through 0. O(1).
 * Source: NIST Digital Library of Mathematical Functions, 5.5.2, 5.11.1, 5.11.2 and 5.15.8.
 */
export function logGamma(x: number): LogGamma {
  let [digamma, trigamma] = [0, 0];
  let at = x;
  for (; at < asymptotic; at++) {
    digamma -= 1 / at;
    trigamma += 1 / (at * at);
  }
  const rest = tail(at);
  return {
    value: gammaln(x),
    digamma: digamma + Math.log(at) + rest.digamma,
    trigamma: trigamma + 1 / at + rest.trigamma,
  };
}

/** The functions at `base + step` less those at `base`, without loss of digits where the base is large. O(1). */
export function logGammaRise(base: number, step: number): LogGamma {
  const large = base >= asymptotic;
  const [to, from] = large ? [tail(base + step), tail(base)] : [logGamma(base + step), logGamma(base)];
  const rise = {
    value: to.value - from.value,
    digamma: to.digamma - from.digamma,
    trigamma: to.trigamma - from.trigamma,
  };
  if (!large) return rise;
  const logarithm = Math.log1p(step / base);
  return {
    value: rise.value + (base - 0.5) * logarithm + step * (Math.log(base + step) - 1),
    digamma: rise.digamma + logarithm,
    trigamma: rise.trigamma - step / (base * (base + step)),
  };
}
