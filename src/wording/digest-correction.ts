import type { Messages } from "#messages.ts";

/** What a correction says. */
export const messages: Messages = {
  en: {
    headline:
      "Correction to the {title} of {date}: {label} was {was}, it is {now}{more, plural, =0 {} one { (# other figure moved)} other { (# other figures moved)}}",
    moved: "{label}: {was} → {now}",
    cause: "Why: {causes} after it was sent",
    cause_unknown: "Why: the CRM's records of those days were changed after it was sent",
    orders_late: "{n, plural, one {# order} other {# orders}} of those days came in or changed",
    returns_late: "{n, plural, one {# return} other {# returns}} came in or changed",
    deals_late: "{n, plural, one {# deal} other {# deals}} changed",
    payments_late: "{n, plural, one {# payment} other {# payments}} came in or changed",
    orders_more: "{n, plural, one {# order} other {# orders}} of those days came in",
    orders_fewer: "{n, plural, one {# order was} other {# orders were}} taken back",
    days: "Days: {span}. Figures within their rounding are not listed",
    figure: "Figure",
    was: "Was",
    now: "Is",
    sales: "Sales of those days",
  },
  zh: {
    headline: "更正{date}的{title}：{label}原为{was}，现为{now}{more, plural, =0 {} other {（另有#项变动）}}",
    moved: "{label}：{was}→{now}",
    cause: "原因：发送之后，{causes}",
    cause_unknown: "原因：发送之后，CRM里这几天的记录有改动",
    orders_late: "这几天的{n}个订单才录入或有改动",
    returns_late: "{n}笔退货才录入或有改动",
    deals_late: "{n}个商机有改动",
    payments_late: "{n}笔回款才录入或有改动",
    orders_more: "这几天补录了{n}个订单",
    orders_fewer: "撤销了{n}个订单",
    days: "统计期：{span}。四舍五入后不变的数字未列出",
    figure: "指标",
    was: "原数",
    now: "现数",
    sales: "这几天的销售",
  },
};
