/** What customers write, by mood and language. Some Chinese customers write English, those abroad always do. */
export const comments: Readonly<
  Record<"happy" | "fair" | "poor" | "late", { readonly zh: readonly string[]; readonly en: readonly string[] }>
> = {
  happy: {
    zh: [
      "豆子很新鲜，同事都说好喝",
      "机器稳定，服务响应快",
      "口感醇厚，会继续回购",
      "客服专业，安装师傅很细心",
      "包装精致，送客户很有面子",
      "性价比高，推荐给了朋友",
    ],
    en: [
      "Fresh beans and friendly service",
      "The machine has been rock solid",
      "Great crema, the whole office loves it",
      "Support answered within minutes",
      "Good value, will order again",
    ],
  },
  fair: {
    zh: ["整体还可以，价格略高", "味道不错，希望多些浅烘的豆子", "机器噪音有点大", "中规中矩，没有惊喜"],
    en: [
      "Decent coffee, a bit pricey",
      "Fine overall, more light roasts please",
      "Works well, though the grinder is noisy",
    ],
  },
  poor: {
    zh: [
      "豆子不够新鲜，有哈喇味",
      "机器漏水，修了两次还没好",
      "客服电话一直没人接",
      "收到的包装破损，胶囊压扁了",
      "发票开错了两次",
    ],
    en: [
      "The beans tasted stale",
      "The machine leaks and nobody fixes it",
      "Packaging was crushed on arrival",
      "Support never called back",
      "Wrong invoice twice in a row",
    ],
  },
  late: {
    zh: [
      "送货太慢，比承诺晚了好几天",
      "物流延误，会议当天没有咖啡",
      "又迟到了，仓库发货太慢",
      "配送延迟，催了三次才发货",
      "交期一再推迟，影响门店营业",
    ],
    en: [
      "Delivery was days late again",
      "Late delivery, we ran out of coffee",
      "Shipment delayed, nobody told us",
      "Arrived late, missed our event",
    ],
  },
};

export const complaints: readonly {
  readonly reason: string;
  readonly zh: readonly [string, string];
  readonly en: readonly [string, string];
}[] = [
  {
    reason: "设备故障",
    zh: ["咖啡机不出水", "早上开机后不出水，屏幕提示E05，已重启两次无效，请尽快安排工程师。"],
    en: [
      "Machine does not dispense",
      "Since this morning the machine shows error E05 and dispenses no water. Please send an engineer.",
    ],
  },
  {
    reason: "产品质量",
    zh: ["豆子有异味", "刚收到的一批豆子打开有油哈味，和上次差别很大，希望换货。"],
    en: [
      "Beans smell stale",
      "The latest bag smells rancid compared with the previous one. We would like a replacement.",
    ],
  },
  {
    reason: "包装破损",
    zh: ["纸箱破损", "外箱被压坏，里面两袋豆子漏了，附照片。"],
    en: ["Box crushed", "The outer box was crushed and two bags were open. Photos attached."],
  },
  {
    reason: "发票问题",
    zh: ["发票抬头错误", "专票抬头少了“有限”两个字，财务无法入账，请重开。"],
    en: ["Wrong invoice", "The company name on the invoice is wrong and accounting cannot book it. Please reissue."],
  },
];

export const lateComplaint = {
  reason: "配送延迟",
  zh: ["订单还没送到", "承诺的日期已经过了，物流信息两天没有更新，门店快断货了，请尽快处理。"],
  en: [
    "Order still not delivered",
    "The promised date has passed and tracking has not moved for two days. We are running out of coffee: late delivery again.",
  ],
} as const;

export const questions: readonly {
  readonly reason: string;
  readonly kind: "question" | "request";
  readonly zh: readonly [string, string];
  readonly en: readonly [string, string];
}[] = [
  {
    reason: "使用咨询",
    kind: "question",
    zh: ["如何调节研磨度", "换了浅烘豆之后偏酸，研磨度应该往哪边调？"],
    en: ["How to set the grind", "Light roasts taste sour on our machine. Which grind setting do you suggest?"],
  },
  {
    reason: "订单咨询",
    kind: "question",
    zh: ["能否合并发货", "本周下了两单，可以合并一起发吗？"],
    en: ["Combine two orders", "We placed two orders this week. Can they ship together?"],
  },
  {
    reason: "服务申请",
    kind: "request",
    zh: ["预约保养", "X5 已使用一年，申请预约一次除垢保养。"],
    en: ["Book maintenance", "Our X5 is a year old. Please book a descaling visit."],
  },
];

export const posts: readonly (readonly [mood: "happy" | "poor" | "late", text: string])[] = [
  ["happy", "公司茶水间换了雾屿的X5，早会都有盼头了 #办公咖啡"],
  ["happy", "挂耳到货，出差党续命，云南水洗那款甜感很好"],
  ["happy", "Misty Isle's Yirgacheffe is my new weekend ritual"],
  ["happy", "手冲新手跟着视频学，滤纸和手摇磨一起买很划算"],
  ["poor", "胶囊涨价了，味道还不如以前，有没有平替？"],
  ["poor", "Capsule machine died after 13 months, just out of warranty"],
  ["late", "双休日下单，说好四天到，等了一个多星期，雾屿物流能不能快点"],
  ["late", "Ordered beans for the office, delivery late again. Anyone else?"],
];
