import type { Connector } from "#connector.ts";

const stamped = { id: "id", source_created_at: "createdAt", source_updated_at: "updatedAt" };
const owned = { owner_id: "hubspot_owner_id" };
const activity = { calls: "call", meetings: "meeting", tasks: "task", emails: "email" };

/** HubSpot's objects as tables of the model. Names without a dot are properties, `companies.0` the first association. */
export const mapping: NonNullable<Connector["mapping"]> = {
  owners: {
    stream: "owners",
    columns: {
      ...stamped,
      name: "name",
      email: "email",
      team: "team",
      is_active: { from: "archived", values: { true: false, false: true } },
    },
  },
  stages: {
    stream: "pipelines",
    columns: {
      id: "id",
      pipeline: "pipeline",
      name: "label",
      sort_order: "displayOrder",
      probability: "probability",
      is_won: "won",
      is_lost: "lost",
    },
  },
  accounts: {
    stream: "companies",
    columns: {
      ...{ ...stamped, ...owned, name: { from: ["name", "domain"] }, type: "type", industry: "industry" },
      ...{ company_size: "numberofemployees", region: "state", country: "country", city: "city", phone: "phone" },
      ...{ address: "address", parent_id: "hs_parent_company_id", source: "hs_analytics_source" },
      ...{ last_followed_at: "notes_last_contacted", acquired_at: "first_deal_created_date" },
    },
  },
  contacts: {
    stream: "contacts",
    columns: {
      ...stamped,
      account_id: "associatedcompanyid",
      name: { from: ["full.name", "email"] },
      email: "email",
      phone: { from: ["mobilephone", "phone"] },
      title: "jobtitle",
    },
  },
  leads: {
    stream: "contacts",
    columns: {
      ...{ ...stamped, ...owned, name: { from: ["full.name", "email"] }, source: "hs_analytics_source" },
      ...{ channel: "hs_latest_source", status: { from: ["hs_lead_status", "lifecyclestage"] }, score: "hubspotscore" },
      ...{ created_at: "createdate", first_response_at: "hs_sa_first_engagement_date" },
      ...{ converted_at: "first_deal_created_date", converted_account_id: "associatedcompanyid" },
    },
  },
  products: {
    stream: "products",
    columns: {
      ...stamped,
      sku: "hs_sku",
      name: "name",
      category: "hs_product_type",
      list_price: "price",
      cost: "hs_cost_of_goods_sold",
    },
  },
  opportunities: {
    stream: "deals",
    columns: {
      ...{ ...stamped, ...owned, name: "dealname", account_id: "companies.0", stage_id: "dealstage" },
      ...{ amount: "amount", currency: "deal_currency_code", probability: "hs_deal_stage_probability" },
      ...{
        source: "hs_analytics_source",
        created_at: "createdate",
        expected_close_on: "closedate",
        closed_at: "closed.at",
      },
      ...{ lost_reason: "closed_lost_reason" },
    },
  },
  opportunity_stage_events: {
    stream: "deals",
    columns: {
      id: "id",
      opportunity_id: "deal",
      from_stage_id: "from_stage",
      to_stage_id: "to_stage",
      entered_at: "entered",
      changed_by: "by",
      seq: "seq",
      origin: { constant: "native" },
    },
  },
  // Every deal is an order in waiting: won ones count, and their line items with them.
  orders: {
    stream: "deals",
    columns: {
      ...{ ...stamped, ...owned, account_id: "companies.0", opportunity_id: "id", net: "amount" },
      ...{
        ordered_at: { from: ["closed.at", "createdate"] },
        currency: "deal_currency_code",
        channel: "hs_analytics_source",
      },
      status: { from: "hs_is_closed_won", values: { true: "confirmed", false: "draft" }, constant: "draft" },
    },
  },
  order_lines: {
    stream: "line_items",
    columns: {
      ...{ ...stamped, order_id: "deals.0", product_id: "hs_product_id", quantity: "quantity", unit_price: "price" },
      ...{
        discount: { from: "hs_discount_percentage", transform: "percent" },
        net: "amount",
        cost: "hs_cost_of_goods_sold",
      },
    },
  },
  tickets: {
    stream: "tickets",
    columns: {
      ...{ ...stamped, account_id: "companies.0", reason: "hs_ticket_category", channel: "source_type" },
      ...{ priority: "hs_ticket_priority", opened_at: "createdate", first_response_at: "first_agent_reply_date" },
      ...{ resolved_at: "closed_date", subject: "subject", body: "content" },
    },
  },
  surveys: {
    stream: "feedback_submissions",
    columns: {
      ...{ ...stamped, ...owned, account_id: "companies.0", contact_id: "contacts.0", score: "hs_value" },
      ...{ kind: { from: "hs_survey_type", transform: "lower" }, comment: "hs_content", channel: "hs_survey_channel" },
      ...{
        scale_min: { from: "hs_survey_type", values: { NPS: 0, CES: 1, CSAT: null } },
        scale_max: { from: "hs_survey_type", values: { NPS: 10, CES: 7, CSAT: null } },
      },
      ...{ responded_at: "hs_submission_timestamp" },
    },
  },
  activities: {
    stream: "calls,meetings,tasks",
    columns: {
      ...{ ...stamped, ...owned, kind: { from: "object", values: activity }, occurred_at: "hs_timestamp" },
      ...{
        account_id: "companies.0",
        opportunity_id: "deals.0",
        direction: { from: ["hs_call_direction", "hs_email_direction"], transform: "lower" },
      },
      ...{ outcome: { from: ["hs_meeting_outcome", "hs_task_status", "hs_call_status", "hs_email_status"] } },
    },
  },
};
