import { namesIn, wholeForms } from "./account-names.ts";
import { dimensionsOf, type GrammarContext } from "./context.ts";
import { dimensionWords } from "./dimension-words.ts";
import { soundsOf } from "./homophones.ts";
import { isKnownWord } from "./ordinary-words.ts";
import { phrases } from "./phrases.ts";
import { plainWords } from "./plain-words.ts";
import { knownAt } from "./value-index.ts";

const calendarWords =
  "今天 昨天 前天 本周 上周 这周 下周 本月 上月 上个月 这个月 下个月 本季度 上季度 这个季度 上个季度 季度 今年 去年 前年 明年 上半年 下半年 年初 同比 环比 " +
  "去年同期 导出 前十 最近 效果 业绩 客户 销售 成交 认领 区域 排名 目标 完成 趋势 对比 转化 质量 原因";

type Index = ReadonlyMap<string, string>;

const longest = 8;
const lexicons = new WeakMap<GrammarContext["commands"], Index>();
const ofNames = new WeakMap<readonly string[], Index>();

function bySound(words: Iterable<string>): Index {
  const index = new Map<string, string>();
  for (const word of words) index.set(soundsOf(word), word);
  return index;
}

/** The Chinese words of the grammar by how they sound. */
function lexicon(context: GrammarContext): Index {
  const before = lexicons.get(context.commands);
  if (before !== undefined) return before;
  const texts = [
    ...phrases.map(({ pattern }) => pattern.source.replace(/\p{Script=Han}\?|\[[^\]]*\]\??/gu, " ")),
    ...dimensionWords(dimensionsOf(context)),
    ...(context.metrics ?? []),
    ...Object.values(plainWords),
    ...[...context.commands.values()].flatMap(({ title, aliases }) => [title.zh, ...aliases]),
    calendarWords,
  ];
  const words = texts.flatMap((text) => text.match(/\p{Script=Han}+/gu) ?? []);
  const index = bySound(words.filter((word) => word.length >= 2 && word.length <= longest));
  lexicons.set(context.commands, index);
  return index;
}

function nameIndex(names: readonly string[]): Index {
  const before = ofNames.get(names);
  if (before !== undefined) return before;
  const index = bySound(wholeForms(names).filter((form) => /^\p{Script=Han}{4,8}$/u.test(form)));
  ofNames.set(names, index);
  return index;
}

/** How many characters of two words of one length differ. */
function differing(a: string, b: string): number {
  return [...a].filter((character, index) => character !== b[index]).length;
}

/**
 * The text with Chinese words put right that sound as one of the grammar, or as a customer's name, but are written with
 * a wrong character (漏抖, 满异度): what means something as it stands, values and names stay. Every character keeps its
 * place. Costs the characters times the longest word.
 */
export function heardRight(
  text: string,
  known: readonly (readonly string[])[],
  names: readonly string[],
  context: GrammarContext,
): string {
  const words = lexicon(context);
  const meant = nameIndex(names);
  const said = namesIn(text, names);
  let out = text;
  for (let index = 0; index < text.length; ) {
    const run = /^\p{Script=Han}{2,8}/u.exec(text.slice(index, index + longest))?.[0] ?? "";
    const name = said.find(({ start, end }) => start <= index && index < end);
    const value = knownAt(text, text.toLowerCase(), index, known);
    let step = name ? name.end - index : (value?.length ?? 1);
    for (let length = name || (value?.length ?? 0) > 1 ? 0 : run.length; length >= 2; length--) {
      const word = run.slice(0, length);
      const right = (length >= 4 ? meant.get(soundsOf(word)) : undefined) ?? words.get(soundsOf(word));
      if (right === undefined) continue;
      const wrong = differing(word, right);
      if (wrong > 0 && (wrong === length || wrong > 2 || (length === 2 && isKnownWord(word)))) continue;
      out = out.slice(0, index) + right + out.slice(index + length);
      step = length;
      break;
    }
    index += step;
  }
  return out;
}
