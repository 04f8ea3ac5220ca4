/**
 * Gamma-Gamma: what one purchase of a customer brings is Gamma(p, ν), and ν ~ Gamma(q, v) differs between customers.
 * v is in money. The mean value of a purchase is p·v / (q − 1) over all customers, finite for q > 1 only.
 */
export interface GammaGammaParameters {
  readonly p: number;
  readonly q: number;
  readonly v: number;
}

/** Mean value of a purchase over all customers, in money; null for q ≤ 1, where there is none. O(1). */
export function populationMeanValue({ p, q, v }: GammaGammaParameters): number | null {
  return q > 1 ? (p * v) / (q - 1) : null;
}

/**
 * Value to expect of each customer's next purchases, given x purchases of mean value m: p·(v + x·m) / (p·x + q − 1),
 * between their own mean and everyone's. With x = 0 it is the population's mean; it is NaN where that or the sum p·x + q
 * is too small for a mean to exist. A mean below 0 counts as 0. O(n).
 * Source: Fader & Hardie, The Gamma-Gamma Model of Monetary Value (2013), equation 5.
 */
export function expectedMeanValue(
  { p, q, v }: GammaGammaParameters,
  { x, value }: { readonly x: Float64Array; readonly value: Float64Array },
): Float64Array {
  if (value.length !== x.length) throw new Error("gammaGamma requires as many values as x");
  return x.map((purchases, row) => {
    const spent = purchases === 0 ? 0 : purchases * Math.max(0, value[row] as number);
    const weight = p * purchases + q - 1;
    return weight > 0 ? (p * (v + spent)) / weight : Number.NaN;
  });
}
