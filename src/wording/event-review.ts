import type { Messages } from "#messages.ts";

/** What is said of a campaign or season that is over. */
export const messages: Messages = {
  en: {
    headline: "{name} is over: {finding}",
    ended: "{name}: {span}",
    more: "In detail",
  },
  zh: {
    headline: "{name}已结束：{finding}",
    ended: "{name}：{span}",
    more: "查看详情",
  },
};
