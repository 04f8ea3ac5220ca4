import type { Messages } from "#messages.ts";

/** What the weekly digest says. */
export const weeklyDigestMessages: Messages = {
  en: {
    headline:
      "Last week brought {revenue}{week, select, none {} up {, up {weekChange} on the week before} other {, down {weekChange} on the week before}}{year, select, none {} up { and up {yearChange} on a year ago} other { and down {yearChange} on a year ago}}",
    headline_deals: "No sales last week; {created, plural, one {# new deal} other {# new deals}}, {lost} lost",
    subtitle: "Net revenue by week, the last 13 weeks",
    revenue: "Revenue",
    orders: "Orders",
    customers: "Buyers",
    created: "New deals",
    won: "Won",
    lost: "Lost",
    count_money: "{n} ({money})",
    mover_up: "{group} grew most: {before} → {now} ({gap} more), the place to learn from",
    mover_down: "{group} fell most: {before} → {now} ({gap} less), the place to look first",
    deals:
      "Deals: {created} new worth {createdMoney}, {won} won, {lost} lost; the week before {createdBefore}, {wonBefore} and {lostBefore}",
    action_group: "Manager of {group}: find what is missing against the week before; it is worth {gap}",
    action_lost:
      "Sales managers: debrief the {lost} lost deals, {money} in all; winning one in ten back is worth {tenth}",
    action_new:
      "Sales managers: {created} new deals against {createdBefore} the week before; as many as before means about {money} more in the pipeline",
    net: "Week of {span}; revenue: valid orders without tax less returns dated in the week",
    deals_as_orders: "Your CRM has no orders: won deals count as orders",
    small: "Small sample: {n, plural, one {# order} other {# orders}}",
    missing_group: "(missing)",
    follow_sales: "By {dimension}",
    follow_funnel: "Funnel",
  },
  zh: {
    headline:
      "上周销售额{revenue}{week, select, none {} up {，环比增长{weekChange}} other {，环比下降{weekChange}}}{year, select, none {} up {，同比增长{yearChange}} other {，同比下降{yearChange}}}",
    headline_deals: "上周没有成交；新增商机{created}个，输单{lost}个",
    subtitle: "近13周每周销售额（不含税，已扣退货）",
    revenue: "销售额",
    orders: "订单数",
    customers: "购买客户数",
    created: "新增商机",
    won: "赢单",
    lost: "输单",
    count_money: "{n}个（{money}）",
    mover_up: "{group}增长最多：{before}→{now}（多{gap}），做法值得推广",
    mover_down: "{group}下滑最多：{before}→{now}（少{gap}），应先查这里",
    deals:
      "商机：新增{created}个（{createdMoney}），赢单{won}个，输单{lost}个；前一周分别为{createdBefore}、{wonBefore}、{lostBefore}个",
    action_group: "{group}负责人：查清比前一周少卖的原因，补回来可多{gap}",
    action_lost: "销售主管：复盘上周输掉的{lost}单，共{money}；挽回一成约{tenth}",
    action_new: "销售主管：新增商机{created}个，前一周{createdBefore}个；恢复到前一周水平，商机金额可多约{money}",
    net: "统计周：{span}；销售额＝有效订单不含税净额－周内退货",
    deals_as_orders: "CRM里没有订单，以赢单商机计为订单",
    small: "样本较小：只有{n}个订单",
    missing_group: "（未填写）",
    follow_sales: "按{dimension}",
    follow_funnel: "转化漏斗",
  },
};
