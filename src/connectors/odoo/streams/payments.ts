import { withCustomers } from "../partners.ts";
import { type Stream, stamped } from "../stream.ts";

/** Customers' payments, and what was paid back to them. */
export const payments: Stream = {
  table: "payments",
  mapping: {
    stream: "account.payment",
    columns: {
      ...stamped,
      account_id: "_account",
      paid_at: { from: ["date", "create_date"] },
      amount: "amount",
      currency: "currency_id.1",
      kind: { from: "payment_type", values: { inbound: "payment", outbound: "refund" } },
    },
  },
  parts: [
    {
      model: "account.payment",
      app: "account",
      domain: () => ["&", ["partner_type", "=", "customer"], ["state", "in", ["posted", "in_process", "paid"]]],
      // Until 17 its state and date are those of its journal entry.
      follows: ["partner_id", "move_id"],
      needs: ["partner_id"],
      complete: withCustomers,
    },
  ],
};
