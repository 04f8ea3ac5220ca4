import type { TableMapping } from "#connector.ts";
import type { TableName } from "#model/tables.ts";

/** Approval of contracts and receivables, 审核状态: 1 is passed, 7 deleted, 8 void. */
const passed = { "0": "draft", "1": "confirmed", "2": "cancelled", "3": "draft", "4": "draft", "5": "draft" };
const approval = { ...passed, "6": "draft", "7": "cancelled", "8": "cancelled", "10": "confirmed" };
const changed = { source_created_at: "createTime", source_updated_at: "updateTime" };
const satisfaction = { 很满意: 5, 满意: 4, 一般: 3, 不满意: 2, 很不满意: 1 };
const kinds = {
  打电话: "call",
  发短信: "call",
  发微信: "call",
  发邮件: "email",
  见面拜访: "visit",
  上门拜访: "visit",
  外勤签到: "visit",
  活动: "meeting",
};

/** What Wukong's records become, by the names that its API has for their fields; the MySQL mode gives them the same. */
export const mapping: Readonly<Partial<Record<TableName, TableMapping>>> = {
  owners: {
    stream: "adminUser",
    columns: {
      id: "userId",
      name: "realname",
      email: "email",
      mobile: "mobile",
      team: "deptName",
      manager_id: { from: "parentId", values: { "0": null } },
      is_active: { from: "status", values: { "0": false, "1": true, "2": true } },
    },
  },
  accounts: {
    stream: "crmCustomer",
    columns: {
      ...{ id: "customerId", ...changed, name: "customerName", industry: "industry", tier: "level", source: "source" },
      ...{
        owner_id: "ownerUserId",
        phone: { from: ["mobile", "telephone"] },
        email: "email",
        address: "detailAddress",
      },
      ...{ region: "address", claimed_at: "receiveTime", released_at: "poolTime", last_followed_at: "lastTime" },
      acquired_at: "dealTime",
    },
  },
  contacts: {
    stream: "crmContacts",
    columns: {
      ...{ id: "contactsId", ...changed, account_id: "customerId", name: "name", email: "email", title: "post" },
      phone: { from: ["mobile", "telephone"] },
    },
  },
  leads: {
    stream: "crmLeads",
    columns: {
      ...{ id: "leadsId", ...changed, name: "leadsName", source: "source", owner_id: "ownerUserId" },
      ...{ status: { from: "isTransform", values: { "0": "open", "1": "converted" } }, created_at: "createTime" },
      ...{ converted_at: "transformTime", converted_account_id: { from: "customerId", values: { "0": null } } },
    },
  },
  stages: {
    stream: "crmBusiness/status",
    columns: {
      ...{ id: "statusId", pipeline: "typeName", name: "name", sort_order: "orderNum" },
      probability: { from: "rate", transform: "percent" },
    },
  },
  opportunities: {
    stream: "crmBusiness",
    columns: {
      ...{ id: "businessId", ...changed, name: "businessName", account_id: "customerId", owner_id: "ownerUserId" },
      ...{ pipeline: "typeName", stage_id: "statusId", amount: "money", created_at: "createTime" },
      ...{ expected_close_on: "dealDate", closed_at: "endTime", lost_reason: "statusRemark" },
      status: { from: "isEnd", values: { "0": "open", "1": "won", "2": "lost", "3": "void" } },
    },
  },
  opportunity_stage_events: {
    stream: "crmBusinessChange",
    columns: {
      ...{ id: "changeId", source_updated_at: "createTime", opportunity_id: "businessId", to_stage_id: "statusId" },
      ...{ entered_at: "createTime", changed_by: "createUserId", origin: { constant: "native" } },
    },
  },
  products: {
    stream: "crmProduct",
    columns: {
      ...{ id: "productId", ...changed, sku: "num", name: "name", category: "categoryName", list_price: "price" },
      is_active: { from: "status", values: { "0": false, "1": true, "3": false } },
    },
  },
  contracts: {
    stream: "crmContract",
    columns: {
      ...{ id: "contractId", ...changed, account_id: "customerId", opportunity_id: "businessId", amount: "money" },
      ...{ owner_id: "ownerUserId", signed_at: "orderDate", starts_on: "startTime", ends_on: "endTime" },
      status: { from: "checkStatus", values: approval },
    },
  },
  orders: {
    stream: "crmContract",
    columns: {
      ...{ id: "contractId", ...changed, account_id: "customerId", opportunity_id: "businessId", net: "money" },
      ...{ owner_id: "ownerUserId", ordered_at: { from: ["orderDate", "createTime"] } },
      status: { from: "checkStatus", values: approval },
    },
  },
  order_lines: {
    stream: "crmContractProduct",
    columns: {
      ...{ id: "rId", order_id: "contractId", product_id: "productId", quantity: "num", unit_price: "salesPrice" },
      net: "subtotal",
    },
  },
  payments: {
    stream: "crmReceivables",
    columns: {
      ...{ id: "receivablesId", ...changed, contract_id: "contractId", order_id: "contractId" },
      ...{ account_id: "customerId", paid_at: "returnTime", amount: "money" },
    },
  },
  receivable_plans: {
    stream: "crmReceivablesPlan",
    columns: {
      ...{ id: "receivablesPlanId", ...changed, contract_id: "contractId", order_id: "contractId" },
      ...{ account_id: "customerId", owner_id: "ownerUserId", due_on: "returnDate", amount: "money" },
    },
  },
  campaigns: {
    stream: "crmMarketing",
    columns: {
      ...{ id: "marketingId", ...changed, name: "marketingName", type: "marketingType", budget: "marketingMoney" },
      ...{ starts_at: "startTime", ends_at: "endTime" },
    },
  },
  surveys: {
    stream: "crmReturnVisit",
    columns: {
      ...{ id: "visitId", ...changed, account_id: "customerId", contact_id: "contactsId", order_id: "contractId" },
      ...{ owner_id: "ownerUserId", kind: { constant: "csat" }, responded_at: "visitTime" },
      score: { from: "satisficing", values: satisfaction },
      ...{ scale_min: { constant: 1 }, scale_max: { constant: 5 } },
    },
  },
  activities: {
    stream: "crmActivity",
    columns: {
      ...{ id: "activityId", source_updated_at: "createTime", occurred_at: "createTime", owner_id: "createUserId" },
      ...{ kind: { from: "category", values: kinds }, account_id: "accountId", opportunity_id: "businessId" },
    },
  },
  targets: {
    stream: "crmAchievement",
    columns: {
      ...{ id: "achievementId", owner_id: "ownerUserId", team: "team", period_start: "start", period_end: "end" },
      ...{ metric: "metric", amount: "amount" },
    },
  },
};
