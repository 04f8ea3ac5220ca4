import { readNumber } from "./fold.ts";
import type { Claim, Comparison } from "./parts.ts";
import type { Found } from "./vocabulary.ts";

const end = "(?![a-z0-9_=])";
const lead = "(?:vs\\.?|versus|against|compared?\\s+(?:to|with))\\s*(?:the\\s+)?";

function sticky(source: string): RegExp {
  return new RegExp(source, "y");
}

const comparisons: readonly (readonly [RegExp, Comparison])[] = [
  [
    sticky(
      `${lead}(?:same\\s+period\\s+last\\s+year|last\\s+year|(?:a\\s+)?year\\s+(?:ago|before)|yoy|同比|去年同期|去年)${end}`,
    ),
    "yoy",
  ],
  [sticky(`(?:yoy|year[\\s-](?:over|on)[\\s-]year)${end}|同比`), "yoy"],
  [sticky("(?:较|比|对比|和|与|跟|同)(?:去年同期|上年同期|去年|上年)(?:的?(?:相比较?|对比|比较|比))?"), "yoy"],
  [sticky(`${lead}(?:prev(?:ious)?(?:\\s+period)?|last\\s+period|the\\s+period\\s+before|环比|上期)${end}`), "prev"],
  [sticky(`(?:mom|wow|qoq|period[\\s-](?:over|on)[\\s-]period)${end}|环比`), "prev"],
  [sticky("(?:较|比|对比|和|与|跟|同)(?:上一?期|前期)(?:的?(?:相比较?|对比|比较|比))?"), "prev"],
  [sticky(`${lead}(?:targets?|plan|goal|目标)${end}`), "target"],
  [sticky("(?:较|比|对比|和|与|跟)(?:目标|计划)(?:的?(?:相比较?|对比|比较|比))?"), "target"],
  [sticky(`${lead}(?:none|nothing)${end}|不对比|不比较|不做对比`), "none"],
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

const top = sticky(
  `top\\s*(\\d+)${end}|(?:前|最\\s*[好高多大]?\\s*的?)\\s*(\\d+|[一二两三四五六七八九十百]+)(?!\\d|\\s*个?(?:天|月|周|季|年))\\s*[名个位大家条款]?`,
);

/** `top 10`, 前10, 前十名. */
export function topAt(text: string, index: number): Found | null {
  const found = match(top, text, index);
  if (found === null) return null;
  return { claim: { kind: "top", count: readNumber(found[1] ?? found[2] ?? "") }, end: index + found[0].length };
}

const exports = sticky(
  `(?:(?:export(?:ed)?|download)(?:\\s+(?:as|to))?\\s*|导出(?:为|成|到)?\\s*)?(csv|xlsx|excel|pptx|powerpoint|ppt)${end}|导出`,
);

/** `csv`, `xlsx`, `pptx`, 导出Excel. */
export function exportAt(text: string, index: number): Found | null {
  const found = match(exports, text, index);
  if (found === null) return null;
  const word = found[1] ?? "xlsx";
  const format = word === "csv" ? "csv" : word.startsWith("p") ? "pptx" : "xlsx";
  return { claim: { kind: "export", format }, end: index + found[0].length };
}

const switches: readonly (readonly [RegExp, Claim])[] = [
  [sticky(`(?:fresh|refresh)${end}|最新数据|刷新`), { kind: "fresh" }],
  [sticky(`(?:--)?full${end}|完整明细|全部明细`), { kind: "full" }],
];

export function switchAt(text: string, index: number): Found | null {
  for (const [pattern, claim] of switches) {
    const found = match(pattern, text, index);
    if (found !== null) return { claim, end: index + found[0].length };
  }
  return null;
}

const myTeam = sticky(`(?:my|our)\\s+team(?:'s)?${end}|我们组的?|我们团队的?|我的团队的?|我们部门的?|我组的?|本组的?`);
const my = sticky(`(?:my|mine)${end}|我的|我名下的?|我自己的?`);

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
