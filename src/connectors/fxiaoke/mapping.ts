import type { Connector } from "#connector.ts";

const stamped = { id: "_id", source_created_at: "create_time", source_updated_at: "last_modified_time" };
const owned = { owner_id: "owner.0" };
const placed = {
  country: { from: ["country__r", "country"] },
  region: { from: ["province__r", "province"] },
  city: { from: ["city__r", "city"] },
};
/** Of an approval (生命状态). */
const life = {
  ...{ ineffective: "draft", under_review: "draft", normal: "confirmed", in_change: "confirmed" },
  invalid: "cancelled",
};
const interactions = { call: "call", meeting: "meeting", email: "email", visit: "visit", chat: null, other: null };

/** Fxiaoke's objects as tables of the model. `x__r` is the label of the choice x; names with `$` are made from others. */
export const mapping: NonNullable<Connector["mapping"]> = {
  owners: {
    stream: "users",
    columns: {
      ...{ id: "openUserId", name: { from: ["name", "nickName"] }, email: "email", mobile: "mobile", team: "$team" },
      ...{ manager_id: "leaderId", is_active: { from: "isStop", values: { true: false, false: true } } },
      joined_on: "hireDate",
    },
  },
  stages: {
    stream: "NewOpportunityObj",
    columns: { id: "value", name: "label", sort_order: "$order", is_won: "$won", is_lost: "$lost" },
  },
  accounts: {
    stream: "AccountObj",
    columns: {
      ...{ ...stamped, ...owned, ...placed, name: "name", type: "account_type__r", tier: "account_level__r" },
      ...{ industry: { from: ["industry_level2__r", "industry_level1__r"] }, source: "account_source__r" },
      ...{ phone: "tel", email: "email", address: "address", parent_id: "parent_account_id", pool: "$pool" },
      ...{ claimed_at: "claimed_time", released_at: "returned_time", last_followed_at: "last_followed_time" },
      release_reason: { from: ["back_reason__r", "recycled_reason"] },
    },
  },
  contacts: {
    stream: "ContactObj",
    columns: {
      ...{ ...stamped, account_id: "account_id", name: "name", email: "email", title: "job_title" },
      phone: { from: ["mobile", "mobile1", "tel", "tel1"] },
    },
  },
  campaigns: {
    stream: "MarketingEventObj",
    columns: {
      ...{ ...stamped, name: "name", type: "event_type__r", channel: "event_type__r", starts_at: "begin_time" },
      ...{ ends_at: "end_time", budget: "expected_cost", currency: "mc_currency" },
    },
  },
  campaign_costs: {
    stream: "MarketingEventObj",
    columns: {
      ...{ ...stamped, campaign_id: "_id", spent_on: { from: ["begin_time", "create_time"] } },
      ...{ amount: "actual_cost", currency: "mc_currency" },
    },
  },
  leads: {
    stream: "LeadsObj",
    columns: {
      ...{ ...stamped, ...owned, name: { from: ["company", "name"] }, source: "source__r", created_at: "create_time" },
      ...{ campaign_id: "marketing_event_id", converted_at: "transform_time", converted_account_id: "account_id" },
      status: { from: ["leads_status__r", "biz_status__r", "leads_stage__r"] },
      converted_opportunity_id: { from: ["new_opportunity_id", "opportunity_id"] },
      lost_reason: { from: ["close_reason__r", "close_reason"] },
    },
  },
  products: {
    stream: "ProductObj",
    columns: {
      ...{ ...stamped, sku: { from: ["product_code", "barcode"] }, name: "name", list_price: "price" },
      category: { from: ["category__r", "category"] },
      is_active: { from: "product_status", values: { "1": true, "2": false } },
    },
  },
  opportunities: {
    stream: "NewOpportunityObj",
    columns: {
      ...{ ...stamped, ...owned, name: "name", account_id: "account_id", lead_id: "leads_id", amount: "amount" },
      ...{ stage_id: "sales_stage", pipeline: { from: ["sales_process_id__r", "sales_process_id"] } },
      ...{ currency: "mc_currency", probability: { from: "probability", transform: "percent" } },
      ...{ campaign_id: "marketing_event_id", created_at: "create_time", expected_close_on: "close_date" },
      ...{ status: "$status", closed_at: "$ended", lost_reason: { from: ["lost_reason__r", "lost_reason"] } },
    },
  },
  orders: {
    stream: "SalesOrderObj",
    columns: {
      ...{ ...stamped, ...owned, account_id: "account_id", total: "order_amount", currency: "mc_currency" },
      ...{ opportunity_id: { from: ["new_opportunity_id", "opportunity_id"] }, promised_at: "delivery_date" },
      ...{ ordered_at: { from: ["order_time", "create_time"] }, delivered_at: "confirmed_receive_date" },
      status: { from: "life_status", values: life },
    },
  },
  order_lines: {
    stream: "SalesOrderProductObj",
    columns: {
      ...{ ...stamped, order_id: "order_id", product_id: "product_id", quantity: "quantity", net: "subtotal" },
      unit_price: { from: ["sales_price", "product_price"] },
    },
  },
  returns: {
    stream: "ReturnedGoodsInvoiceObj",
    columns: {
      ...{ ...stamped, account_id: "account_id", order_id: "order_id", amount: "returned_goods_inv_amount" },
      ...{ returned_at: { from: ["returned_goods_time", "create_time"] }, currency: "mc_currency" },
      reason: { from: ["returned_goods_reason__r", "returned_goods_reason"] },
    },
  },
  payments: {
    stream: "PaymentObj,RefundObj",
    columns: {
      ...{ ...stamped, account_id: "account_id", order_id: "order_id", currency: "mc_currency" },
      amount: { from: ["payment_amount", "amount", "refunded_amount"] },
      paid_at: { from: ["payment_time", "refunded_time", "create_time"] },
      kind: { from: "$object", values: { PaymentObj: "payment", RefundObj: "refund" } },
    },
  },
  tickets: {
    stream: "CasesObj",
    columns: { ...stamped, account_id: "account_id", opened_at: "create_time", subject: "name" },
  },
  activities: {
    stream: "ActiveRecordObj",
    columns: {
      ...{ ...stamped, ...owned, occurred_at: "create_time" },
      kind: { from: ["interactive_types.0", "interactive_types"], values: interactions },
      account_id: { from: ["account_id", "$related.AccountObj"] },
      opportunity_id: { from: ["new_opportunity_id", "$related.NewOpportunityObj"] },
    },
  },
};
