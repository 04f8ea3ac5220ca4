import { NotEnoughData } from "../../errors.ts";
import { minimiseFromStarts } from "../minimise-starts.ts";
import { seededRandom } from "../random.ts";
import type { GammaGammaParameters } from "./gamma-gamma.ts";
import { gammaGammaLikelihood } from "./gamma-gamma-likelihood.ts";

export interface GammaGammaFit {
  readonly parameters: GammaGammaParameters;
  readonly logLikelihood: number;
  /** Customers that were fitted: those with repeat purchases of a mean value above 0. */
  readonly customers: number;
  /** Parameters that the data cannot tell, such as q and v where all customers are alike; forecasts still hold. */
  readonly undetermined: readonly (keyof GammaGammaParameters)[];
}

/** Where searches begin (p, q), v such that the mean is right. */
const starts = [
  [1, 2],
  [6, 4],
  [2, 20],
  [0.5, 1.2],
] as const;

const fewestBuyers = 10;
/** With more than twice as many repeat buyers, the peak is first looked for with a sample of this size. */
const sampleSize = 10_000;
/** Standard error of a parameter's logarithm beyond which the data do not tell it. */
const vague = 3;

/**
 * Maximum-likelihood Gamma-Gamma of customers' numbers of repeat purchases and their mean value (money). Customers
 * without repeat purchases, or whose mean is not above 0, say nothing and are left out.
 * Throws `gammaGamma requires …` for bad numbers; `NotEnoughData` for fewer than 10 such customers
 * (`few_repeat_buyers`), values that are all equal (`equal_values`), and rather than return a guess (`no_convergence`).
 * O(steps · n).
 * Source: Fader, Hardie & Lee, RFM and CLV: Using Iso-Value Curves for Customer Base Analysis, Journal of Marketing
 * Research 42 (2005).
 */
export function fitGammaGamma(all: { readonly x: Float64Array; readonly value: Float64Array }): GammaGammaFit {
  if (all.value.length !== all.x.length) throw new Error("gammaGamma requires as many values as x");
  const repeats = all.x.map((purchases, row) => {
    if (!(Number.isInteger(purchases) && purchases >= 0)) {
      throw new Error(`gammaGamma requires whole numbers of repeat purchases, 0 or more (customer ${row + 1})`);
    }
    if (purchases > 0 && !Number.isFinite(all.value[row])) {
      throw new Error(`gammaGamma requires a finite mean value of repeat purchases (customer ${row + 1})`);
    }
    return purchases > 0 && (all.value[row] as number) > 0 ? 1 : 0;
  });
  const x = all.x.filter((_, row) => repeats[row] === 1);
  const value = all.value.filter((_, row) => repeats[row] === 1);
  const customers = x.length;
  if (customers < fewestBuyers) {
    throw new NotEnoughData(
      "few_repeat_buyers",
      `gammaGamma requires at least ${fewestBuyers} repeat buyers with a value above 0`,
    );
  }
  if (value.every((mean) => mean === value[0]))
    throw new NotEnoughData("equal_values", "gammaGamma requires values that differ");

  const unit = value.reduce((sum, mean) => sum + mean, 0) / customers;
  const scaled = value.map((mean) => mean / unit);
  const peak = minimiseFromStarts(
    gammaGammaLikelihood(x, scaled),
    starts.map(([p, q]) => [p, q, (q - 1) / p].map(Math.log)),
    customers > 2 * sampleSize ? sampled(x, scaled) : null,
  );
  if (peak === null) throw new NotEnoughData("no_convergence", "gammaGamma did not converge");

  const [p, q, v] = peak.point.map(Math.exp) as unknown as [number, number, number];
  const names = ["p", "q", "v"] as const;
  return {
    parameters: { p, q, v: v * unit },
    logLikelihood: (-peak.value - Math.log(unit)) * customers,
    customers,
    undetermined: names.filter((_, index) => Math.sqrt((peak.slack[index] as number) / customers) > vague),
  };
}

/** The likelihood of buyers drawn at random with replacement, by a fixed seed. */
function sampled(x: Float64Array, value: Float64Array) {
  const random = seededRandom(1);
  const drawn = Int32Array.from({ length: sampleSize }, () => Math.floor(random() * x.length));
  const of = (column: Float64Array) => Float64Array.from(drawn, (row) => column[row] as number);
  return gammaGammaLikelihood(of(x), of(value));
}
