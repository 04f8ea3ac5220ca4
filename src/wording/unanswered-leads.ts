import type { Messages } from "#messages.ts";

/** What owners of waiting leads are told. */
export const messages: Messages = {
  en: {
    headline:
      "{n, plural, one {# lead of yours waits} other {# leads of yours wait}} for a first answer; {oldest} for {days, plural, one {# day} other {# days}}",
    worth: "Such leads have brought {each} each ({n} leads of the last year): together about {money}",
    action: "Begin with {oldest}: a short call today keeps the conversation alive",
    note: "Leads of the last {days} days without an answer, not converted and not given up",
    lead: "Lead",
    waits: "Waits",
    follow: "All leads",
  },
  zh: {
    headline: "您有{n}条线索还没有首次回复；{oldest}已等{days}天",
    worth: "这类线索平均每条带来{each}（近一年{n}条）：合计约{money}",
    action: "先联系{oldest}：今天一个简短的电话就能接上",
    note: "近{days}天内未回复、未转化、未放弃的线索",
    lead: "线索",
    waits: "等待",
    follow: "全部线索",
  },
};
