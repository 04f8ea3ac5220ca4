import sharp from "sharp";
import type { Answer, Form } from "#answer.ts";
import type { CommandSummary, Host, Incoming, Log, Person, Progress } from "#platform.ts";

const both = (en: string, zh: string) => ({ en, zh });

export const commands: readonly CommandSummary[] = [
  {
    name: "rfm",
    title: both("Customer value", "客户分层"),
    summary: both("Who are our best, promising and slipping customers?", "谁是最有价值、有潜力、正在流失的客户？"),
    aliases: ["客户分层"],
    group: "customers",
    examples: [both("/rfm last90d", "/rfm 近90天"), both("/rfm by region", "/rfm 按 区域")],
    needsSubject: false,
  },
  {
    name: "sales",
    title: both("Sales", "销售"),
    summary: both("Revenue, orders, order value, returns", "销售额、订单、客单价、退货"),
    aliases: ["销售"],
    group: "sales",
    examples: [both("/sales this quarter by region", "/sales 本季度 按 区域")],
    needsSubject: false,
  },
  {
    name: "funnel",
    title: both("Funnel", "漏斗"),
    summary: both("Where do deals leak?", "商机卡在哪一步？"),
    aliases: ["漏斗"],
    group: "sales",
    examples: [both("/funnel Q3", "/funnel 三季度")],
    needsSubject: false,
  },
  {
    name: "campaign",
    title: both("Campaigns", "营销效果"),
    summary: both("Which campaign and channel pays?", "哪个活动、哪个渠道最划算？"),
    aliases: ["营销效果"],
    group: "marketing",
    examples: [both("/campaign last quarter by channel", "/campaign 上季度 按 渠道")],
    needsSubject: false,
  },
  {
    name: "satisfaction",
    title: both("Satisfaction", "满意度"),
    summary: both("NPS, complaints, response time", "NPS、投诉、响应时间"),
    aliases: ["满意度"],
    group: "service",
    examples: [both("/satisfaction last6m", "/satisfaction 近半年")],
    needsSubject: false,
  },
  {
    name: "quality",
    title: both("Data quality", "数据质量"),
    summary: both("What is missing, wrong, duplicated; who can fix it?", "哪些数据缺失、错误、重复，该找谁补？"),
    aliases: ["数据质量"],
    group: "data",
    examples: [both("/quality by owner", "/quality 按 负责人")],
    needsSubject: false,
  },
];

export const people: readonly Person[] = [
  { id: "u1", name: "Anna Keller", email: "anna@example.com", locale: "en" },
  { id: "u2", name: "李静怡", email: "li@example.com", locale: "zh" },
  { id: "u3", name: "Tom Baker", email: "tom@example.com" },
];

/** Changes `/funnel Q3`. */
export const funnelForm: Form = {
  command: "funnel",
  title: "Ask Funnel",
  send: "Ask",
  fields: [
    { name: "period", label: "Period", value: "Q3", required: true, example: "last90d" },
    {
      name: "by",
      label: "Broken down by",
      value: "",
      required: false,
      choices: [
        { label: "Nothing", value: "" },
        { label: "Region", value: "region" },
      ],
    },
    { name: "rest", label: "Only", value: "", required: false },
  ],
};

/** A chart of the real size, plain: opaque white with one bar. */
export function drawPng(): Promise<Uint8Array> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="560" height="460"><rect width="560" height="460" fill="#fff"/><rect x="40" y="120" width="400" height="60" rx="4" fill="#2F6FDE"/></svg>`;
  return sharp(Buffer.from(svg)).resize(1680).png().toBuffer();
}

/** A whole answer, with every part there is. */
export function fullAnswer(png: Uint8Array, locale: "en" | "zh", changes: Partial<Answer> = {}): Answer {
  const say = (en: string, zh: string) => (locale === "zh" ? zh : en);
  return {
    id: "a1b2c3",
    command: "/funnel Q3",
    locale,
    headline: say(
      "Only 1 in 4 demos becomes a proposal, the biggest leak in the funnel",
      "演示到方案只有四分之一，是漏斗里最大的流失点",
    ),
    context: say(
      "1 Jul – 30 Sep 2026 · Mid-market · your team: 12 people · compared with Q2",
      "2026年7月1日至9月30日 · 中端客户 · 你的团队：12人 · 对比二季度",
    ),
    image: {
      png,
      alt: say("Funnel: 25% of demos become proposals", "漏斗：25% 的演示进入方案"),
      width: 1680,
      height: 1380,
    },
    kpis: [
      { label: say("Win rate", "赢单率"), value: "3.2%", change: "−0.4 pp", good: false },
      { label: say("Won", "赢单"), value: "152", change: "+12%", good: true },
      { label: say("Median cycle", "周期中位数"), value: say("41 days", "41天") },
    ],
    table: {
      columns: [
        { key: "owner", label: say("Owner", "负责人"), format: "text" },
        { key: "demos", label: say("Demos", "演示"), format: "integer" },
        { key: "rate", label: say("To proposal", "到方案"), format: "percent" },
        { key: "value", label: say("Open value", "在谈金额"), format: "money" },
      ],
      rows: [
        { owner: "Anna Keller", demos: 1388, rate: 0.25, value: 1_240_000 },
        { owner: "李静怡", demos: 412, rate: 0.31, value: 986_500.5 },
        { owner: "Tom Baker", demos: 209, rate: null, value: 87_100 },
      ],
      cells: [
        ["Anna Keller", "1,388", "25%", "$1.2M"],
        ["李静怡", "412", "31%", "$987k"],
        ["Tom Baker", "209", "–", "$87k"],
      ],
      total: 12,
    },
    insights: [
      say(
        "Demos held more than 9 days after the request convert half as often (14% against 29%).",
        "申请后超过9天才做的演示，转化率只有一半（14% 对 29%）。",
      ),
      say(
        "Two thirds of the drop is in Manufacturing: 214 demos, 31 proposals.",
        "三分之二的下滑在制造业：214次演示，31份方案。",
      ),
    ],
    actions: [
      say(
        "Anna: offer a slot within 3 days to the 46 waiting demos, worth about ¥1.1M.",
        "Anna：为46个等待中的演示三天内排期，约值110万元。",
      ),
    ],
    footnotes: [
      say(
        "Data as of 22 Nov 2026, 09:00. 4,820 deals used, 12 left out: no creation date.",
        "数据截至2026年11月22日 09:00。使用4,820条商机，12条缺少创建日期未计入。",
      ),
      say("Furthest stage reached, inferred for 3% of deals.", "按到达的最远阶段计算，3% 的商机为推断。"),
    ],
    buttons: [
      { action: "ask", label: say("By region", "按区域"), value: "/funnel Q3 by region" },
      { action: "ask", label: say("Last quarter", "上季度"), value: "/funnel last quarter" },
      { action: "explain", label: say("How was this computed?", "怎么算的？"), value: "/funnel Q3" },
      { action: "share", label: say("Share to channel", "分享到频道"), value: "/funnel Q3" },
    ],
    result: {},
    visibility: "private",
    ...changes,
  };
}

export interface SmallHost extends Host {
  /** All that was asked, in order. */
  readonly asked: Incoming[];
  readonly logged: string[];
}

export type Reaction = (incoming: Incoming, progress: Progress) => Promise<Answer> | Answer;

/** A host that remembers what it was asked, answers an event once, and answers by `react`. */
export function smallHost(react: Reaction, changes: Partial<Host> = {}): SmallHost {
  const asked: Incoming[] = [];
  const logged: string[] = [];
  const seen = new Set<string>();
  const write = (_fields: object, message: string) => void logged.push(message);
  const log: Log = { info: write, warn: write, error: write };
  return {
    commands,
    defaultLocale: "en",
    prefix: "",
    async ask(incoming, progress = () => undefined) {
      if (seen.has(incoming.eventId)) return null;
      seen.add(incoming.eventId);
      asked.push(incoming);
      return react(incoming, progress);
    },
    form: async () => null,
    home: async () => ({ about: [], recent: [], suggested: [], subscriptions: [], locale: "en" }),
    rate: async () => undefined,
    vault: { get: async () => null, set: async () => undefined, delete: async () => undefined },
    say: (_locale, key) => key,
    personas: async () => people,
    log,
    asked,
    logged,
    ...changes,
  };
}

/** Answers as Parley would: an error for nonsense, the method for `explain`, shared answers for the channel. */
export function reactWith(png: Uint8Array): Reaction {
  return ({ text, action, user, where }, progress) => {
    const locale = user.locale ?? "en";
    progress(locale === "zh" ? "正在读取商机……" : "Reading deals…");
    if (text.includes("nonsense"))
      return {
        id: "e7f8a9",
        command: "",
        locale,
        headline: "“nonsense” is not a command.",
        context: "",
        buttons: [{ action: "ask", label: "/rfm last90d", value: "/rfm last90d" }],
        result: {},
        error: { code: "not_understood", hint: "Did you mean /rfm last90d?" },
        visibility: "private",
      };
    if (action === "explain") {
      const { image: _, table: __, ...rest } = fullAnswer(png, locale, { kpis: [], buttons: [] });
      return { ...rest, headline: "To proposal = proposals ÷ demos" };
    }
    const visibility = action === "share" ? "channel" : "private";
    const { buttons, ...answer } = fullAnswer(png, locale, { command: text, visibility });
    return { ...answer, buttons: buttons.filter((button) => button.action !== "share" || !where.private) };
  };
}
