import type { Messages } from "#messages.ts";
import { reasonMessages } from "./churn-reason-texts.ts";
import { messages as recommendMessages } from "./recommend.ts";

/** Texts of another command whose keys begin so. */
function texts({ en, zh }: Messages, prefix: string): Messages {
  const some = (all: Messages["en"]) =>
    Object.fromEntries(Object.entries(all).filter(([key]) => key.startsWith(prefix)));
  return { en: some(en), zh: some(zh) };
}

const reasons = texts(reasonMessages, "reason.");
const offers = texts(recommendMessages, "because_");

/** What `/actions` says. */
export const messages: Messages = {
  en: {
    ...reasons.en,
    ...offers.en,
    headline: "{n, plural, one {One thing is} other {# things are}} worth {money} today; first, {owner}: {what}",
    none: "(none)",
    nobody: "whoever is free",
    empty_do: "Use the time to look at the whole: /kpi",
    empty: "Nothing to do that is worth money on {span}",
    save: "Save",
    answer_lead: "Answer lead",
    answer_complaint: "Settle complaint",
    revive_deal: "Revive deal",
    cross_sell: "Offer",
    fix_data: "Fix data",
    what_save: "save {name}",
    what_answer_lead: "answer the lead {name}",
    what_answer_complaint: "settle the complaint of {name}",
    what_revive_deal: "revive the deal {about} with {name}",
    what_revive_deal_plain: "revive the deal {about}",
    what_cross_sell: "offer {about} to {name}",
    what_fix_data: "{about}",
    why_save: "{risk} likely to leave within {days} days, {money} at stake: {reason}",
    why_save_rule: "silent beyond all of its own gaps, {money} at stake, half of it expected: {reason}",
    why_lead:
      "waiting for {days, plural, =0 {less than a day} one {# day} other {# days}}; {rate} of leads become customers, who bring {money} in {first} days",
    why_complaint:
      "open for {days, plural, =0 {less than a day} one {# day} other {# days}}{answered, select, yes {} other {, not answered yet}}; bought {money} in this time, {risk} likely to leave",
    why_complaint_plain:
      "open for {days, plural, =0 {less than a day} one {# day} other {# days}}{answered, select, yes {} other {, not answered yet}}; an average customer is worth {money}, {risk} leave",
    why_deal:
      "{days} days without a move, usually {usual} at most; {rate} of deals that once stood as long were won, this one is {money}",
    why_cross: "{because}; a line with it brings {money}",
    why_no_amount:
      "won on {day}, no amount and no order since; {rate} of won deals lead to an order, {money} on average",
    why_nobody:
      "{n, plural, one {an order} other {# orders}} worth {money} without a customer; {rate} of customers buy again, these cannot be asked to",
    about_no_amount: "enter the amount of the won deal {deal}",
    about_nobody: "enter whose {n, plural, one {order it is} other {# orders these are}}",
    subtitle: "What it is expected to bring: probability × amount",
    kpi_listed: "Expected, listed",
    kpi_all: "All that was found",
    kpi_today: "Due by {day}",
    column_what: "To do",
    column_owner: "Owner",
    column_money: "Expected",
    column_by: "By",
    insight_kind: "{kind}: {n, plural, one {# case} other {# cases}} worth {money}, {share} of all that was found",
    insight_first: "The {n} listed are {share} of the value of all {all}: the rest can wait",
    insight_owner: "{owner} has {n} of the {all} listed, worth {money}",
    do_first: "{owner}: {what} by {day}, worth {money}: {because}",
    note_rates:
      "Expected values use your own rates: risk of leaving, leads that convert, stalled deals won, offers taken up",
    note_consent:
      "{n, plural, one {# customer} other {# customers}} who withdrew consent to profiling or marketing are not judged and get no offers",
    note_dates: "Days are business days, Monday to Friday; public holidays are not known",
    note_no_risk: "Too little history to judge who may leave",
    note_rows: "{shown} of {n} are listed; ask for all of them with --full",
    method_save: "Save: risk of leaving × margin expected over the horizon (see /churn).",
    method_lead:
      "Lead: share of leads of the period that became customers × what these ordered in their first {days} days.",
    method_complaint: "Complaint: what the customer bought in the period × its risk of leaving, else the average risk.",
    method_deal:
      "Deal: stalled beyond the 75th percentile of won deals; share won of the deals that once stood as long in its stage × its amount.",
    method_cross: "Offer: share of comparable customers that buy it × what a line with it brings on average.",
    method_fix:
      "Data: mean won deal × share of won deals followed by an order; orders without a customer × share of customers that buy again.",
    method_once: "One line per account and kind; the short list names each account once.",
    follow_customer: "About {name}",
    follow_churn: "All at risk",
    follow_pipeline: "Pipeline",
    follow_leads: "Leads",
    follow_recommend: "Offers",
  },
  zh: {
    ...reasons.zh,
    ...offers.zh,
    headline: "今天最值得做的{n}件事，预期价值{money}；先由{owner}{what}",
    none: "（未填写）",
    nobody: "有空的同事",
    empty_do: "可以先看看整体情况：/kpi",
    empty: "{span}没有值得做的事",
    save: "挽回客户",
    answer_lead: "回复线索",
    answer_complaint: "处理投诉",
    revive_deal: "推进商机",
    cross_sell: "交叉销售",
    fix_data: "补全数据",
    what_save: "挽回{name}",
    what_answer_lead: "回复线索{name}",
    what_answer_complaint: "处理{name}的投诉",
    what_revive_deal: "推进{name}的商机“{about}”",
    what_revive_deal_plain: "推进商机“{about}”",
    what_cross_sell: "向{name}推荐{about}",
    what_fix_data: "{about}",
    why_save: "{days}天内流失概率{risk}，涉及{money}：{reason}",
    why_save_rule: "沉默时间超过自身以往所有间隔，涉及{money}，按一半预计：{reason}",
    why_lead: "已等待{days}天；{rate}的线索会成为客户，成交后{first}天内平均带来{money}",
    why_complaint: "已{days}天未解决{answered, select, yes {} other {，尚未回复}}；本期购买{money}，流失概率{risk}",
    why_complaint_plain:
      "已{days}天未解决{answered, select, yes {} other {，尚未回复}}；客户平均价值{money}，流失率{risk}",
    why_deal: "已停滞{days}天，通常最多{usual}天；停滞这么久的商机仍有{rate}赢单，本单{money}",
    why_cross: "{because}；此类订单行平均{money}",
    why_no_amount: "{day}赢单，至今没有金额也没有订单；赢单后{rate}会下单，平均{money}",
    why_nobody: "{n}个订单（{money}）没有对应客户；{rate}的客户会复购，这些却无从跟进",
    about_no_amount: "补填赢单商机“{deal}”的金额",
    about_nobody: "补填{n}个订单的客户",
    subtitle: "预期价值＝概率×金额",
    kpi_listed: "清单预期价值",
    kpi_all: "全部待办",
    kpi_today: "{day}前要做",
    column_what: "待办",
    column_owner: "负责人",
    column_money: "预期价值",
    column_by: "截止",
    insight_kind: "{kind}：{n}项，合计{money}，占全部的{share}",
    insight_first: "清单上的{n}项占全部{all}项价值的{share}，其余可以缓一缓",
    insight_owner: "清单{all}项中{owner}有{n}项，合计{money}",
    do_first: "{owner}：{day}前{what}，预期{money}。{because}",
    note_rates: "预期价值用的是本公司自己的比率：流失概率、线索转化率、停滞商机赢单率、推荐接受率",
    note_consent: "{n}个客户撤回了画像或营销授权，不作评分，也不推荐",
    note_dates: "截止日按工作日（周一至周五）计，未考虑法定节假日",
    note_no_risk: "历史数据太少，无法判断谁会流失",
    note_rows: "共{n}项，数据中列出{shown}项；加 --full 查看全部",
    method_save: "挽回客户：流失概率×预测期内预计毛利（见 /churn）。",
    method_lead: "回复线索：本期线索成为客户的比例×成交后{days}天内的平均订单额。",
    method_complaint: "处理投诉：该客户本期购买额×其流失概率（没有评分时用平均流失率）。",
    method_deal: "推进商机：停滞时间超过赢单商机的第75百分位；在该阶段停滞同样久的商机的赢单比例×本单金额。",
    method_cross: "交叉销售：同类客户的购买比例×此类订单行的平均金额。",
    method_fix: "补全数据：赢单平均金额×赢单后下单的比例；无客户订单金额×客户复购比例。",
    method_once: "每个客户每类只列一项；清单中每个客户只出现一次。",
    follow_customer: "{name}的画像",
    follow_churn: "全部流失风险",
    follow_pipeline: "商机",
    follow_leads: "线索",
    follow_recommend: "推荐",
  },
};
