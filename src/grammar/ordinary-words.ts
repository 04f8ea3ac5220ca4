import { matchDimension } from "./dimension-words.ts";
import { everyday } from "./everyday.ts";
import { wordsOf } from "./features.ts";
import { withoutFillers } from "./fillers.ts";
import { isBoundary } from "./fold.ts";
import { narrows } from "./narrowing-words.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Words that narrow or turn round what is asked, so that none of them may go unheard. */
const weighty =
  /\d|["=<>%]|订阅|提醒|预警我|(?<![a-z])(?:subscribe|subscription|alert|alerts|notify|remind|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|fifty|hundred|thousand|million|dozen|plus|as well as|take out|leave out|leave off|ignore|skip|drop (?:the|table)|remove)(?![a-z])|[两三四五六七八九十百千万]+个?(?:就够|够了|以内)|(?<![a-z])(?:since|until|till|(?:before|after)(?= (?:the )?(?:last|this|next|end|start|middle|mid|christmas|easter|new year|holidays?|summer|spring|autumn|winter|january|february|march|april|may|june|july|august|september|october|november|december))|between|monday|tuesday|wednesday|thursday|friday|saturday|sunday|fortnight|christmas|easter|summer|winter|spring|autumn|holidays?|mid[- ]?(?:month|year)|end of|start of|beginning of|decade|lifetime of|half)(?![a-z])|以来|加上|再加|年初|年中|月初|月底|月末|年底|年末|季初|季末|暑假|寒假|夏天|冬天|春天|秋天|假期|节前|节后|半年|年半|(?<![a-z])(?:not|never|without|except|excluding|excludes?|neither|nor|versus|vs|above|below|more than|less than|at least|at most)(?![a-z])|除了|除去|除开|不含|不包|不算|不要|剔除|排除|去掉|以上|以下|超过|低于|高于|大于|小于|至少|至多|非(?!常)/;

/** A step of time by itself, or a further grouping, that no claim took. */
const unplaced =
  /(?:^|\s)(?:days?|weeks?|months?|quarters?|years?|hours?)$|^(?:按)?(?:天|周|月|季度|季|年)$|^(?:region|city|category|channel|owner|team|rep|industry|store|区域|城市|品类|渠道|负责人|团队|行业|门店)s?$/;

/** Is a Chinese word one of everyday language, or of any topic? */
export function isKnownWord(word: string): boolean {
  const { pairs, everyTopic } = everyday();
  return pairs.has(word) || everyTopic.has(word);
}

/** Is every character of a Chinese run part of a word that topics are asked with, or common by itself? */
function isCommonRun(run: string, known: ReadonlySet<string>): boolean {
  const { single, pairs } = everyday();
  return [...run].every((character, index) => {
    if (single.has(character)) return true;
    const beside = [(run[index - 1] ?? "") + character, character + (run[index + 1] ?? "")];
    return beside.some((pair) => pair.length === 2 && (pairs.has(pair) || known.has(pair)));
  });
}

/** Is an English word, or a run of Chinese, one of everyday language or of a topic (any when none is given), and no name? */
export function isOrdinary(folded: string, topic?: string): boolean {
  const { english, byTopic, everyTopic } = everyday();
  const known = topic === undefined ? everyTopic : (byTopic.get(topic) ?? everyTopic);
  const words = folded.match(/[a-z][a-z'’/&-]*|\p{Script=Han}+|[^\sa-z\p{Script=Han}\p{P}\p{S}]+/gu) ?? [];
  return words.every((word) => {
    if (word.length === 1 && known.has(word)) return true;
    if (/^\p{Script=Han}/u.test(word)) return isCommonRun(word, known);
    return wordsOf(word.replaceAll("’", "'")).some((feature) => english.has(feature) || known.has(feature));
  });
}

/** Dimensions that a command is about anyway, so that their words say nothing more. */
const spokenOf: Readonly<Record<string, readonly string[]>> = {
  team: ["owner", "team"],
  campaign: ["campaign"],
  funnel: ["stage"],
  pipeline: ["stage"],
  recommend: ["product", "category"],
  basket: ["product", "category"],
  peak: ["store"],
  actions: ["owner"],
  pool: ["owner"],
  quality: ["owner"],
  leads: ["source"],
};

/** Does a text name a dimension that its command is not about anyway? */
function namesDimension(folded: string, topic: string, words: Vocabulary): boolean {
  for (let index = 0; index < folded.length; index++) {
    if (!isBoundary(folded, index)) continue;
    const found = matchDimension(folded, index, words.dimensions);
    if (found === null) continue;
    const word = folded.slice(index, found.end);
    const isOwn = spokenOf[topic]?.includes(found.name) === true;
    if (!isOwn && withoutFillers(word) !== "") return true;
    index = found.end - 1;
  }
  return false;
}

/** May words that nothing claims go unheard in a question about a topic? Costs the words times the topic's sentences. */
export function isHarmless(folded: string, topic: string, words: Vocabulary): boolean {
  // When customers buy is told by the hour and the day anyway.
  const cut = topic !== "peak" && unplaced.test(folded);
  return (
    !weighty.test(folded) &&
    !narrows(folded, topic) &&
    !cut &&
    isOrdinary(folded, topic) &&
    !namesDimension(folded, topic, words)
  );
}

/** The words of a text that are a name: the only run of them with Chinese in it amid English, else from the first to the last; empty when there are none. */
export function nameWithin(text: string): string {
  const bare = text
    .replace(/^(?:[买给卖向对跟和把]|那个|这个)+/, "")
    .replace(/(?:[那这]家(?:公司|店|客户)?|的(?:资料|情况|信息|档案|近况))+$/, "");
  const tokens = [...bare.matchAll(/\p{Script=Han}+|[^\s\p{Script=Han}]+/gu)].map((match) => ({
    word: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
  const runs: { start: number; end: number }[] = [];
  let latin = 0;
  for (const [at, { word, start, end }] of tokens.entries()) {
    const capital = at > 0 && /^[A-Z][a-z]/.test(word);
    if (!/\d/.test(word) && !capital && isOrdinary(word.toLowerCase())) {
      latin += /[a-z]/i.test(word) ? 1 : 0;
      continue;
    }
    const last = runs.at(-1);
    if (last !== undefined && /^\s*$/.test(bare.slice(last.end, start))) last.end = end;
    else runs.push({ start, end });
  }
  const chinese = runs.filter(({ start, end }) => /\p{Script=Han}/u.test(bare.slice(start, end)));
  const named = latin > 0 && chinese.length === 1 ? chinese : runs;
  const name = bare.slice(named[0]?.start ?? 0, named.at(-1)?.end ?? 0);
  return name.replace(/^[\s,.;:!?，。：；！？]+|[\s,.;:!?，。：；！？]+$/g, "");
}
