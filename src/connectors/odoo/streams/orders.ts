import { withCustomers } from "../partners.ts";
import { type Stream, stamped } from "../stream.ts";

/** Quotations are drafts. */
export const orders: Stream = {
  table: "orders",
  mapping: {
    stream: "sale.order",
    columns: {
      ...stamped,
      account_id: "_account",
      opportunity_id: "opportunity_id.0",
      owner_id: "user_id.0",
      ordered_at: { from: ["date_order", "create_date"] },
      status: "_status",
      net: "amount_untaxed",
      tax: "amount_tax",
      total: "amount_total",
      currency: "currency_id.1",
      channel: "medium_id.1",
      campaign_id: "campaign_id.0",
      store: "warehouse_id.1",
      promised_at: "commitment_date",
      delivered_at: "effective_date",
    },
  },
  parts: [
    {
      model: "sale.order",
      app: "sale",
      follows: ["partner_id"],
      needs: ["partner_id", "state", "delivery_status"],
      async complete(records, odoo) {
        return (await withCustomers(records, odoo)).map((record) => ({ ...record, _status: statusOf(record) }));
      },
    },
  ],
};

/** Locked orders (`done`, until 16) are confirmed ones. */
function statusOf({ state, delivery_status: delivery }: Readonly<Record<string, unknown>>): string {
  if (state === "cancel") return "cancelled";
  if (state === "draft" || state === "sent") return "draft";
  return delivery === "full" ? "fulfilled" : "confirmed";
}
