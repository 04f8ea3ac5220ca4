import { type DimensionMatch, matchDimension } from "./dimension-words.ts";
import { and, at } from "./list-values.ts";
import type { Found, Vocabulary } from "./vocabulary.ts";

const by =
  /(?:(?:broken?\s+down|group(?:ed)?|split|cut|slice[d]?)\s+by\s+|(?:drill(?:ed)?\s+(?:down\s+)?(?:in)?to|split\s+(?:it\s+)?into|down\s+to)\s+(?:the\s+)?|(?:细分?|拆分?|切|下钻|钻取?|分|具体|展开)[到成]|by\s+|per\s+|for\s+each\s+|each\s+|which\s+(?:of\s+(?:the|our)\s+)?|what\s+|(?:in|on|from|among|across|over)\s+(?:just\s+|only\s+)?(?:a\s+)?(?:few|handful\s+of|couple\s+of)\s+|(?:across|for|in)\s+(?:all\s+)?(?:the\s+|our\s+)?(?:different|various|individual|respective)\s+|按照?\s*|分\s*|各个?|不同的?|每个|哪一?个|哪些|哪种|哪几[个家种款]|哪[家款类位]|什么|各家|(?<=(?:(?:top|first|best)\s*-?(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)(?:[\s-]+best)?(?:[\s-]+(?:selling|performing|paying|earning))?|(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)\s+(?:biggest|largest|highest|best|top)(?:[\s-]+(?:selling|performing|paying|earning))?|(?:前|最\s*[好高多大]?\s*的?)\s*[\d一二三四五六七八九十]+\s*[名个位大家款条]?\s*的?|[三五十]大)\s*))/y;

const bestOf =
  /(?:best|highest|top|strongest|leading|cheapest|priciest)(?:[\s-]+(?:selling|performing|paying|earning|converting|grossing|value|yielding))?\s+|最\s*[好高多大]?\s*的?\s*/y;

const byPerson =
  /(?:by|per|for\s+each)\s+(?:person|head|individual|people|salesperson|name)(?![a-z])|person\s+by\s+person(?![a-z])|(?:拆|分|细|落|具体|排)?到(?:每)?个?人头?(?:头上|身上)?|(?:按|分)(?:每)?个?人头?(?:头上|来)?(?:看|拆|分|排)?(?!群)|每个?人(?!均)(?:的)?|每位同事的?|按(?:每个)?销售(?!额|量|渠道|区|大区|团队|组|阶段)(?:来)?(?:看|拆|分|排|列)?/y;

const bySex =
  /(?:按)?男女(?:性别)?(?=客|会员|顾客|用户|占|比|各|分|哪|谁|销|消|的)|(?:men|male)\s+(?:vs\.?|versus|and|or|compared (?:to|with))\s+(?:women|female)(?:\s+(?:customers|members|buyers))?(?![a-z])/y;

const byEnd =
  /\s*(?:来)?(?:看一?下|看看|看|分组|分一下|分开|分布(?:情况)?|分|细分|拆分|拆一下|拆开|拆|列出来?|统计|汇总|排名|排一?下|排个(?:名|序|队)|占比|构成)(?![析期])/y;

const grain =
  /(?:by\s+|per\s+|按)?(daily|weekly|monthly|quarterly|yearly)(?![a-z])|(?:by\s+|per\s+|which\s+|each\s+|every\s+|for\s+each\s+|按照?|分|逐|每一?个?|各个?|哪一?个?)(day|week|month|quarter|year|天|日|周|月份?|季度|季|年)(?![a-z])(?:来)?(?:看|分组|细分|拆分|统计|汇总)?|(月度|周度|日度)(?=的|留存|趋势|走势|$)|(?<=的|^|\s)(?:每)?(周|月|日|季度)(?=销售|营收|业绩|订单|销量|回款|\s\s)|(month|week|day|quarter)[\s-](?:by|over)[\s-]\5(?![a-z])|一个?(周|月|天|季度?)一个?\6(?:地|的)?(?:看|列出?来?)?/y;

const grains: Readonly<Record<string, string>> = {
  天: "day",
  日: "day",
  周: "week",
  月: "month",
  月份: "month",
  月度: "month",
  周度: "week",
  日度: "day",
  季度: "quarter",
  季: "quarter",
  年: "year",
  daily: "day",
  weekly: "week",
  monthly: "month",
  quarterly: "quarter",
  yearly: "year",
};

/** The dimension at a place; of two in a row, of which the second has a value behind it, the first (`by product category=…`). */
function groupedBy(folded: string, index: number, words: Vocabulary): DimensionMatch | null {
  if (/(?:什么|多大|哪种)$/.test(folded.slice(0, index)) && folded.startsWith("规模", index)) return null;
  const found = matchDimension(folded, index, words.dimensions);
  if (found === null || !/^\s*=/.test(folded.slice(found.end))) return found;
  return matchDimension(folded.slice(0, folded.lastIndexOf(" ", found.end)), index, words.dimensions);
}

/** `by region`, 按区域, `which channel`; `by month` where the command cuts time. */
export function groupingAt(folded: string, index: number, words: Vocabulary): Found | null {
  const time = at(grain, folded, index);
  if (time !== null && words.options.has("grain")) {
    const word = time.slice(1).find((each) => each !== undefined) ?? "";
    const value = grains[word] ?? word;
    return { claim: { kind: "option", name: "grain", value }, end: index + time[0].length };
  }
  const sexes = words.sentence ? at(bySex, folded, index) : null;
  if (sexes !== null) return { claim: { kind: "by", dimensions: ["gender"] }, end: index + sexes[0].length };
  const people = words.sentence ? at(byPerson, folded, index) : null;
  if (people !== null) return { claim: { kind: "by", dimensions: ["owner"] }, end: index + people[0].length };
  const best = words.sentence && !words.subject ? at(bestOf, folded, index) : null;
  const match = at(by, folded, index) ?? best;
  if (match === null) return null;
  const dimensions: string[] = [];
  let end = -1;
  for (let next = index + match[0].length; ; ) {
    const dimension = groupedBy(folded, next, words);
    if (dimension === null) break;
    dimensions.push(dimension.name);
    end = dimension.end;
    const more = at(and, folded, end);
    if (more === null) break;
    next = end + more[0].length;
  }
  if (end < 0) return null;
  const behind = at(byEnd, folded, end);
  const asks = words.sentence && !words.grouped && /^(?:which|what|哪|什么)/.test(match[0]);
  if (asks) return { claim: { kind: "nothing" }, end };
  return { claim: { kind: "by", dimensions }, end: end + (behind?.[0].length ?? 0) };
}
