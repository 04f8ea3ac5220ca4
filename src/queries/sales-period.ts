import type { View } from "#store.ts";
import { type BuyersSpan, salesBuyers, sample as span } from "./sales-buyers.ts";
import { salesReturns } from "./sales-returns.ts";
import { salesSums } from "./sales-sums.ts";

export const sample: BuyersSpan = span;

/** What a span sold, took back, and to how many customers. */
export async function salesOfPeriod(view: View, span: BuyersSpan) {
  const [sold, buyers, returned] = await Promise.all([
    salesSums(view, span),
    salesBuyers(view, span),
    salesReturns(view, span),
  ]);
  return { sold, buyers, returned };
}
