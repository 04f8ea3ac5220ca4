import { outcomeFields, outcomeOf } from "../outcome.ts";
import { withCustomers } from "../partners.ts";
import { type Stream, stamped } from "../stream.ts";

export const opportunities: Stream = {
  table: "opportunities",
  mapping: {
    stream: "crm.lead",
    columns: {
      ...stamped,
      name: "name",
      account_id: "_account",
      lead_id: "_lead",
      owner_id: "user_id.0",
      stage_id: "stage_id.0",
      amount: "expected_revenue",
      currency: "company_currency.1",
      probability: { from: "probability", transform: "percent" },
      source: "source_id.1",
      campaign_id: "campaign_id.0",
      created_at: "create_date",
      expected_close_on: "date_deadline",
      closed_at: "_closed",
      status: "_status",
      lost_reason: { from: ["lost_reason_id.1", "lost_reason.1"] },
    },
  },
  parts: [
    {
      model: "crm.lead",
      app: "crm",
      domain: () => [["type", "=", "opportunity"]],
      follows: ["partner_id"],
      needs: ["partner_id", "date_closed", "date_conversion", ...outcomeFields],
      async complete(records, odoo) {
        return (await withCustomers(records, odoo)).map((record) => {
          const status = outcomeOf(record);
          return {
            ...record,
            _status: status,
            // What is open again keeps the day when it was closed.
            _closed: status === "open" ? null : record.date_closed,
            _lead: record.date_conversion === null ? null : record.id,
          };
        });
      },
    },
  ],
};
