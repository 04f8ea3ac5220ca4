import type { TableName } from "./tables.ts";

/**
 * A way to group or filter. For each table that can honour it, the places its value is read from, first non-null wins.
 * A place is a column (`region`), a column of a referenced row (`account.region` follows `account_id`), deeper still
 * (`order.campaign.channel`), a mapped custom field (`custom.province`), or an expression name (`=age_band`).
 */
export interface Dimension {
  readonly name: string;
  readonly label: { readonly en: string; readonly zh: string };
  /** Other words for it, in any language, lower case. */
  readonly aliases: readonly string[];
  readonly on: Partial<Record<TableName, readonly string[]>>;
}

/** Account attributes apply to everything that hangs off an account. */
function ofAccount(...columns: string[]): Dimension["on"] {
  const through = columns.map((column) => `account.${column}`);
  const tables: TableName[] = [
    "orders",
    "order_lines",
    "returns",
    "opportunities",
    "payments",
    "contracts",
    "receivable_plans",
    "campaign_members",
    "activities",
    "tickets",
    "surveys",
    "mentions",
    "web_events",
    "account_tags",
    "contacts",
    "consents",
  ];
  return {
    accounts: columns,
    ...Object.fromEntries(tables.map((table) => [table, through])),
  };
}

/** Where the order happened beats where its customer lives. */
function ofOrder(column: string): Dimension["on"] {
  const through = [`order.${column}`, `account.${column}`];
  return {
    ...ofAccount(column),
    orders: [column, `account.${column}`],
    order_lines: through,
    returns: through,
    payments: through,
  };
}

const owned: Dimension["on"] = {
  owners: ["name"],
  accounts: ["owner.name"],
  leads: ["owner.name"],
  opportunities: ["owner.name"],
  orders: ["owner.name", "account.owner.name"],
  order_lines: ["order.owner.name", "account.owner.name"],
  returns: ["order.owner.name", "account.owner.name"],
  payments: ["order.owner.name", "account.owner.name"],
  contracts: ["owner.name", "account.owner.name"],
  receivable_plans: ["owner.name", "account.owner.name"],
  activities: ["owner.name"],
  tickets: ["account.owner.name"],
  surveys: ["owner.name", "account.owner.name"],
  campaign_members: ["account.owner.name"],
  mentions: ["account.owner.name"],
  web_events: ["account.owner.name"],
  account_tags: ["account.owner.name"],
  contacts: ["account.owner.name"],
  consents: ["account.owner.name"],
  targets: ["owner.name"],
};

function teams(): Dimension["on"] {
  return Object.fromEntries(
    Object.entries(owned).map(([table, places]) => [table, places.map((place) => place.replace(/name$/, "team"))]),
  );
}

function product(column: string): Dimension["on"] {
  const through = [`product.${column}`];
  return {
    products: [column],
    order_lines: through,
    returns: through,
    opportunities: through,
    tickets: through,
    web_events: through,
  };
}

function define(name: string, en: string, zh: string, aliases: string[], on: Dimension["on"]): Dimension {
  return { name, label: { en, zh }, aliases: [en.toLowerCase(), zh, ...aliases], on };
}

/** Every dimension of the grammar. Custom fields mapped in configuration are added to these when the store opens. */
export const dimensions: readonly Dimension[] = [
  define("region", "region", "区域", ["regions", "地区", "大区", "片区"], {
    ...ofOrder("region"),
    tickets: ["region", "account.region"],
    factors: ["region"],
  }),
  define("country", "country", "国家", ["countries", "国别"], ofOrder("country")),
  define("province", "province", "省份", ["provinces", "省", "state"], ofAccount("custom.province")),
  define("city", "city", "城市", ["cities", "市"], ofOrder("city")),
  define("industry", "industry", "行业", ["industries", "sector"], ofAccount("industry")),
  define("segment", "segment", "客群", ["segments", "客户类别"], ofAccount("segment")),
  define("source", "source", "来源", ["sources", "客户来源", "线索来源"], {
    ...ofAccount("source"),
    leads: ["source"],
    opportunities: ["source", "lead.source", "account.source"],
    orders: ["opportunity.source", "account.source"],
    mentions: ["source"],
    web_events: ["source"],
  }),
  define("channel", "channel", "渠道", ["channels"], {
    orders: ["channel", "campaign.channel"],
    order_lines: ["order.channel", "order.campaign.channel"],
    returns: ["order.channel", "order.campaign.channel"],
    leads: ["channel", "campaign.channel"],
    opportunities: ["campaign.channel", "lead.channel"],
    campaigns: ["channel"],
    campaign_costs: ["campaign.channel"],
    campaign_members: ["campaign.channel"],
    tickets: ["channel"],
    surveys: ["channel"],
    traffic: ["channel"],
  }),
  define("campaign", "campaign", "活动", ["campaigns", "营销活动", "市场活动"], {
    campaigns: ["name"],
    orders: ["campaign.name"],
    order_lines: ["order.campaign.name"],
    returns: ["order.campaign.name"],
    leads: ["campaign.name"],
    opportunities: ["campaign.name"],
    campaign_costs: ["campaign.name"],
    campaign_members: ["campaign.name"],
  }),
  define("product", "product", "产品", ["products", "sku", "商品"], product("name")),
  define("category", "category", "品类", ["categories", "产品类别", "类目"], product("category")),
  define(
    "owner",
    "owner",
    "负责人",
    ["owners", "rep", "reps", "salesperson", "agent", "销售", "业务员", "销售员"],
    owned,
  ),
  define("team", "team", "团队", ["teams", "部门", "小组", "组"], teams()),
  define("stage", "stage", "阶段", ["stages"], { opportunities: ["stage.name"], stages: ["name"] }),
  define("currency", "currency", "币种", ["currencies", "货币"], {
    orders: ["currency"],
    order_lines: ["order.currency"],
    returns: ["currency"],
    opportunities: ["currency"],
    payments: ["currency"],
    contracts: ["currency"],
    receivable_plans: ["currency"],
  }),
  define("store", "store", "门店", ["stores", "shop", "店铺"], {
    orders: ["store"],
    order_lines: ["order.store"],
    returns: ["order.store"],
    traffic: ["store"],
  }),
  define("tier", "tier", "会员等级", ["tiers", "等级", "membership"], ofAccount("tier")),
  define("tag", "tag", "标签", ["tags"], ofAccount("=tag")),
  define("discount_band", "discount band", "折扣区间", ["discount", "折扣"], { order_lines: ["=discount_band"] }),
  define("competitor", "competitor", "竞争对手", ["competitors", "竞品"], { opportunities: ["competitor"] }),
  define("age_band", "age band", "年龄段", ["age", "年龄", "年代"], ofAccount("=age_band")),
  define("gender", "gender", "性别", ["sex"], ofAccount("gender")),
  define("company_size", "company size", "公司规模", ["size", "规模", "企业规模"], ofAccount("company_size")),
];

/** Can rows of the table, or of any of the tables, be grouped or filtered by this dimension? */
export function appliesTo(dimension: Dimension, tables: TableName | readonly TableName[]): boolean {
  return [tables].flat().some((table) => dimension.on[table] !== undefined);
}

/** A custom field of a table as a dimension; one of accounts applies to all that hangs off an account. */
export function customDimension(given: {
  readonly name: string;
  readonly label: Dimension["label"];
  readonly aliases: readonly string[];
  readonly field: string;
  readonly of: "accounts" | "orders" | "opportunities" | "leads" | "products";
}): Dimension {
  const { name, label, aliases, field } = given;
  const place = `custom.${field}`;
  const through = (step: string): string[] => [`${step}.${place}`];
  const on: Record<typeof given.of, Dimension["on"]> = {
    accounts: ofAccount(place),
    orders: { orders: [place], order_lines: through("order"), returns: through("order"), payments: through("order") },
    opportunities: { opportunities: [place], orders: through("opportunity"), activities: through("opportunity") },
    leads: { leads: [place], opportunities: through("lead") },
    products: product(place),
  };
  return define(name, label.en, label.zh, [...aliases], on[given.of]);
}
