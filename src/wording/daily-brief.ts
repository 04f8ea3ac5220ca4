import type { Messages } from "#messages.ts";

/** A salesperson's day on one screen. */
export const messages: Messages = {
  en: {
    headline:
      "Today: {deals, plural, =0 {no deal closes this week} one {# deal ({money}) closes this week} other {# deals ({money}) close this week}}{leads, plural, =0 {} one {, # lead waits} other {, # leads wait}}{overdue, plural, =0 {} other {, overdue: {owed}}}",
    with_money: "{name} ({money})",
    deals: "Close this week: {names}",
    leads: "Waiting for a first answer: {names}",
    overdue: "Your customers owe {money} past its day: a friendly reminder is due",
    action: "{name} by {by}: {because}",
    nameless: "(no name)",
    missing: "A part of this brief could not be read today",
    follow_actions: "All that is worth doing",
    follow_overdue: "Overdue",
  },
  zh: {
    headline:
      "今天：{deals, plural, =0 {本周没有到期商机} other {本周有{deals}个商机（{money}）到期}}{leads, plural, =0 {} other {，{leads}条线索待回复}}{overdue, plural, =0 {} other {，逾期账款{owed}}}",
    with_money: "{name}（{money}）",
    deals: "本周到期：{names}",
    leads: "等待首次回复：{names}",
    overdue: "您的客户有{money}已逾期，该温和地提醒一下了",
    action: "{by}前处理{name}：{because}",
    nameless: "（无名称）",
    missing: "今天有一部分内容未能读取",
    follow_actions: "全部待办",
    follow_overdue: "逾期账款",
  },
};
