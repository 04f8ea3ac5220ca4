import {
  aliveProbability,
  type BgNbdParameters,
  checkHistories,
  type PurchaseHistories,
  purchasesIfAlive,
} from "./bg-nbd.ts";
import { distinctRows } from "./bg-nbd-distinct.ts";

/** Mean length of a month: 365.2425 days / 12. */
export const weeksPerMonth = 365.2425 / 12 / 7;

export interface ClvTerms {
  /** Whole months to look ahead. */
  readonly months: number;
  /** What a month's delay takes off money: 0.01 is 1 % a month, 12.7 % a year. */
  readonly monthlyDiscountRate: number;
  /** Length of a month in the unit of the histories. */
  readonly monthLength: number;
}

export const usualTerms: ClvTerms = { months: 12, monthlyDiscountRate: 0.01, monthLength: weeksPerMonth };

/** One entry per customer, in the order of the histories. */
export interface LifetimeValues {
  /** Purchases over the horizon, undiscounted. */
  readonly expectedPurchases: Float64Array;
  /** Value of one purchase, as given. */
  readonly expectedValue: Float64Array;
  readonly pAlive: Float64Array;
  /** Discounted value of the purchases over the horizon. */
  readonly clv: Float64Array;
}

/** The monthly rate that compounds to a yearly one: (1 + yearly)^(1/12) − 1. O(1). */
export function monthlyRate(yearly: number): number {
  return Math.expm1(Math.log1p(yearly) / 12);
}

/**
 * Customer lifetime value: the purchases that each customer is expected to make in each of the next months, at the value
 * of one purchase, discounted from the month's end: Σ_m (E[Y(m)] − E[Y(m − 1)]) · value / (1 + d)^m. Past purchases and
 * the customer's acquisition are not part of it. `expectedValue` is in money (`expectedMeanValue` of the Gamma-Gamma
 * model); use margins for a value in margin.
 * Throws `clv requires …` for bad terms, `bgNbd requires …` for bad histories. The months' purchases depend on x and T
 * alone and are computed once for each pair of them: O(n + pairs · months · terms).
 * Source: Fader, Hardie & Lee, RFM and CLV (2005), in discrete months at 1 % as is usual for BG/NBD.
 */
export function customerLifetimeValue(
  parameters: BgNbdParameters,
  histories: PurchaseHistories,
  expectedValue: Float64Array,
  { months, monthlyDiscountRate, monthLength }: ClvTerms = usualTerms,
): LifetimeValues {
  if (!(Number.isInteger(months) && months >= 1)) throw new Error("clv requires a horizon of 1 month or more");
  if (!(monthlyDiscountRate > -1)) throw new Error("clv requires a discount rate above −1");
  if (!(monthLength > 0)) throw new Error("clv requires a month longer than 0");
  if (expectedValue.length !== histories.x.length) throw new Error("clv requires as many values as customers");
  checkHistories(histories);
  const { x, T } = histories;
  const pairs = distinctRows([x, T]);
  const purchases = new Float64Array(pairs.first.length);
  const discounted = new Float64Array(pairs.first.length);
  pairs.first.forEach((row, pair) => {
    let [before, worth] = [0, 0];
    for (let month = 1; month <= months; month++) {
      const until = purchasesIfAlive(parameters, x[row] as number, T[row] as number, month * monthLength);
      worth += (until - before) / (1 + monthlyDiscountRate) ** month;
      before = until;
    }
    purchases[pair] = before;
    discounted[pair] = worth;
  });
  const pAlive = aliveProbability(parameters, histories);
  return {
    expectedPurchases: pAlive.map((alive, row) => alive * (purchases[pairs.index[row] as number] as number)),
    expectedValue,
    pAlive,
    clv: pAlive.map(
      (alive, row) => alive * (discounted[pairs.index[row] as number] as number) * (expectedValue[row] as number),
    ),
  };
}
