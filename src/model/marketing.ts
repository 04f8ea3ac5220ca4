import { choice, date, flag, instant, integer, money, number, reference, text } from "./column.ts";
import { define } from "./table.ts";

/** What was spent on winning customers, and who saw it. */
export const marketing = {
  campaigns: define("reference", "open", {
    name: text,
    channel: text,
    type: text,
    starts_at: instant,
    ends_at: instant,
    budget: money,
    currency: text,
  }),
  campaign_costs: define("fact", "open", {
    campaign_id: reference("campaigns"),
    spent_on: date,
    amount: money,
    currency: text,
  }),
  campaign_members: define("fact", "account", {
    campaign_id: reference("campaigns"),
    account_id: reference("accounts"),
    lead_id: reference("leads"),
    touched_at: instant,
    arm: text,
    responded_at: instant,
    feedback_score: number,
  }),
  web_events: define("fact", "account", {
    account_id: reference("accounts"),
    visitor_id: text,
    session_id: text,
    kind: choice(["visit", "view", "cart", "checkout", "login", "check_in"]),
    product_id: reference("products"),
    source: text,
    occurred_at: instant,
  }),
  traffic: define("fact", "open", { store: text, channel: text, counted_at: instant, visitors: integer }),
  factors: define("reference", "open", {
    on_date: date,
    region: text,
    kind: choice(["holiday", "promotion", "weather", "market"]),
    value: text,
    is_forecast: flag,
  }),
} as const;
