import { NotEnoughData } from "../../errors.ts";
import { descendingOrder } from "../descending-order.ts";
import type { PurchaseHistories } from "./bg-nbd.ts";
import { type BgNbdFit, fitBgNbd } from "./bg-nbd-fit.ts";
import { customerLifetimeValue } from "./clv.ts";
import { type ClvHorizon, clvTerms } from "./clv-horizon.ts";
import { expectedMeanValue } from "./gamma-gamma.ts";
import { fitGammaGamma, type GammaGammaFit } from "./gamma-gamma-fit.ts";
import { type LifetimeHoldout, lifetimeHoldout } from "./lifetime-holdout.ts";

/**
 * Purchase histories by customer, in days and money; a purchase is a day with orders. `age`: days since the first one,
 * `span`: days from the first to the last, `days`: how many. `later`: money after the first day. `recent`: money of a
 * recent time. `seenDays` and `seenSpan`: `days` and `span` without the last `heldBack` days (0 days: nobody yet).
 */
export interface LifetimeHistories {
  readonly account: Float64Array;
  readonly age: Float64Array;
  readonly span: Float64Array;
  readonly days: Float64Array;
  readonly later: Float64Array;
  readonly recent: Float64Array;
  readonly seenDays: Float64Array;
  readonly seenSpan: Float64Array;
}

/** Customers with what they are expected to bring over the horizon, one entry each, the most valuable first. */
export interface LifetimeScores {
  readonly account: Int32Array;
  /** Days since the first and since the last purchase. */
  readonly age: Int32Array;
  readonly silent: Int32Array;
  /** Days with orders after the first. */
  readonly repeats: Int32Array;
  readonly recent: Float64Array;
  readonly expectedPurchases: Float64Array;
  /** Of one purchase, and discounted of all of them; NaN without a value model. */
  readonly expectedValue: Float64Array;
  readonly pAlive: Float64Array;
  readonly clv: Float64Array;
}

export interface LifetimeModel {
  readonly purchases: BgNbdFit;
  /** Null where money cannot be forecast: `valueMissing` says why. */
  readonly value: GammaGammaFit | null;
  readonly valueMissing: string | null;
  readonly holdout: LifetimeHoldout | null;
  readonly scores: LifetimeScores;
}

/**
 * Learns BG/NBD and Gamma-Gamma from the histories, checks the purchases by what the last `heldBack` days brought (null:
 * not enough history), and scores every customer over the horizon. Without a value model customers rank by purchases.
 * Throws `NotEnoughData` where purchases cannot be forecast. O(n log n + the fits).
 */
export function lifetimeModel(
  histories: LifetimeHistories,
  { horizon, heldBack }: { readonly horizon: ClvHorizon; readonly heldBack: number | null },
): LifetimeModel {
  const weekly = inWeeks(histories);
  const purchases = fitBgNbd(weekly);
  const value = meanRepeatValue(histories);
  const { fit, missing } = valueFit(weekly.x, value);
  const expected = fit === null ? value.fill(Number.NaN) : expectedMeanValue(fit.parameters, { x: weekly.x, value });
  const scored = customerLifetimeValue(purchases.parameters, weekly, expected, clvTerms(horizon));
  const order = descendingOrder(fit === null ? scored.expectedPurchases : scored.clv);
  const ranked = (column: Float64Array) => Float64Array.from(order, (row) => column[row] as number);
  const counted = (count: (row: number) => number) => Int32Array.from(order, count);
  const { account, age, span, recent } = histories;
  return {
    purchases,
    value: fit,
    valueMissing: missing,
    holdout: heldBack === null ? null : lifetimeHoldout(histories, heldBack),
    scores: {
      account: counted((row) => account[row] as number),
      age: counted((row) => age[row] as number),
      silent: counted((row) => (age[row] as number) - (span[row] as number)),
      repeats: counted((row) => weekly.x[row] as number),
      recent: ranked(recent),
      expectedPurchases: ranked(scored.expectedPurchases),
      expectedValue: ranked(expected),
      pAlive: ranked(scored.pAlive),
      clv: ranked(scored.clv),
    },
  };
}

function inWeeks({ age, span, days }: LifetimeHistories): PurchaseHistories {
  return {
    x: days.map((count) => count - 1),
    tx: span.map((length) => length / 7),
    T: age.map((length) => length / 7),
  };
}

/** Money of a day with orders after the first; 0 without any. */
function meanRepeatValue({ days, later }: LifetimeHistories): Float64Array {
  return later.map((money, row) => (days[row] === 1 ? 0 : money / ((days[row] as number) - 1)));
}

function valueFit(x: Float64Array, value: Float64Array): { fit: GammaGammaFit | null; missing: string | null } {
  try {
    const fit = fitGammaGamma({ x, value });
    return fit.parameters.q > 1 ? { fit, missing: null } : { fit: null, missing: "no_mean_value" };
  } catch (error) {
    if (error instanceof NotEnoughData) return { fit: null, missing: error.code };
    throw error;
  }
}
