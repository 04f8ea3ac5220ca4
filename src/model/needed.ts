import type { TableName } from "./tables.ts";

/** Columns without which a row says nothing: it is left out, and reported. */
export const needed: Readonly<Partial<Record<TableName, readonly string[]>>> = {
  orders: ["ordered_at"],
  returns: ["returned_at"],
  payments: ["paid_at"],
  opportunity_stage_events: ["opportunity_id", "entered_at"],
  campaign_costs: ["spent_on"],
  account_tags: ["account_id", "tag"],
  fx_rates: ["rate_on", "from_currency", "to_currency", "rate"],
};
