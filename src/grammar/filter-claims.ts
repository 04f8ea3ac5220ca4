import { mineAt } from "./clauses.ts";
import { type DimensionMatch, matchDimension } from "./dimension-words.ts";
import { withoutFillers } from "./fillers.ts";
import { fold, isBoundary } from "./fold.ts";
import { generationAt } from "./generations.ts";
import { and, at, type Item, textAt, valueAt, valuesAt } from "./list-values.ts";
import { otherForms } from "./value-forms.ts";
import { knownAt } from "./value-index.ts";
import type { Found, Vocabulary } from "./vocabulary.ts";

const equals = /\s*(?:=|:|是|为)\s*/y;

/** 满意度最差的大区是哪个 asks for what tells apart. */
const which = /\s*是\s*(?:哪一?[个家位种款]?|什么|谁)/y;

const only = /(?:only|just|只看|仅看|只要|仅限|只留|光看|单看|就看|只保留)\s*(?:for\s+|in\s+|from\s+|the\s+)*/y;

const except =
  /(?:except(?:ing)?|excluding|exclude|without|but\s+not|other\s+than|not|minus|(?:leav(?:e|ing)|take|taking|kick)\s+(?:out|off)|ignor(?:e|ing)|skip(?:ping)?|remove|drop|除了|除去|除开|除|不含|不包括|不包含|不要|不看|不算|排除|剔除|去掉|去除|扣除|非)\s*(?:(?:for|including|in|from|the)\s+)*/y;

const exceptBehind = /\s*(?:除外|以外|之外|excluded)的?/y;

const exceptEnd =
  /(?:以外|之外|外)?(?:的(?!其他|其它|其余))?(?:的?(?:其他|其它|其余)(?:各个?)?(?:区域|地区|大区|渠道|品类|团队|行业|城市)?)?/y;

const placeEnd = /(?:大区|片区|区(?!域|间)|省(?!份)|市(?!场)|那边儿?|这边儿?|那块|地区)/y;

const allOf = /(?:(?:for\s+)?(?:all|every|any)\s+(?:the\s+)?|(?:所有|全部|不限|全)(?:的)?)/y;

const space = /\s?/y;

/** A dimension with one of its known values behind it and no sign between: `stage 商务谈判`. */
function besideAt(text: string, folded: string, dimension: DimensionMatch, known: readonly string[]): Found | null {
  const start = dimension.end + (folded[dimension.end] === " " ? 1 : 0);
  const value = knownAt(text, folded, start, [known]);
  if (value === null) return null;
  return { claim: { kind: "filter", dimension: dimension.name, values: [value] }, end: start + value.length };
}

/** `region=East`, `渠道：门店`, an option and its value, or a dimension with a known value behind it. */
export function assignmentAt(text: string, folded: string, index: number, words: Vocabulary): Found | null {
  for (const [name, bare] of words.options) {
    if (!folded.startsWith(name, index)) continue;
    const sign = at(equals, folded, index + name.length);
    const start = sign && index + name.length + sign[0].length;
    if (start === null) continue;
    const item = bare.length > 0 ? valueAt(text, folded, start, []) : textAt(text, folded, start);
    if (item) return { claim: { kind: "option", name, value: item.value }, end: item.end };
  }
  const dimension = matchDimension(folded, index, words.dimensions);
  if (dimension === null) return null;
  const known = words.values.get(dimension.name) ?? [];
  const sign = at(equals, folded, dimension.end);
  const asked = words.sentence ? at(which, folded, dimension.end) : null;
  if (asked !== null)
    return { claim: { kind: "by", dimensions: [dimension.name] }, end: dimension.end + asked[0].length };
  if (sign === null) return words.sentence ? besideAt(text, folded, dimension, known) : null;
  const found = valuesAt(text, folded, dimension.end + sign[0].length, [known]);
  return found && { claim: { kind: "filter", dimension: dimension.name, values: found.values }, end: found.end };
}

/** All values of a list, of which each is known: what is left out must be said in the data's words. */
function knownList(
  text: string,
  folded: string,
  index: number,
  words: Vocabulary,
): (Item & { values: string[] }) | null {
  const lists = [...words.values.values()];
  const values: string[] = [];
  let end = index;
  for (let next = index; ; ) {
    const value = knownAt(text, folded, next, lists);
    if (value === null) break;
    values.push(value);
    end = next + value.length;
    end += at(placeEnd, folded, end)?.[0].length ?? 0;
    const more = at(and, folded, end);
    if (more === null) break;
    next = end + more[0].length;
  }
  return values.length === 0 ? null : { value: values.join(","), values, end };
}

/** `except east`, 除了华东: everything but known values. */
export function exceptAt(text: string, folded: string, index: number, words: Vocabulary): Found | null {
  const match = words.values.size === 0 ? null : at(except, folded, index);
  if (match === null) return null;
  const start = index + match[0].length;
  const dimension = matchDimension(folded, start, words.dimensions);
  const sign = dimension && (at(equals, folded, dimension.end) ?? at(space, folded, dimension.end));
  const from = dimension === null || sign === null ? start : dimension.end + sign[0].length;
  const found = knownList(text, folded, from, words);
  if (found === null) return null;
  const behind = at(exceptEnd, folded, found.end)?.[0].length ?? 0;
  const { values } = found;
  const claim = {
    kind: "filter",
    dimension: from === start ? null : (dimension?.name ?? null),
    values,
    except: true,
  } as const;
  return { claim, end: found.end + behind };
}

/** `all regions`, 全部区域: no filter on that dimension. */
export function allAt(folded: string, index: number, words: Vocabulary): Found | null {
  const match = words.sentence ? at(allOf, folded, index) : null;
  const dimension = match && matchDimension(folded, index + match[0].length, words.dimensions);
  if (dimension === null) return null;
  return { claim: { kind: "filter", dimension: dimension.name, values: ["all"] }, end: dimension.end };
}

/** Is a word behind `only` one of everyday language (`only show …`), and no value? */
function isIdle(value: string, words: Vocabulary): boolean {
  const folded = fold(value);
  const known = knownAt(value, folded, 0, [...words.values.values()]);
  return known?.length !== value.length && withoutFillers(folded) === "";
}

/** `only East`, 只看华东. */
export function onlyAt(text: string, folded: string, index: number, words: Vocabulary): Found | null {
  const match = at(only, folded, index);
  if (match === null || !isBoundary(folded, index + match[0].length)) return null;
  const start = index + match[0].length;
  const assigned =
    assignmentAt(text, folded, start, words) ?? generationAt(folded, start) ?? mineAt(folded, start, words);
  if (assigned !== null) return assigned;
  const found = valuesAt(text, folded, start, [...words.values.values()]);
  if (found === null || (words.sentence && found.values.every((value) => isIdle(value, words)))) return null;
  return { claim: { kind: "filter", dimension: null, values: found.values }, end: found.end };
}

/** Is a word, or another for the same, a value of a list? */
function isValueOf(word: string, values: readonly string[] = []): boolean {
  const folded = fold(word);
  return otherForms(values).has(folded) || values.some((each) => fold(each) === folded);
}

/** In a sentence, a known value stands for a filter by itself: 上季度华东. */
export function looseValueAt(text: string, folded: string, index: number, words: Vocabulary): Found | null {
  if (!words.loose) return null;
  const value = knownAt(text, folded, index, [...words.values.values()]);
  if (value === null || value.length < 2 || /^\d+$/.test(value)) return null;
  const end = index + value.length;
  // `us` is the United States in capitals only.
  if (value === "us") return null;
  // 赢单率 is a number, not a stage.
  if (/^[率数额量]/.test(folded.slice(end))) return null;
  // 输单 is what happened, where no stage is spoken of.
  if (words.sentence && /^[输赢]单$/.test(value) && !/阶段[是为:：]?$/.test(folded.slice(0, index))) return null;
  // 打电话 is no channel.
  if (/[打通接回]个?$/.test(folded.slice(0, index)) && value === "电话") return null;
  // 成都店 is a shop, whatever it is called, and no city.
  if (/^(?:分|体验|旗舰)?店/.test(folded.slice(end)) && !isValueOf(value, words.values.get("store"))) return null;
  const out = at(exceptBehind, folded, end);
  if (out !== null) {
    return { claim: { kind: "filter", dimension: null, values: [value], except: true }, end: end + out[0].length };
  }
  const behind = matchDimension(folded, end + (folded[end] === " " ? 1 : 0), words.dimensions);
  if (behind !== null && isValueOf(value, words.values.get(behind.name))) {
    return { claim: { kind: "filter", dimension: behind.name, values: [value] }, end: behind.end };
  }
  const place = words.sentence ? at(placeEnd, folded, end) : null;
  return { claim: { kind: "filter", dimension: null, values: [value] }, end: end + (place?.[0].length ?? 0) };
}
