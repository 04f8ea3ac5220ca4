import { NotEnoughData } from "../../errors.ts";
import { minimiseFromStarts } from "../minimise-starts.ts";
import { seededRandom } from "../random.ts";
import { type BgNbdParameters, checkHistories, type PurchaseHistories } from "./bg-nbd.ts";
import { distinctRows } from "./bg-nbd-distinct.ts";
import { bgNbdLikelihood, type CountedHistories } from "./bg-nbd-likelihood.ts";

export interface BgNbdFit {
  readonly parameters: BgNbdParameters;
  readonly logLikelihood: number;
  /** Customers whose histories were fitted: all of them. */
  readonly customers: number;
  /**
   * Parameters that the histories cannot tell, such as r and α where all buy equally often: the likelihood hardly falls
   * when one of them is 20 times as large. Forecasts still hold; the parameters should not be shown.
   */
  readonly undetermined: readonly (keyof BgNbdParameters)[];
}

/**
 * Where searches begin (r, a, b), times in units of the mean age: mixed and alike customers, early and late, common and
 * rare leaving. The likelihood can have more than one peak.
 */
const starts = [
  [0.3, 0.5, 2],
  [2, 0.2, 4],
  [0.3, 0.05, 0.1],
  [10, 1, 20],
  [0.5, 5, 10],
] as const;

/** Distinct histories above which the peak is first looked for with a sample of customers of this size. */
const sampleSize = 10_000;
/** Standard error of a parameter's logarithm beyond which the data do not tell it. */
const vague = 3;

/**
 * Maximum-likelihood BG/NBD of all the histories: the highest of the peaks found from several starts. With many
 * distinct histories the starts climb on a seeded sample, and only the last steps take everyone.
 * Throws `bgNbd requires …` for bad histories; `NotEnoughData` for fewer than 2 customers (`few_customers`), nobody who
 * bought again (`no_repeat_buyers`), histories that are all equal (`alike`), and rather than return a guess
 * (`no_convergence`). O(n + steps · distinct histories).
 * Source: Fader, Hardie & Lee, "Counting Your Customers" the Easy Way: An Alternative to the Pareto/NBD Model,
 * Marketing Science 24 (2005).
 */
export function fitBgNbd(histories: PurchaseHistories): BgNbdFit {
  checkHistories(histories);
  const customers = histories.x.length;
  if (customers < 2) throw new NotEnoughData("few_customers", "bgNbd requires at least 2 customers");
  if (!histories.x.some((purchases) => purchases > 0)) {
    throw new NotEnoughData("no_repeat_buyers", "bgNbd requires at least 1 customer who bought again");
  }
  const groups = distinctRows([histories.x, histories.tx, histories.T]);
  if (groups.first.length === 1) throw new NotEnoughData("alike", "bgNbd requires customers whose histories differ");

  const ages = histories.T.reduce((sum, age) => sum + age, 0);
  const unit = ages / customers;
  const rate = histories.x.reduce((sum, purchases) => sum + purchases, 0) / customers;
  const counted = {
    x: Float64Array.from(groups.first, (row) => histories.x[row] as number),
    tx: Float64Array.from(groups.first, (row) => (histories.tx[row] as number) / unit),
    T: Float64Array.from(groups.first, (row) => (histories.T[row] as number) / unit),
    count: groups.count,
  };
  const everywhere = starts.map(([r, a, b]) => [r, r / rate, a, b].map(Math.log));
  const large = counted.x.length > 2 * sampleSize;
  const pilot = large ? bgNbdLikelihood(sampled(counted, groups.index)) : null;
  const peak = minimiseFromStarts(bgNbdLikelihood(counted), everywhere, pilot);
  if (peak === null) throw new NotEnoughData("no_convergence", "bgNbd did not converge");

  const [r, alpha, a, b] = peak.point.map(Math.exp) as unknown as [number, number, number, number];
  const names = ["r", "alpha", "a", "b"] as const;
  return {
    parameters: { r, alpha: alpha * unit, a, b },
    // The density of a purchase is one per unit of time.
    logLikelihood: -peak.value * customers - rate * customers * Math.log(unit),
    customers,
    undetermined: names.filter((_, index) => Math.sqrt((peak.slack[index] as number) / customers) > vague),
  };
}

/** The histories of customers drawn at random with replacement, by a fixed seed. */
function sampled({ x, tx, T }: CountedHistories, groupOf: Int32Array): CountedHistories {
  const random = seededRandom(1);
  const drawn = new Float64Array(x.length);
  for (let draw = 0; draw < sampleSize; draw++) {
    const group = groupOf[Math.floor(random() * groupOf.length)] as number;
    drawn[group] = (drawn[group] as number) + 1;
  }
  const kept = (_: number, group: number) => (drawn[group] as number) > 0;
  return { x: x.filter(kept), tx: tx.filter(kept), T: T.filter(kept), count: drawn.filter(kept) };
}
