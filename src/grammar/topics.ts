/**
 * Words that make a command worth suggesting, though they do not ask for it; folded (lower case, half width).
 * They only order suggestions and never decide what a sentence means.
 */
export const topics: Readonly<Record<string, string>> = {
  clv: "customer|customers|value|valuable|客户|顾客|会员|价值|值钱|有价值",
  churn: "customer|customers|客户|快流失|流失|离开|不来|不买",
  retention:
    "customer|customers|client|clients|buyers|new customers|new|loyal|loyalty|returning|repeat|churn|leave|leaving|lost|客户|顾客|会员|买家|新客|新客户|老客户|回头客|流失",
  rfm: "who buys|who bought|who spends|who spent|谁买|谁花|customer|customers|client|clients|buyers|new customers|loyal|loyalty|vip|value|churn|leave|leaving|lost|客户|顾客|会员|买家|新客|新客户|老客户|回头客|流失|价值",
  segment:
    "customers|clients|kinds|types|groups|demographics|gender|age|客户|顾客|会员|人群|画像|性别|年龄|几类|哪类|分群|细分|构成",
  sales:
    "sell|sold|selling|buy|bought|product|products|order|orders|spend|spent|money|average order value|aov|price|discount|卖|买|产品|商品|订单|成交|下单|花|钱|客单价|单价|折扣|退货",
  funnel:
    "deal|deals|lead|leads|opportunity|opportunities|win|won|lose|lost deals|pipeline|stage|商机|线索|赢单|输单|跟进|阶段|签单|签约",
};
