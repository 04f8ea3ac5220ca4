import type { TableQuery } from "#connector.ts";
import type { TableName } from "#model/tables.ts";

/** A query of Wukong 11's own tables, with the names that the API gives its fields. */
type Written = Pick<TableQuery, "sql" | "key"> & Partial<TableQuery>;

/** A field that Wukong keeps as a row of `…_data`, found by its name. */
const extra = (table: string, record: string, name: string): string =>
  `(SELECT MAX(d.value) FROM wk_crm_${table}_data d WHERE d.batch_id = ${record}.batch_id AND d.name = '${name}')`;

/** The latest of times that may be empty. Edits alone set update_time: calls, claims and moves have times of their own. */
const latest = (record: string, ...times: readonly string[]): string => {
  const created = `COALESCE(${record}.create_time, TIMESTAMP '1970-01-02 00:00:00')`;
  return `GREATEST(${[created, ...times.map((time) => `COALESCE(${time}, ${created})`)].join(", ")})`;
};

const months = ["january", "february", "march", "april", "may", "june", "july"];
const others = ["august", "september", "october", "november", "december"];

const written: Readonly<Partial<Record<TableName, Written>>> = {
  owners: {
    key: "userId",
    sql: `SELECT u.user_id AS userId, u.realname AS realname, u.email AS email, u.mobile AS mobile, d.name AS deptName,
  u.parent_id AS parentId, u.status AS status
FROM wk_admin_user u LEFT JOIN wk_admin_dept d ON d.dept_id = u.dept_id
WHERE u.is_del = 0`,
  },
  accounts: {
    ...{ key: "customerId", changed: "updateTime", deleted: "isDeleted" },
    sql: `SELECT c.customer_id AS customerId, c.customer_name AS customerName, ${extra("customer", "c", "industry")} AS industry,
  ${extra("customer", "c", "level")} AS level, ${extra("customer", "c", "source")} AS source, c.owner_user_id AS ownerUserId,
  c.mobile AS mobile, c.telephone AS telephone, c.email AS email, c.address AS address, c.detail_address AS detailAddress,
  c.receive_time AS receiveTime, c.pool_time AS poolTime, c.last_time AS lastTime, c.deal_time AS dealTime,
  c.create_time AS createTime, c.status = 3 AS isDeleted,
  ${latest("c", "c.update_time", "c.last_time", "c.receive_time", "c.pool_time", "c.deal_time", "o.at")} AS updateTime
FROM wk_crm_customer c
  LEFT JOIN (SELECT type_id, MAX(create_time) AS at FROM wk_crm_owner_record WHERE type IN (2, 9) GROUP BY type_id) o
  ON o.type_id = c.customer_id`,
  },
  contacts: {
    ...{ key: "contactsId", changed: "updateTime" },
    sql: `SELECT c.contacts_id AS contactsId, c.customer_id AS customerId, c.name AS name, c.email AS email, c.post AS post,
  c.mobile AS mobile, c.telephone AS telephone, c.create_time AS createTime, ${latest("c", "c.update_time")} AS updateTime
FROM wk_crm_contacts c`,
  },
  leads: {
    ...{ key: "leadsId", changed: "updateTime" },
    sql: `SELECT l.leads_id AS leadsId, l.leads_name AS leadsName, ${extra("leads", "l", "source")} AS source,
  l.owner_user_id AS ownerUserId, l.is_transform AS isTransform, l.customer_id AS customerId, l.create_time AS createTime,
  CASE WHEN l.is_transform = 1 THEN COALESCE(c.create_time, l.update_time) END AS transformTime,
  ${latest("l", "l.update_time", "l.last_time", "CASE WHEN l.is_transform = 1 THEN c.create_time END")} AS updateTime
FROM wk_crm_leads l LEFT JOIN wk_crm_customer c ON c.customer_id = l.customer_id`,
  },
  stages: {
    key: "statusId",
    sql: `SELECT s.status_id AS statusId, t.name AS typeName, s.name AS name, s.order_num AS orderNum, s.rate AS rate
FROM wk_crm_business_status s JOIN wk_crm_business_type t ON t.type_id = s.type_id`,
  },
  opportunities: {
    ...{ key: "businessId", changed: "updateTime", deleted: "isDeleted" },
    sql: `SELECT b.business_id AS businessId, b.business_name AS businessName, b.customer_id AS customerId,
  b.owner_user_id AS ownerUserId, t.name AS typeName, b.status_id AS statusId, b.money AS money, b.create_time AS createTime,
  b.deal_date AS dealDate, CASE WHEN b.is_end > 0 THEN COALESCE(e.at, b.update_time) END AS endTime,
  b.status_remark AS statusRemark, b.is_end AS isEnd, b.status = 3 AS isDeleted,
  ${latest("b", "b.update_time", "b.last_time", "m.at", "e.at")} AS updateTime
FROM wk_crm_business b LEFT JOIN wk_crm_business_type t ON t.type_id = b.type_id
  LEFT JOIN (SELECT business_id, MAX(create_time) AS at FROM wk_crm_business_change GROUP BY business_id) m
  ON m.business_id = b.business_id
  LEFT JOIN (SELECT activity_type_id, MAX(create_time) AS at FROM wk_crm_activity
    WHERE type = 3 AND activity_type = 5 AND content IN ('赢单', '输单', '无效') GROUP BY activity_type_id) e
  ON e.activity_type_id = b.business_id`,
  },
  opportunity_stage_events: {
    ...{ key: "changeId", changed: "createTime" },
    sql: `SELECT c.change_id AS changeId, c.business_id AS businessId, c.status_id AS statusId, c.create_time AS createTime,
  c.create_user_id AS createUserId
FROM wk_crm_business_change c`,
  },
  products: {
    ...{ key: "productId", changed: "updateTime" },
    sql: `SELECT p.product_id AS productId, p.num AS num, p.name AS name, k.name AS categoryName, p.price AS price,
  p.status AS status, p.create_time AS createTime, ${latest("p", "p.update_time")} AS updateTime
FROM wk_crm_product p LEFT JOIN wk_crm_product_category k ON k.category_id = p.category_id`,
  },
  ...contracts("contracts"),
  ...contracts("orders"),
  order_lines: {
    key: "rId",
    sql: `SELECT l.r_id AS rId, l.contract_id AS contractId, l.product_id AS productId, l.num AS num,
  l.sales_price AS salesPrice, l.subtotal AS subtotal
FROM wk_crm_contract_product l JOIN wk_crm_contract c ON c.contract_id = l.contract_id
WHERE c.check_status <> 7`,
  },
  payments: {
    ...{ key: "receivablesId", changed: "updateTime", deleted: "notPassed" },
    sql: `SELECT r.receivables_id AS receivablesId, r.contract_id AS contractId, r.customer_id AS customerId,
  r.return_time AS returnTime, r.money AS money, r.create_time AS createTime, r.check_status NOT IN (1, 10) AS notPassed,
  ${latest("r", "r.update_time")} AS updateTime
FROM wk_crm_receivables r`,
  },
  receivable_plans: {
    ...{ key: "receivablesPlanId", changed: "updateTime", deleted: "isVoid" },
    sql: `SELECT p.receivables_plan_id AS receivablesPlanId, p.contract_id AS contractId, p.customer_id AS customerId,
  p.owner_user_id AS ownerUserId, p.return_date AS returnDate, p.money AS money, p.create_time AS createTime,
  p.received_status = 3 AS isVoid, ${latest("p", "p.update_time")} AS updateTime
FROM wk_crm_receivables_plan p`,
  },
  campaigns: {
    ...{ key: "marketingId", changed: "updateTime" },
    sql: `SELECT m.marketing_id AS marketingId, m.marketing_name AS marketingName, m.marketing_type AS marketingType,
  m.marketing_money AS marketingMoney, m.start_time AS startTime, m.end_time AS endTime, m.create_time AS createTime,
  m.update_time AS updateTime
FROM wk_crm_marketing m`,
  },
  surveys: {
    ...{ key: "visitId", changed: "updateTime" },
    sql: `SELECT v.visit_id AS visitId, v.customer_id AS customerId, v.contacts_id AS contactsId, v.contract_id AS contractId,
  v.owner_user_id AS ownerUserId, v.visit_time AS visitTime, v.create_time AS createTime, v.update_time AS updateTime,
  ${extra("return_visit", "v", "satisficing")} AS satisficing
FROM wk_crm_return_visit v`,
  },
  activities: {
    ...{ key: "activityId", changed: "createTime", deleted: "isDeleted" },
    sql: `SELECT a.activity_id AS activityId, CASE WHEN a.type = 4 THEN '外勤签到' ELSE a.category END AS category,
  a.create_time AS createTime, a.create_user_id AS createUserId, a.status = 0 AS isDeleted,
  CASE WHEN a.activity_type = 2 THEN a.activity_type_id ELSE b.customer_id END AS accountId,
  CASE WHEN a.activity_type = 5 THEN a.activity_type_id END AS businessId
FROM wk_crm_activity a LEFT JOIN wk_crm_business b ON a.activity_type = 5 AND b.business_id = a.activity_type_id
WHERE a.type IN (1, 4) AND a.activity_type IN (2, 5)`,
  },
  targets: {
    key: "achievementId",
    sql: `SELECT CONCAT(a.achievement_id, '-', m.month) AS achievementId, CASE WHEN a.type = 3 THEN a.obj_id END AS ownerUserId,
  CASE WHEN a.type = 2 THEN d.name END AS team, CONCAT(a.year, '-', LPAD(m.month, 2, '0'), '-01') AS start,
  LAST_DAY(CONCAT(a.year, '-', LPAD(m.month, 2, '0'), '-01')) AS end,
  CASE a.status WHEN 1 THEN 'revenue' ELSE 'collections' END AS metric,
  ELT(m.month, ${[...months, ...others].map((month) => `a.${month}`).join(", ")}) AS amount
FROM wk_crm_achievement a LEFT JOIN wk_admin_dept d ON a.type = 2 AND d.dept_id = a.obj_id
  JOIN (${Array.from({ length: 12 }, (_, month) => `SELECT ${month + 1}${month === 0 ? " AS month" : ""}`).join(" UNION ALL ")}) m
WHERE a.type IN (2, 3)`,
  },
};

/** A contract is what Wukong's users sell by: its rows are contracts and, once they are passed, orders. */
function contracts(table: "contracts" | "orders"): Partial<Record<TableName, Written>> {
  const sql = `SELECT c.contract_id AS contractId, c.customer_id AS customerId, c.business_id AS businessId, c.money AS money,
  c.owner_user_id AS ownerUserId, c.order_date AS orderDate, c.start_time AS startTime, c.end_time AS endTime,
  c.check_status AS checkStatus, c.create_time AS createTime, c.check_status = 7 AS isDeleted,
  ${latest("c", "c.update_time", "c.last_time")} AS updateTime
FROM wk_crm_contract c`;
  return { [table]: { key: "contractId", changed: "updateTime", deleted: "isDeleted", sql } };
}

/** By table; `mapping.yaml` may put others in their place. */
export const queries: Readonly<Partial<Record<TableName, TableQuery>>> = Object.fromEntries(
  Object.entries(written).map(([table, query]) => [
    table,
    { ...query, file: "src/connectors/wukong/queries.ts", line: 1 },
  ]),
);
