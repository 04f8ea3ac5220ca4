import { UserError } from "#errors.ts";
import { type Asked, applicable, dimensionsOf, type GrammarContext } from "./context.ts";
import { dimensionWords, matchDimension } from "./dimension-words.ts";
import { fold } from "./fold.ts";
import { quote } from "./format.ts";
import { editDistance, nearest } from "./nearest.ts";
import { unknownOption } from "./options.ts";
import type { Claim } from "./parts.ts";
import { type Leftover, meant, scan } from "./scan.ts";
import { suggestion } from "./suggest.ts";
import type { Vocabulary } from "./vocabulary.ts";

const commonWords =
  "today|yesterday|last30d|last90d|last12w|last6m|last365d|mtd|qtd|ytd|this week|this month|this quarter|this year|" +
  "last week|last month|last quarter|last year|yoy|top 10|vs prev|vs yoy|vs target|vs none|csv|xlsx|pptx|pdf|fresh|" +
  "今天|昨天|前天|本周|上周|这周|近7天|近30天|近90天|近一年|本月|上月|这个月|上个月|本季度|上季度|这个季度|上个季度|" +
  "一季度|二季度|三季度|四季度|第一季度|第二季度|第三季度|第四季度|上半年|下半年|今年|去年|去年同期|年初至今|同比|环比|较目标|前10|导出";

/** What the command was given, and the first of it that has no place. */
export interface Misplaced {
  readonly left: Leftover;
  readonly rest: string;
  readonly claims: readonly Claim[];
  readonly name: string;
  readonly command: Asked;
  readonly words: Vocabulary;
}

/** A stretch of the text, and what it should probably have been. */
interface Mend {
  readonly start: number;
  readonly end: number;
  readonly by: string;
}

const separator = /[\s,;?!=:，；？！：、]/;
const separatorsBehind = /[\s,;?!:，；？！：、]+$/;
const ideograph = /\p{Script=Han}/u;

/** The text around a leftover up to the next space or sign: Chinese puts none between words. */
function tokenAround(text: string, left: Leftover): { start: number; end: number } {
  let start = left.index;
  let end = left.index + left.text.length;
  while (start > 0 && !separator.test(text[start - 1] ?? "")) start--;
  while (end < text.length && !separator.test(text[end] ?? "")) end++;
  return { start, end };
}

/** How many letters may be wrong: one of three; Chinese has fewer and each says more. */
function allowed(word: string): number {
  if (ideograph.test(word)) return word.length <= 5 ? 1 : 2;
  return Math.min(3, Math.max(1, word.length >> 1));
}

/** The leftover by itself, then with its neighbours: what is in the same token in Chinese, a word in English. */
function stretches(text: string, left: Leftover): { start: number; end: number }[] {
  const own = { start: left.index, end: left.index + left.text.length };
  const token = tokenAround(text, left);
  const found = [own];
  if (!ideograph.test(text.slice(token.start, token.end))) {
    const next = /^\s+[a-z0-9]+/i.exec(text.slice(own.end));
    const before = /[a-z0-9]+\s+$/i.exec(text.slice(0, own.start));
    if (next !== null) found.push({ start: own.start, end: own.end + next[0].length });
    if (before !== null) found.push({ start: before.index, end: own.end });
    return found;
  }
  for (const end of new Set([own.end, token.end])) {
    for (let start = Math.max(token.start, own.start - 10); start <= own.start; start++) {
      if (end - start > 1 && end - start <= 14) found.push({ start, end });
    }
  }
  return found;
}

/** The smallest change of letters that makes a known word of the leftover, alone or with its neighbours. */
function mendWord(given: Misplaced): Mend | null {
  const { rest, left, words } = given;
  const values = [...words.values.values()].flat();
  const known = [...commonWords.split("|"), ...[...words.options.values()].flat(), ...values];
  const before = scan(rest, words).leftovers;
  let best: (Mend & { readonly cost: number }) | null = null;
  for (const { start, end } of stretches(rest, left)) {
    const word = fold(rest.slice(start, end));
    const most = allowed(word);
    const [close] = nearest(
      word,
      known.filter((each) => Math.abs(each.length - word.length) <= most),
      1,
    );
    const far = close === undefined ? Number.POSITIVE_INFINITY : editDistance(close, word);
    const cost = far / word.length;
    if (close === undefined || far > most || (best !== null && cost >= best.cost)) continue;
    const by = values.includes(close) ? quote(close) : close;
    const after = scan(rest.slice(0, start) + by + rest.slice(end), words).leftovers;
    if (meant(after).length < meant(before).length) best = { start, end, by, cost };
  }
  return best;
}

/** `by regoin`: the nearest dimension that the command takes. */
function mendGrouping(lead: string, wanted: string, given: Misplaced, context: GrammarContext): Mend | null {
  const { left, command } = given;
  const [close] = wanted === "" ? [] : nearest(wanted, dimensionWords(applicable(command, context)), 1);
  if (close === undefined || editDistance(close, wanted) > allowed(wanted)) return null;
  return { start: left.index, end: left.index + left.text.length, by: lead + close };
}

/** The error for a word that has no place: what is nearest to it, as a whole command with all the other words. */
export function misplaced(all: Misplaced, context: GrammarContext): UserError {
  const left = { ...all.left, text: all.left.text.replace(separatorsBehind, "") };
  const given = { ...all, left };
  const { rest, name, command, claims } = given;
  const { words } = context;
  const folded = fold(left.text);
  const assigned = /^([^\s=]+)=/.exec(folded)?.[1];
  if (assigned !== undefined && matchDimension(assigned, 0, dimensionsOf(context)) === null) {
    return unknownOption(assigned, name, command, context);
  }
  const grouped = /^(by\s*|按照?\s*)(\S*)/.exec(folded);
  const wanted = grouped?.[2] ?? "";
  const mend = grouped === null ? mendWord(given) : mendGrouping(grouped[1] ?? "by ", wanted, given, context);
  const message =
    grouped === null
      ? words.say("grammar.not_understood", { word: unreadable(given, mend).slice(0, 80) })
      : wanted === ""
        ? words.say("grammar.dimension_missing")
        : words.say("grammar.dimension_unknown", { name: wanted.slice(0, 80) });
  if (mend !== null) {
    const mended = (rest.slice(0, mend.start) + mend.by + rest.slice(mend.end)).trim().slice(0, 200);
    const hint = words.say("grammar.did_you_mean", { command: `/${context.prefix ?? ""}${name} ${mended}` });
    return new UserError("not_understood", message, { hint });
  }
  const possible = applicable(command, context);
  const hint =
    grouped !== null && possible[0] !== undefined
      ? words.say("grammar.applicable", {
          dimensions: words.list(possible.map((dimension) => words.dimension(dimension.name))),
          example: `/${name} by ${possible[0].name}`,
        })
      : words.say("grammar.example", { example: suggestion(command, claims, context) });
  return new UserError("not_understood", message, { hint });
}

/** The word to complain of: all of it that the mend replaces, and all of a value (`region=华东库`). */
function unreadable({ rest, left }: Misplaced, mend: Mend | null): string {
  if (mend !== null) return rest.slice(mend.start, mend.end);
  const token = tokenAround(rest, left);
  return /[=:：]/.test(rest[token.start - 1] ?? "") ? rest.slice(token.start, token.end) : left.text;
}
