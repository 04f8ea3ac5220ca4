import { readNumber } from "./fold.ts";
import type { Claim, Comparison } from "./parts.ts";
import type { Found } from "./vocabulary.ts";

const end = "(?![a-z0-9_=])";
const lead =
  "(?:vs\\.?|versus|against|compar(?:ed?|ing|ison)\\s+(?:it\\s+|that\\s+|this\\s+)?(?:to|with|against))\\s*(?:the\\s+)?";

function sticky(source: string): RegExp {
  return new RegExp(source, "y");
}

const comparisons: readonly (readonly [RegExp, Comparison])[] = [
  [
    sticky(
      `${lead}(?:same\\s+(?:period|time|month|quarter|week)\\s+(?:of\\s+)?last\\s+year|last\\s+year|(?:a\\s+)?year\\s+(?:ago|before)|yoy|同比|去年同期|去年)${end}`,
    ),
    "yoy",
  ],
  [sticky(`(?:yoy|year[\\s-](?:over|on)[\\s-]year)${end}|同比`), "yoy"],
  [sticky("(?:去年|上年)的?同期的?(?:相比较?|对比|比较|比)"), "yoy"],
  [sticky("(?:较|比|对比|和|与|跟|同)(?:去年同期|上年同期|去年|上年)(?:的?(?:相比较?|对比|比较|比))?"), "yoy"],
  [
    sticky(
      `${lead}(?:prev(?:ious)?(?:\\s+(?:period|one))?|last\\s+period|prior\\s+period|(?:the\\s+)?(?:one|period|week|month|quarter|year)\\s+before(?:\\s+(?:that|it))?|环比|上期)${end}`,
    ),
    "prev",
  ],
  [sticky(`(?:mom|wow|qoq|period[\\s-](?:over|on)[\\s-]period)${end}|环比`), "prev"],
  [sticky("(?:较|比|对比|和|与|跟|同)(?:上一?期|前期)(?:的?(?:相比较?|对比|比较|比))?"), "prev"],
  [sticky(`${lead}(?:targets?|plan|goal|目标)${end}`), "target"],
  [sticky("(?:较|比|对比|和|与|跟)(?:目标|计划)(?:的?(?:相比较?|对比|比较|比))?"), "target"],
  [
    sticky(
      `(?:${lead}(?:none|nothing)|(?:no|without(?:\\s+(?:a|the|any))?)\\s+comparisons?)${end}|不用?对比|不用?比较|不做对比`,
    ),
    "none",
  ],
];

function match(pattern: RegExp, text: string, index: number): RegExpExecArray | null {
  pattern.lastIndex = index;
  return pattern.exec(text);
}

/** `vs prev|yoy|target|none`, 同比, 环比, 较目标. */
export function compareAt(text: string, index: number): Found | null {
  for (const [pattern, kind] of comparisons) {
    const found = match(pattern, text, index);
    if (found !== null) return { claim: { kind: "compare", with: kind }, end: index + found[0].length };
  }
  return null;
}

const english = "one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty";
const top = sticky(
  `(?:the\\s+)?(?:top|first|best)\\s*-?(\\d+|${english})(?:[\\s-]+best)?(?:[\\s-]+(?:selling|performing|paying|earning))?${end}(?!\\s*(?:%|percent))|(?:前|最\\s*[好高多大]?\\s*的?)\\s*(\\d+|[一二两三四五六七八九十百]+)(?!\\d|\\s*%|\\s*个?(?:天|月|周|季|年))\\s*[名个位大家款条]?|(三|五|十)大(?=产品|商品|单品|品类|渠道|城市|区域|门店|客户|行业|商机|单)|(?:list|give\\s+me|show\\s+me)\\s+(?:the\\s+)?(\\d+|${english})(?!\\s+(?:days?|weeks?|months?|quarters?|years?))${end}|(?:the\\s+)?(\\d{1,2}|${english})\\s+(?:biggest|largest|highest|best|top)(?:[\\s-]+(?:selling|performing|paying|earning))?${end}|(?:列出?|给我|给|来|挑|取)(\\d+|[一二两三四五六七八九十]+)[名个位家款条](?!\\s*(?:天|月|周|季|年|礼拜|星期))`,
);

/** `top 10`, 前10, 前十名. */
export function topAt(text: string, index: number): Found | null {
  const found = match(top, text, index);
  if (found === null) return null;
  const word = found.slice(1).find((each) => each !== undefined) ?? "";
  return { claim: { kind: "top", count: word === "twenty" ? 20 : readNumber(word) }, end: index + found[0].length };
}

const clears: readonly (readonly [RegExp, "filters" | "grouping"])[] = [
  [
    sticky(
      `(?:clear|remove|reset|drop|no|without)\\s+(?:all\\s+)?(?:the\\s+)?(?:filters?|filtering)${end}|unfilter(?:ed)?${end}|(?:清除|清空|取消|去掉|重置|不要|移除)(?:所有|全部)?(?:的)?(?:筛选|过滤|条件|限制)(?:条件)?|(?:看)?(?:全部|所有)的?(?:数据)?$`,
    ),
    "filters",
  ],
  [
    sticky(
      `ungroup(?:ed)?${end}|(?:no|without|remove(?:\\s+the)?)\\s+(?:grouping|breakdown|groups)${end}|(?:in|the)\\s+total\\s+only${end}|(?:不要|不用|不|取消|去掉)(?:分组|拆分|细分)|合计就行|看合计`,
    ),
    "grouping",
  ],
];

/** `clear filters`, 清除筛选; `ungrouped`, 不分组: what takes back a part of the question before. */
export function clearAt(text: string, index: number, words: { readonly sentence: boolean }): Found | null {
  if (!words.sentence) return null;
  for (const [pattern, what] of clears) {
    const found = match(pattern, text, index);
    if (found !== null) return { claim: { kind: "clear", what }, end: index + found[0].length };
  }
  return null;
}

const exports = sticky(
  `(?:(?:export(?:ed)?|download|send|give|save|put)\\s+(?:it\\s+|this\\s+|that\\s+|me\\s+)?)?(?:(?:as|to|in|into)\\s+)?(?:an?\\s+)?(csv|xlsx|excel|pptx|powerpoint|ppt|pdf)(?:\\s+(?:file|sheet|spreadsheet|deck|presentation|format|version|slides?))*${end}|(?:as\\s+)?(?:an?\\s+)?(spreadsheet|slides|slide\\s+deck)${end}|(?:导出|下载|输出|存|做|发|转)(?:为|成|到|个|一份|一下|给|我)*\\s*(csv|xlsx|excel|pptx|powerpoint|ppt|pdf|表格|电子表格|幻灯片|演示文稿)(?:表格?|文件|格式)?|(?:的\\s*)?(csv|xlsx|excel|pptx|powerpoint|ppt|pdf)(?:表格?|文件|格式|版)|(?:export|download)(?:\\s+(?:it|this|that))?${end}|导出(?:数据|一下|来)?|下载一下`,
);

/** `csv`, `xlsx`, `pptx`, `pdf`, 导出Excel. */
export function exportAt(text: string, index: number): Found | null {
  const found = match(exports, text, index);
  if (found === null) return null;
  const word = found.slice(1).find((each) => each !== undefined) ?? "xlsx";
  const format = word === "csv" || word === "pdf" ? word : /^(?:p|slide|幻灯|演示)/.test(word) ? "pptx" : "xlsx";
  return { claim: { kind: "export", format }, end: index + found[0].length };
}

const switches: readonly (readonly [RegExp, Claim])[] = [
  [sticky(`(?:fresh|refresh)${end}|最新数据|刷新`), { kind: "fresh" }],
  [sticky(`(?:--)?full${end}|完整明细|全部明细`), { kind: "full" }],
];

export function switchAt(text: string, index: number, words: { readonly sentence: boolean }): Found | null {
  for (const [pattern, claim] of switches) {
    // `full` alone is said of much else in a sentence.
    if (words.sentence && claim.kind === "full" && !/^(?:--|[^f])/.test(text.slice(index))) continue;
    const found = match(pattern, text, index);
    if (found !== null) return { claim, end: index + found[0].length };
  }
  return null;
}

const myTeam = sticky(
  `(?:my|our)\\s+(?:team|people|reps|guys|folks|sellers|salespeople)(?:'s)?${end}|我的人|我手下(?:的人)?|手下的人|我们组的?|我们小组的?|我们团队的?|我的团队的?|我团队的?|我们部门的?|我组的?|咱们?组的?|本组的?|本团队的?`,
);
const my = sticky(
  `(?:(?:in|from|of)\\s+my\\s+(?:book|portfolio|patch|accounts|customers|clients|deals)|my\\s+(?:own|book|portfolio|patch)|my(?!\\s+(?:attention|boss|manager|meeting|question|call|way|phone|review|colleagues?))|mine)${end}|我的|我[那这](?:几个|些|边|块)的?|我名下的?|我手上的?|我手里的?|我手头的?|我跟的|我管的|我负责的|我自己的?|本人的?`,
);

/** `my team`, 我们组; `my`, 我的. */
export function mineAt(text: string, index: number, words: { readonly mine: boolean }): Found | null {
  if (!words.mine) return null;
  const team = match(myTeam, text, index);
  if (team !== null) {
    return { claim: { kind: "filter", dimension: "team", values: ["mine"] }, end: index + team[0].length };
  }
  const own = match(my, text, index);
  return own && { claim: { kind: "filter", dimension: "owner", values: ["me"] }, end: index + own[0].length };
}
