import type { View } from "#store.ts";
import { notPooled, type PaymentDays } from "./collections-plans.ts";

/** Days `[from, to)`. */
export interface ReceivedDays extends Pick<PaymentDays, "pooled"> {
  readonly from: string;
  readonly to: string;
}

export const sample: ReceivedDays = { from: "2020-01-01", to: "2027-01-01", pooled: 1 };

/** Money that came in on the days `[from, to)`, and that went back, by the question's group; most first. */
export function collectionsReceived(view: View, { from, to, pooled }: ReceivedDays) {
  const refund = "payments.kind = 'refund'";
  return view.select(
    `SELECT payments.group_1 AS part,
  coalesce(sum(CASE WHEN ${refund} THEN 0 ELSE payments.amount END), 0) AS paid,
  coalesce(sum(CASE WHEN ${refund} THEN abs(payments.amount) END), 0) AS refunded,
  count(CASE WHEN payments.amount IS NULL THEN 1 END) AS unknown
FROM payments
WHERE payments.paid_on >= CAST($from AS DATE) AND payments.paid_on < CAST($to AS DATE) AND ${notPooled("payments")}
GROUP BY payments.group_1 ORDER BY part`,
    { from, to, pooled },
    { part: "text?", paid: "double", refunded: "double", unknown: "integer" },
  );
}
