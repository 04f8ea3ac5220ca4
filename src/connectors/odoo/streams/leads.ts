import { outcomeFields, outcomeOf } from "../outcome.ts";
import { withCustomers } from "../partners.ts";
import { type Stream, stamped } from "../stream.ts";

/** What is a lead, and what once was: it becomes an opportunity in its place, under the same id. */
export const leads: Stream = {
  table: "leads",
  mapping: {
    stream: "crm.lead",
    columns: {
      ...stamped,
      name: { from: ["contact_name", "partner_name", "name"] },
      source: "source_id.1",
      channel: "medium_id.1",
      campaign_id: "campaign_id.0",
      status: "_status",
      intent: { from: "priority", values: { "0": "low", "1": "medium", "2": "high", "3": "high" } },
      owner_id: "user_id.0",
      created_at: "create_date",
      converted_at: "date_conversion",
      converted_account_id: "_converted_account",
      converted_opportunity_id: "_opportunity",
      lost_reason: { from: ["lost_reason_id.1", "lost_reason.1"] },
    },
  },
  parts: [
    {
      model: "crm.lead",
      app: "crm",
      domain: () => ["|", ["type", "=", "lead"], ["date_conversion", "!=", false]],
      follows: ["partner_id"],
      needs: ["type", "partner_id", ...outcomeFields],
      async complete(records, odoo) {
        return (await withCustomers(records, odoo)).map((record) => {
          const converted = record.type === "opportunity";
          return {
            ...record,
            _status: converted ? "converted" : outcomeOf(record),
            _opportunity: converted ? record.id : null,
            _converted_account: converted ? record._account : null,
          };
        });
      },
    },
  ],
};
