import type { View } from "#store.ts";
import { type RfmSpans, scoredAccounts, sample as spans } from "./rfm-scores.ts";

export const sample: RfmSpans = spans;

/**
 * Every customer with a valid order in the period, one row each in the order of their keys, measured as `/rfm` does: days
 * since the last order, orders, money less returns.
 */
export function segmentCustomers(view: View, spans: RfmSpans) {
  const { from, to, asOf } = spans;
  return view.columns(
    `WITH ${scoredAccounts(view.dialect, { ...spans, grouped: false })}
     SELECT recency, frequency, CAST(monetary AS DOUBLE) AS spent FROM measured ORDER BY account_id`,
    { from, to, asOf },
    { recency: "integer", frequency: "integer", spent: "double" },
  );
}
