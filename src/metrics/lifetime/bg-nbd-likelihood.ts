import type { Curve } from "../minimise.ts";
import { inLogarithms } from "../minimise-logarithms.ts";
import type { PurchaseHistories } from "./bg-nbd.ts";

/** Purchase histories of which each stands for `count` customers. */
export interface CountedHistories extends PurchaseHistories {
  readonly count: Float64Array;
}

/**
 * The negative mean log-likelihood of the BG/NBD model with its derivatives, as a function of (log r, log α, log a,
 * log b). Rising factorials Γ(r + x)/Γ(r) are sums of log(r + j), one for each j below the largest x, so a call takes
 * O(histories + largest x) and no gamma function.
 * Source: Fader, Hardie & Lee, "Counting Your Customers" the Easy Way, Marketing Science 24 (2005), equation 6.
 */
export function bgNbdLikelihood({ x, tx, T, count }: CountedHistories): (point: Float64Array) => Curve {
  const customers = count.reduce((sum, each) => sum + each, 0);
  const beyond = customersBeyond(x, count);
  return (point) => {
    const [r, alpha, a, b] = point.map(Math.exp) as unknown as [number, number, number, number];
    // Derivatives by the logarithms: l is the sum, g the first, h the second by the parameters named.
    let l = 0;
    let [gr, gAlpha, ga, gb] = [0, 0, 0, 0];
    let [rr, rAlpha, ra, rb, alphaAlpha, alphaA, alphaB, aa, ab, bb] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    for (let j = 0; j < beyond.length; j++) {
      const n = beyond[j] as number;
      const [inR, inB, inBoth] = [1 / (r + j), 1 / (b + j), 1 / (a + b + j)];
      l += n * Math.log((r + j) * inBoth * ((b + j) / alpha));
      gr += n * inR;
      rr -= n * inR * inR;
      ga -= n * inBoth;
      gb += n * (a * inB * inBoth);
      aa += n * inBoth * inBoth;
      bb += n * (inBoth * inBoth - inB * inB);
    }
    ab = aa;
    for (let row = 0; row < x.length; row++) {
      const n = count[row] as number;
      const purchases = x[row] as number;
      const age = T[row] as number;
      const since = alpha + age;
      const shape = r + purchases;
      const aged = Math.log1p(age / alpha);
      const slope = (r * age - alpha * purchases) / (alpha * since);
      l -= n * shape * aged;
      gr -= n * aged;
      gAlpha += n * slope;
      rAlpha += (n * age) / (alpha * since);
      alphaAlpha -= n * (purchases / (alpha * since) + slope / alpha + slope / since);
      if (purchases === 0) continue;
      // u: log odds of having left. The customer adds log(1 + eᵘ), with derivatives gone·u′ and gone·u″ + both·u′u′ᵀ.
      const last = alpha + (tx[row] as number);
      const gap = age - (tx[row] as number);
      const quiet = Math.log1p(gap / last);
      const uAlpha = (-shape * gap) / (since * last);
      const uB = -1 / (b + (purchases - 1));
      const u = Math.log(-a * uB) + shape * quiet;
      const small = Math.exp(-Math.abs(u));
      const gone = (u > 0 ? 1 : small) / (1 + small);
      const both = n * gone * (1 - gone);
      l += n * (Math.max(u, 0) + Math.log1p(small));
      gr += n * gone * quiet;
      gAlpha += n * gone * uAlpha;
      ga += (n * gone) / a;
      gb += n * gone * uB;
      rr += both * quiet * quiet;
      rAlpha += (n * gone * uAlpha) / shape + both * quiet * uAlpha;
      ra += (both * quiet) / a;
      rb += both * quiet * uB;
      alphaAlpha += both * uAlpha * uAlpha - n * gone * uAlpha * (1 / since + 1 / last);
      alphaA += (both * uAlpha) / a;
      alphaB += both * uAlpha * uB;
      aa += (both - n * gone) / (a * a);
      ab += (both * uB) / a;
      bb += (both + n * gone) * uB * uB;
    }
    return inLogarithms(
      -l / customers,
      [r, alpha, a, b],
      [gr, gAlpha, ga, gb].map((value) => -value / customers),
      [rr, rAlpha, ra, rb, rAlpha, alphaAlpha, alphaA, alphaB, ra, alphaA, aa, ab, rb, alphaB, ab, bb].map(
        (value) => -value / customers,
      ),
    );
  };
}

/** How many customers have more than j repeat purchases, for each j below the largest x. */
function customersBeyond(x: Float64Array, count: Float64Array): Float64Array {
  const most = x.reduce((largest, purchases) => Math.max(largest, purchases), 0);
  const beyond = new Float64Array(most);
  x.forEach((purchases, row) => {
    if (purchases > 0) beyond[purchases - 1] = (beyond[purchases - 1] as number) + (count[row] as number);
  });
  for (let j = most - 2; j >= 0; j--) beyond[j] = (beyond[j] as number) + (beyond[j + 1] as number);
  return beyond;
}
