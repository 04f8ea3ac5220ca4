import type { TableName } from "./tables.ts";

type Names = Readonly<Record<string, readonly string[]>>;

const account =
  "account, account name, customer, customer id, customer no, customer name, client, client id, company, buyer, 客户, 客户id, 客户编号, 客户名称, 公司";
const owner =
  "owner, owner name, rep, sales rep, salesperson, sales person, sales agent, seller, assigned to, 负责人, 销售, 销售员, 业务员, 跟进人, 客户经理";
const currency = "currency code, ccy, 币种, 货币";
const amount = "value, total, total amount, sum, revenue, price, 金额, 总额";
const created = "created, created date, create date, created on, creation date, date, 创建时间, 创建日期, 日期";

/** What people call a column in their own files, whichever table it is in. */
const anywhere: Names = split({
  account_id: account,
  owner_id: owner,
  product_id: "product, product name, item, item no, sku, 产品, 商品, 产品编号, 商品编号",
  campaign_id: "campaign, campaign name, 活动, 营销活动",
  order_id: "order, order no, order number, 订单号, 订单编号",
  opportunity_id: "opportunity, deal, deal id, 商机, 商机编号",
  currency,
  channel: "sales channel, 渠道, 销售渠道",
  region: "area, territory, province, 区域, 地区, 大区, 省份",
  city: "town, 城市",
  country: "nation, 国家",
});

const byTable: Readonly<Partial<Record<TableName, Names>>> = {
  orders: split({
    id: "order, order id, order no, order number, invoice, invoice no, 订单号, 订单编号",
    ordered_at:
      "date, time, order date, order time, ordered, ordered on, purchase date, invoice date, created at, created, 下单时间, 下单日期, 订单时间, 订单日期, 日期, 时间",
    net: "amount, revenue, sales, net amount, order amount, order value, order total, value, price, sum, total amount, 金额, 订单金额, 销售额, 总额",
    status: "state, order status, 状态, 订单状态",
  }),
  order_lines: split({
    quantity: "qty, units, count, 数量",
    unit_price: "price, unit cost, 单价",
    net: "amount, line total, total, revenue, 金额, 小计",
  }),
  returns: split({
    returned_at: "date, return date, refund date, 退货时间, 退货日期, 退款时间, 日期",
    amount: `refund, ${amount}, 退款金额`,
  }),
  payments: split({
    paid_at: "date, payment date, paid, paid on, 付款时间, 付款日期, 回款时间, 回款日期, 日期",
    amount: `payment, ${amount}, 付款金额, 回款金额`,
  }),
  opportunities: split({
    id: "opportunity id, deal id, deal, 商机编号",
    name: "opportunity, opportunity name, deal name, title, 商机名称, 商机",
    amount: `deal value, deal size, ${amount}, 商机金额, 预计金额`,
    stage_id: "stage, deal stage, sales stage, pipeline stage, 阶段, 商机阶段, 销售阶段",
    created_at: created,
    expected_close_on: "close date, expected close, expected close date, forecast date, 预计成交日期, 预计成交时间",
    closed_at: "close date, closed, closed date, closed on, close time, won date, 成交时间, 成交日期, 关闭时间",
    status: "state, 状态",
  }),
  opportunity_stage_events: split({
    to_stage_id: "stage, to stage, new stage, 阶段",
    from_stage_id: "from stage, old stage, 原阶段",
    entered_at: "date, time, changed at, change date, entered, 变更时间, 进入时间, 日期",
  }),
  leads: split({ created_at: created, name: "lead, lead name, 线索, 线索名称" }),
  accounts: split({ id: `account id, ${account}`, name: account, owner_id: owner }),
  owners: split({ name: owner }),
  campaign_costs: split({ spent_on: "date, day, 日期", amount: `cost, spend, spent, ${amount}, 费用, 花费` }),
  account_tags: split({ tag: "label, tags, 标签" }),
  contracts: split({
    signed_at: "date, signed, sign date, signed on, contract date, 签约时间, 签约日期, 签订日期",
    starts_on: "start, start date, 开始日期, 生效日期",
    ends_on: "end, end date, expiry date, 结束日期, 到期日期",
    amount: `contract value, ${amount}, 合同金额`,
  }),
  activities: split({ occurred_at: "date, time, activity date, 时间, 日期, 跟进时间", kind: "type, 类型" }),
  fx_rates: split({
    rate_on: "date, day, 日期",
    from_currency: "from, source, base, 原币种",
    to_currency: "to, target, quote, 目标币种",
    rate: "value, exchange rate, 汇率",
  }),
};

/** Of a file's headers those that people commonly mean a column by. They are suggestions: nothing maps by them. */
export function meantBy(table: TableName, column: string, headers: readonly string[]): string[] {
  const names = [...(byTable[table]?.[column] ?? anywhere[column] ?? [])];
  return headers.filter((header) => names.includes(plain(header)));
}

function split(lists: Readonly<Record<string, string>>): Names {
  return Object.fromEntries(Object.entries(lists).map(([column, list]) => [column, list.split(",").map(plain)]));
}

/** `Order-Date`, `order_date` and `orderDate` are one name. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[\s_.-]/g, "");
}
