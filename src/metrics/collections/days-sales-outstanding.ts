import type { Plans } from "./settle-plans.ts";

export interface SalesOutstanding {
  /** Unsettled parts of all plans whose money was owed at the end, due or not. */
  readonly outstanding: number;
  /** Plans whose money began to be owed in the period. */
  readonly billed: number;
  /** Days sales outstanding; null where nothing was billed. */
  readonly days: number | null;
}

/**
 * Days sales outstanding (DSO, 应收周转天数): what is owed at the end of the days `[from, to)`, given the cents of each plan
 * settled by then, over what came to be owed in them, times their number. O(n).
 * Source: Brealey, Myers & Allen, Principles of Corporate Finance, on working capital: average collection period.
 */
export function daysSalesOutstanding(
  plans: Plans,
  settled: Float64Array,
  { from, to }: { readonly from: number; readonly to: number },
): SalesOutstanding {
  let [outstanding, billed] = [0, 0];
  for (let row = 0; row < plans.length; row++) {
    const arises = plans.arises[row] as number;
    const cents = plans.cents[row] as number;
    if (arises < to) outstanding += cents - (settled[row] as number);
    if (arises >= from && arises < to) billed += cents;
  }
  return {
    ...{ outstanding: outstanding / 100, billed: billed / 100 },
    days: billed > 0 ? (outstanding / billed) * (to - from) : null,
  };
}
