import type { View } from "#store.ts";
import { type RfmSpans, scoredAccounts, sample as spans } from "./rfm-scores.ts";

export const sample: RfmSpans = spans;

/** External ids of the customers of `segmentCustomers`, in the same order. */
export function segmentCustomerIds(view: View, spans: RfmSpans) {
  const { from, to, asOf } = spans;
  return view.columns(
    `WITH ${scoredAccounts(view.dialect, { ...spans, grouped: false })}
     SELECT accounts.external_id AS account
     FROM measured LEFT JOIN accounts ON accounts.id = measured.account_id ORDER BY measured.account_id`,
    { from, to, asOf },
    { account: "text?" },
  );
}
