import { compareAt, exportAt, mineAt, switchAt, topAt } from "./clauses.ts";
import { matchDimension } from "./dimension-words.ts";
import { fold, isBoundary } from "./fold.ts";
import { generationAt } from "./generations.ts";
import { matchPeriod } from "./match-period.ts";
import { knownAt } from "./value-index.ts";
import type { Found, Vocabulary } from "./vocabulary.ts";

const quoted = /"((?:[^"\\]|\\.)*)"/y;
const bare = /[^\s,"]+/y;
const equals = /\s*(?:=|:|是|为)\s*/y;
const only = /(?:only|just|只看|仅看|只要|仅限)\s*(?:for\s+)?/y;
const by =
  /(?:(?:broken?\s+down|group(?:ed)?|split)\s+by\s+|by\s+|per\s+|for\s+each\s+|each\s+|which\s+|what\s+|按照?\s*|分\s*|各个?|每个|哪个|哪些|哪种|(?<=(?:top\s*\d+|(?:前|最\s*[好高多大]?\s*的?)\s*[\d一二三四五六七八九十]+\s*[名个位大家款条]?\s*的?)\s*))/y;
const bestOf = /(?:best|highest|top)(?:[\s-]+(?:selling|performing))?\s+|最\s*[好高多大]?\s*的?\s*/y;
const and = /\s*(?:,|，|&|\band\b|和|与)\s*/y;
const byEnd = /(?:来)?(?:看|分组|细分|拆分|统计|汇总|排名|分布)/y;
const grain =
  /(?:by\s+|per\s+|按)?(daily|weekly|monthly|quarterly|yearly)(?![a-z])|(?:by\s+|per\s+|which\s+|按|哪一?个?)(day|week|month|quarter|year|天|日|周|月|季度|季|年)(?![a-z])/y;
const grains: Readonly<Record<string, string>> = {
  天: "day",
  日: "day",
  周: "week",
  月: "month",
  季度: "quarter",
  季: "quarter",
  年: "year",
  daily: "day",
  weekly: "week",
  monthly: "month",
  quarterly: "quarter",
  yearly: "year",
};
const asOf = /(?:as[\s-]*of|截至到?|截止到?)\s*/y;
const sort = /sort(?:ed)?(?:\s+by)?\s+([a-z_]+)/y;

function at(pattern: RegExp, text: string, index: number): RegExpExecArray | null {
  pattern.lastIndex = index;
  return pattern.exec(text);
}

interface Item {
  readonly value: string;
  readonly end: number;
}

function valueAt(text: string, folded: string, index: number, lists: readonly (readonly string[])[]): Item | null {
  const inQuotes = at(quoted, folded, index);
  if (inQuotes !== null) {
    const end = index + inQuotes[0].length;
    return { value: text.slice(index + 1, end - 1).replace(/\\(.)/g, "$1"), end };
  }
  const known = knownAt(text, folded, index, lists);
  if (known !== null) return { value: known, end: index + known.length };
  const word = at(bare, folded, index);
  return word === null ? null : { value: text.slice(index, index + word[0].length), end: index + word[0].length };
}

function valuesAt(text: string, folded: string, index: number, lists: readonly (readonly string[])[]) {
  const values: string[] = [];
  let end = index;
  for (let item = valueAt(text, folded, index, lists); item !== null; ) {
    values.push(item.value);
    end = item.end;
    const comma = /\s*,\s*/y;
    const next = at(comma, folded, end);
    item = next === null ? null : valueAt(text, folded, end + next[0].length, lists);
  }
  return values.length === 0 ? null : { values, end };
}

/** A free value: several are one when nothing but a comma parts them, as in `accept=C001,C002`. */
function textAt(text: string, folded: string, index: number) {
  const values: string[] = [];
  let end = index;
  for (let item = valueAt(text, folded, index, []); item !== null; ) {
    values.push(item.value);
    end = item.end;
    item = folded[end] === "," && folded[end + 1] !== " " ? valueAt(text, folded, end + 1, []) : null;
  }
  return values.length === 0 ? null : { value: values.join(","), end };
}

function assignmentAt(text: string, folded: string, index: number, words: Vocabulary): Found | null {
  for (const [name, bare] of words.options) {
    if (!folded.startsWith(name, index)) continue;
    const sign = at(equals, folded, index + name.length);
    const start = sign && index + name.length + sign[0].length;
    if (start === null) continue;
    const item = bare.length > 0 ? valueAt(text, folded, start, []) : textAt(text, folded, start);
    if (item) return { claim: { kind: "option", name, value: item.value }, end: item.end };
  }
  const dimension = matchDimension(folded, index, words.dimensions);
  const sign = dimension && at(equals, folded, dimension.end);
  if (dimension === null || sign === null) return null;
  const known = words.values.get(dimension.name) ?? [];
  const found = valuesAt(text, folded, dimension.end + sign[0].length, [known]);
  return found && { claim: { kind: "filter", dimension: dimension.name, values: found.values }, end: found.end };
}

function onlyAt(text: string, folded: string, index: number, words: Vocabulary): Found | null {
  const match = at(only, folded, index);
  if (match === null || !isBoundary(folded, index + match[0].length)) return null;
  const start = index + match[0].length;
  const assigned =
    assignmentAt(text, folded, start, words) ?? generationAt(folded, start) ?? mineAt(folded, start, words);
  if (assigned !== null) return assigned;
  const found = valuesAt(text, folded, start, [...words.values.values()]);
  return found && { claim: { kind: "filter", dimension: null, values: found.values }, end: found.end };
}

function groupingAt(folded: string, index: number, words: Vocabulary): Found | null {
  const time = at(grain, folded, index);
  if (time !== null && words.options.has("grain")) {
    const word = time[1] ?? time[2] ?? "";
    const value = grains[word] ?? word;
    return { claim: { kind: "option", name: "grain", value }, end: index + time[0].length };
  }
  const best = words.sentence && !words.subject ? at(bestOf, folded, index) : null;
  const match = at(by, folded, index) ?? best;
  if (match === null) return null;
  const dimensions: string[] = [];
  let end = -1;
  for (let next = index + match[0].length; ; ) {
    const dimension = matchDimension(folded, next, words.dimensions);
    if (dimension === null) break;
    dimensions.push(dimension.name);
    end = dimension.end;
    const more = at(and, folded, end);
    if (more === null) break;
    next = end + more[0].length;
  }
  if (end < 0) return null;
  const behind = at(byEnd, folded, end);
  return { claim: { kind: "by", dimensions }, end: end + (behind?.[0].length ?? 0) };
}

function periodAt(text: string, folded: string, index: number, words: Vocabulary): Found | null {
  const cutoff = at(asOf, folded, index);
  if (cutoff !== null) {
    const day = matchPeriod(folded, index + cutoff[0].length, words.seasons);
    return day && { claim: { kind: "as of", span: day.span }, end: day.end };
  }
  const match = matchPeriod(folded, index, words.seasons);
  return match && { claim: { kind: "period", span: match.span, text: text.slice(index, match.end) }, end: match.end };
}

function optionAt(folded: string, index: number, words: Vocabulary): Found | null {
  const sorted = words.options.has("sort") ? at(sort, folded, index) : null;
  if (sorted !== null)
    return { claim: { kind: "option", name: "sort", value: sorted[1] ?? "" }, end: index + sorted[0].length };
  if (words.sentence) return null;
  for (const [name, values] of words.options) {
    for (const value of values) {
      const end = index + value.length;
      if (!folded.startsWith(value, index) || !isBoundary(folded, end)) continue;
      return { claim: { kind: "option", name, value: value === name ? "true" : value }, end };
    }
  }
  return null;
}

/** In a sentence, a known value stands for a filter by itself: 上季度华东. */
function looseValueAt(text: string, folded: string, index: number, words: Vocabulary): Found | null {
  if (!words.loose) return null;
  const value = knownAt(text, folded, index, [...words.values.values()]);
  if (value === null || value.length < 2 || /^\d+$/.test(value)) return null;
  const end = index + value.length;
  const behind = matchDimension(folded, end + (folded[end] === " " ? 1 : 0), words.dimensions);
  if (behind !== null && words.values.get(behind.name)?.some((each) => fold(each) === fold(value))) {
    return { claim: { kind: "filter", dimension: behind.name, values: [value] }, end: behind.end };
  }
  return { claim: { kind: "filter", dimension: null, values: [value] }, end };
}

function quotedAt(text: string, folded: string, index: number, words: Vocabulary): Found | null {
  const match = words.subject ? at(quoted, folded, index) : null;
  if (match === null) return null;
  const end = index + match[0].length;
  return { claim: { kind: "subject", text: text.slice(index + 1, end - 1).replace(/\\(.)/g, "$1") }, end };
}

/** What the grammar knows that begins at `index`, tried from the most specific form to the loosest; null when nothing. */
export function claimAt(text: string, folded: string, index: number, words: Vocabulary): Found | null {
  return (
    quotedAt(text, folded, index, words) ??
    assignmentAt(text, folded, index, words) ??
    generationAt(folded, index) ??
    onlyAt(text, folded, index, words) ??
    compareAt(folded, index) ??
    topAt(folded, index) ??
    periodAt(text, folded, index, words) ??
    groupingAt(folded, index, words) ??
    optionAt(folded, index, words) ??
    exportAt(folded, index) ??
    switchAt(folded, index) ??
    mineAt(folded, index, words) ??
    looseValueAt(text, folded, index, words)
  );
}
