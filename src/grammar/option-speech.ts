import type { Found } from "./vocabulary.ts";

/** How one says a choice among a command's options in a sentence: option, value, and its words (folded). */
const spoken: readonly (readonly [option: string, value: string, words: string])[] = [
  ["attribution", "first", "first[- ](?:touch|click)(?: attribution)?|首次(?:触点|点击|触达)?归因|首触归因"],
  ["attribution", "last", "last[- ](?:touch|click)(?: attribution)?|(?:末次|最后)(?:触点|点击|触达)?归因|末触归因"],
  ["attribution", "linear", "linear attribution|linearly attributed|线性归因|平均归因"],
  ["attribution", "position", "(?:position[- ]based|u-shaped)(?: attribution)?|位置归因"],
  ["attribution", "decay", "time[- ]decay(?: attribution)?|(?:时间)?衰减归因"],
  ["basis", "signed", "by signed (?:deals|contracts)|按签约(?:额|金额)?(?:看|算)?|签约口径"],
  [
    "basis",
    "received",
    "(?:by|on|based on|in terms of|measured (?:by|on)|according to) (?:the )?(?:cash|money|payments?) (?:received|collected)|(?:brought in|collected|received) (?:the )?(?:most )?(?:cash|money)|按回款(?:额|金额)?(?:看|算)?|回款口径|收(?:到|上来|回来?)?的?钱|到账",
  ],
  ["basis", "ordered", "by orders|按订单(?:额|金额)?(?:看|算)?|订单口径"],
  ["basis", "contracts", "by contracts?|按合同(?:看|算)?|合同口径"],
  [
    "basis",
    "closing",
    "(?:deals |opportunities )?(?:(?:that|which) )?(?:were |have |has )?closed|(?:已经?)?(?:关闭|结束|关掉)的?(?:商机|单子)?",
  ],
  ["basis", "open", "(?:still |currently )?open|(?:还)?(?:在跟|未关闭|没关)的?"],
  [
    "level",
    "category",
    "(?:by|per|across|which|what) (?:product )?categor(?:y|ies)|(?:哪些|哪几个|什么)(?:品类|类目)|按(?:照)?(?:品类|类目)(?:看)?",
  ],
  [
    "closing",
    "month",
    "(?:(?:i|we) (?:should|can|could|will) close|to (?:be )?closed?|due to close|closing|expected to close) this month|(?:本月|这个?月)(?:预计|要|能|该|可以)?(?:成交|关单?|关闭|签(?:约|下|单)?|拿下|落地|落单)的?",
  ],
  [
    "closing",
    "quarter",
    "(?:(?:i|we) (?:should|can|could|will) close|to (?:be )?closed?|due to close|closing|expected to close) this quarter|(?:本季度?|这个?季度?)(?:预计|要|能|该|可以)?(?:成交|关单?|关闭|签(?:约|下|单)?|拿下|落地|落单)的?",
  ],
  [
    "closing",
    "year",
    "(?:due to close|closing|expected to close) this year|今年(?:预计|要|能|该|可以)?(?:成交|关单?|关闭|签(?:约|下|单)?|拿下|落地|落单)的?",
  ],
  [
    "closing",
    "year",
    "(?:due to close |closing |close |closed )?(?:before|by) (?:the )?(?:end of (?:the )?year|year[- ]end)|(?:到|在)?(?:今年|本年|年)(?:底|末|内)(?:之?前|以前)?(?:能|要|会|可以)?(?:关|签|成交|拿下|落)(?:单|约|下)?的?",
  ],
  [
    "closing",
    "quarter",
    "(?:due to close |closing |close |closed )?(?:before|by) (?:the )?(?:end of (?:the |this )?quarter|quarter[- ]end)|(?:到|在)?(?:季度末|季末)(?:之?前|以前)?(?:能|要|会|可以)?(?:关|签|成交|拿下|落)的?",
  ],
  [
    "closing",
    "month",
    "(?:due to close |closing |close |closed )?(?:before|by) (?:the )?(?:end of (?:the |this )?month|month[- ]end)|(?:到|在)?(?:月底|月末)(?:之?前|以前)?(?:能|要|会|可以)?(?:关|签|成交|拿下|落)的?",
  ],
  [
    "full",
    "full",
    "full (?:funnel|journey)|(?:the )?(?:whole|entire|complete|end[- ]to[- ]end) (?:funnel|journey)|from (?:the )?(?:first )?(?:leads?|visits?) (?:all the way )?to (?:the )?(?:close|cash|deals?|orders?|customers?|wins?|won|sales?|contracts?)|lead[- ]to[- ](?:close|cash|order|deal)|全链路|(?:完整|整个|全)(?:的)?漏斗|全流程|端到端|从(?:线索|访客|访问)(?:一路)?到(?:成交|赢单|回款|签约|下单|客户)",
  ],
  ["scheme", "8", "(?:eight|8)[- ](?:segments?|groups?|classes)(?: scheme)?|(?:八|8)(?:分法|类法|分类|类|层|象限)"],
  ["scheme", "8", "(?:重要|一般)(?:价值|保持|发展|挽留)"],
  ["scheme", "3", "(?:three|3)[- ](?:tiers?|segments?|groups?)(?: scheme)?|(?:三|3)(?:分法|分类|类|层|档)"],
  ["basis", "contracts", "(?:of |for |based on |whose |which )?contracts?|renewals?|合同|续约|续签"],
  ["view", "report", "post-?mortem|(?:churn|loss) (?:review|report)|(?:流失)?复盘"],
  [
    "method",
    "auto",
    "(?:by )?yourself|on your own|自己(?:去)?(?=[找分聚看])|automatic(?:ally)?|cluster(?:s|ing)?|自动|聚个?类",
  ],
  ["sort", "roi", "投资回报率?|回报率|净回报率"],
  ["sort", "roas", "投产比?|投入产出比?"],
  ["sort", "revenue", "营收|销售额|收入"],
  ["sort", "cost", "成本|花费|费用|投入"],
  ["sort", "leads", "线索数?"],
  ["sort", "customers", "(?:new )?customers|(?:新)?客户数?|新客数?"],
  ["sort", "cac", "获客成本|cost per (?:acquisition|customer)|acquisition cost"],
  ["sort", "payback", "回收期|回本(?:时间|周期)?"],
];

const rules = spoken.map(([option, value, words]) => {
  const plain = `(?<![a-z])(?:${words})(?![a-z])`;
  const ranked = `(?:按|根据)(?:照)?(?:${words})(?:来)?(?:排序?|排列|排名)|(?:sort|rank|order)(?:ed|ing)?(?: (?:it|them|this|that|these|everything|(?:the |our |all )?(?:campaigns?|channels?|results?|activities)))? by (?:the )?(?:number of )?(?:${words})(?![a-z])`;
  return { option, value, pattern: new RegExp(option === "sort" ? ranked : plain, "y") };
});

/** All those words, for knowing them from slips. */
export const spokenOptions: readonly string[] = spoken.flat();

/** What to rank by, in words that stand before or behind a superlative. */
export const sortWords: ReadonlyMap<string, string> = new Map(
  spoken.filter(([option]) => option === "sort").map(([, value, words]) => [value, words]),
);

/** An option said in everyday words (首次归因, `linear attribution`) where the command has that choice. */
export function optionSpeechAt(
  text: string,
  index: number,
  options: ReadonlyMap<string, readonly string[]>,
): Found | null {
  for (const { option, value, pattern } of rules) {
    const choices = options.get(option);
    // A number is no word that could stand bare, so that it is not among the choices.
    if (choices === undefined || !(choices.includes(value) || /^\d+$/.test(value))) continue;
    pattern.lastIndex = index;
    const match = pattern.exec(text);
    if (match === null) continue;
    return {
      claim: { kind: "option", name: option, value: value === option ? "true" : value },
      end: index + match[0].length,
    };
  }
  return null;
}
