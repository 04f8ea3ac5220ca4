import type { Locale, Localized } from "#messages.ts";

/** What this platform alone says; everything else is in the shared catalogue. */
const texts = {
  /** Titles of cards. */
  next: { en: "What next?", zh: "接着看" },
  choose: { en: "Which one?", zh: "您想问哪一个？" },
  chosen: { en: "Chosen: {label}", zh: "已选：{label}" },
  ask: { en: "Ask", zh: "查询" },
  hello: { en: "Ask me about your sales", zh: "问我销售数据" },
  /** Names of buttons that would not fit into ten characters. */
  explain: { en: "Method", zh: "怎么算的" },
  share: { en: "Share", zh: "分享到群" },
  edit: { en: "Change", zh: "修改" },
  quarter: { en: "Quarter", zh: "本季度" },
  /** Above commands that no button shows. */
  also: { en: "You can also ask:", zh: "还可以问：" },
  picture: { en: "Picture: {alt}", zh: "图：{alt}" },
  unreachable: {
    en: "I could not send you the rest directly. Open a chat with me, say hello, and ask again.",
    zh: "没能私信给您。请先打开与我的单聊说句话，再问一次。",
  },
  unread: {
    en: "I read text and listen to voice messages, but cannot look at pictures and files yet.",
    zh: "我能看文字、听语音，暂时还不能看图片和文件。",
  },
  unheard: {
    en: "This app gets voice messages without their words. Please write, or speak to the AI bot.",
    zh: "应用收到的语音没有文字。请打字，或在智能机器人里说。",
  },
  outdated: {
    en: "This button is too old. Please ask the question again.",
    zh: "这个按钮已过期，请重新提问。",
  },
  recent: { en: "Recently asked", zh: "最近问过" },
  suggested: { en: "Worth asking", zh: "可以先问" },
  subscriptions: { en: "Sent to you", zh: "定期发送" },
  /** Menus of the app: pairs of groups, in 16 bytes. */
  "menu.customers": { en: "Clients/Service", zh: "客户/服务" },
  "menu.sales": { en: "Sales/Marketing", zh: "销售/营销" },
  "menu.mine": { en: "Mine/Data", zh: "我的/数据" },
  "menu.all": { en: "All of {group}…", zh: "全部{group}…" },
} satisfies Record<string, Localized>;

export function say(locale: Locale, key: keyof typeof texts, values: Readonly<Record<string, string>> = {}): string {
  return texts[key][locale].replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");
}
