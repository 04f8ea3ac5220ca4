import type { Messages } from "#messages.ts";

/** What owners of stalled deals are told. */
export const messages: Messages = {
  en: {
    headline: "{name} ({money}) has stood in {stage} for {days} days",
    why: "Of the deals that were won, three in four left that stage within {usual} days",
    action: "Agree with {customer} on the next step and a date; or close the deal, so that the forecast stays true",
    stage_unknown: "its stage",
    customer: "Look at the customer",
    pipeline: "All open deals",
  },
  zh: {
    headline: "{name}（{money}）在“{stage}”已停留{days}天",
    why: "赢单的商机里，四分之三在{usual}天内走出了这个阶段",
    action: "与{customer}约定下一步和时间；若已无望，请关闭商机，让预测保持真实",
    stage_unknown: "当前阶段",
    customer: "查看客户",
    pipeline: "全部在手商机",
  },
};
