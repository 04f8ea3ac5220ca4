import { withComparedPeriod } from "./compared-period.ts";
import { type Asked, applicable, type GrammarContext } from "./context.ts";
import { matchDimension } from "./dimension-words.ts";
import { withoutAsides, withoutFillers } from "./fillers.ts";
import { knownValues } from "./filters.ts";
import { commandInSentence, type Named } from "./find-command.ts";
import { fold } from "./fold.ts";
import { metricIn } from "./metric-words.ts";
import { sortWords } from "./option-speech.ts";
import { optionWords } from "./options.ts";
import type { Claim, Parts } from "./parts.ts";
import { decisiveWords } from "./plain-words.ts";
import { isVerbatim, partsOf, readCommand, vocabulary, withSubject } from "./read.ts";
import { type Leftover, type Scanned, scan } from "./scan.ts";
import { isAhead } from "./span.ts";
import { spelled } from "./spelling.ts";
import { unsure } from "./unsure.ts";
import { type KnownValues, meaningsOf } from "./values.ts";

/** The text with the words that named the command blanked out, each character in its place. */
function blanked(text: string, named: readonly Named[]): string {
  return named.reduce((rest, { start, end }) => rest.slice(0, start) + " ".repeat(end - start) + rest.slice(end), text);
}

/** Leftovers with their fillers gone, in the asker's own spelling. */
function meaningful(leftovers: readonly Leftover[]): Leftover[] {
  return leftovers.flatMap((leftover) => {
    const folded = fold(leftover.text);
    const kept = withoutFillers(folded);
    if (kept === "") return [];
    const first = folded.indexOf(kept.split(" ")[0] ?? "");
    const last = kept.split(/\s+/).at(-1) ?? "";
    const end = folded.lastIndexOf(last) + last.length;
    return [{ text: leftover.text.slice(first, end), index: leftover.index + first }];
  });
}

/** A value that touches letters which nothing claims is part of a name (科技 in 华星科技): only their claims are kept. */
function withWholeNames(scanned: Scanned): Scanned {
  const { leftovers } = scanned;
  const touches = (claim: Scanned["placed"][number]) =>
    claim.claim.kind === "filter" &&
    claim.claim.dimension === null &&
    leftovers.some((left) => {
      if (withoutFillers(fold(left.text)) === "") return false;
      const end = left.index + left.text.length;
      const before = end === claim.start && withoutFillers(fold(left.text.slice(-2))) !== "";
      return before || left.index === claim.end;
    });
  const torn = scanned.placed.filter(touches);
  if (torn.length === 0) return scanned;
  const pieces = [...leftovers, ...torn.map(({ start, text }) => ({ index: start, text }))].sort(
    (a, b) => a.index - b.index,
  );
  const whole: Leftover[] = [];
  for (const piece of pieces) {
    const last = whole.at(-1);
    if (last !== undefined && last.index + last.text.length === piece.index) {
      whole[whole.length - 1] = { index: last.index, text: last.text + piece.text };
    } else whole.push(piece);
  }
  const placed = scanned.placed.filter((claim) => !torn.includes(claim));
  return { placed, claims: placed.map(({ claim }) => claim), leftovers: whole };
}

/** A value of one dimension only belongs to that. */
export function placedIn(claim: Claim, known: KnownValues): Claim {
  if (claim.kind !== "filter" || claim.dimension !== null) return claim;
  const dimensions = new Set(claim.values.flatMap((value) => meaningsOf(value, known).map((each) => each.dimension)));
  const [dimension] = dimensions;
  return dimensions.size === 1 && dimension !== undefined ? { ...claim, dimension } : claim;
}

const contrast =
  /(?<![a-z])(?:compare|compared|comparing|comparison|vs\.?|versus)(?![a-z])|对比|相比|比较|比一比|[和与跟].{1,12}比|比(?!例|率|重)/;

/** `compare east and south`: values set against each other are groups. */
function contrasted(parts: Parts, text: string): Parts {
  const several = parts.filters.find(
    ({ values, dimension, except }) => values.length > 1 && dimension !== null && !except,
  );
  if (several?.dimension == null || parts.by.length > 0 || !contrast.test(fold(text))) return parts;
  return { ...parts, by: [several.dimension] };
}

/** In a sentence of few words, a dimension alone is what to group by (`churn owner`, 产品的二八分析). */
function namesDimension(
  text: string,
  leftovers: readonly Leftover[],
  command: Asked,
  context: GrammarContext,
): string | null {
  const [left, other] = leftovers;
  if (left === undefined || other !== undefined || command.groupings === 0) return null;
  const short = /\p{Script=Han}/u.test(text)
    ? text.replace(/\s/g, "").length <= 8
    : text.trim().split(/\s+/).length <= 3;
  const word = fold(left.text);
  const found = matchDimension(word, 0, applicable(command, context));
  return short && found !== null && found.end === word.length ? found.name : null;
}

/** Takes a sentence apart for a command already known; null when a word has no place. */
export async function readSentence(text: string, name: string, context: GrammarContext): Promise<Parts | null> {
  const command = context.commands.get(name);
  if (command === undefined) return null;
  const words = await vocabulary(text, command, true, context);
  const takesSubject = command.subject !== undefined;
  const scanned = takesSubject ? withWholeNames(scan(text, words)) : scan(text, words);
  const leftovers = meaningful(scanned.leftovers);
  const ahead = scanned.claims.some((claim) => claim.kind === "period" && isAhead(claim.span));
  const foretells = optionWords(command).has("horizon");
  if (leftovers.some((left) => /^(?:next|下个?|未来)/i.test(left.text)) || (ahead && foretells && !command.looksAhead))
    return null;
  const claims = withComparedPeriod(scanned.placed, text)?.map((claim) => placedIn(claim, words.values));
  if (claims === undefined) return null;
  if (!takesSubject) {
    const grouping = leftovers.length === 0 ? null : namesDimension(text, leftovers, command, context);
    if (grouping !== null) return partsOf(name, [...claims, { kind: "by", dimensions: [grouping] }], context);
    return leftovers.length > 0 ? null : partsOf(name, claims, context);
  }
  const metric = metricIn(name, scanned.leftovers, context);
  if (metric === "unknown") return null;
  if (metric !== null)
    return partsOf(name, metric === "" ? claims : [...claims, { kind: "subject", text: metric }], context);
  return partsOf(name, withSubject({ claims, leftovers }), context);
}

const seller =
  /\b(who)\s+(?:has\s+|have\s+|had\s+)?(?:the\s+)?(?:most\s+|best\s+|highest\s+)?(?:sold|sells|sales|revenue)\b|(谁)[^买购客]{0,8}?(?:卖|业绩|销售|销量)/;
const answerer = /\b(who|which\s+rep)\b|(谁)/;

/** 谁卖得最好, `who sold most`: the sentence without the word that asks for owners; null when it asks for none. */
function withoutSeller(blank: string, text: string, command: string): string | null {
  const match = command === "sales" ? seller.exec(fold(text)) : command === "leads" ? answerer.exec(fold(text)) : null;
  if (match === null) return null;
  const word = match[1] ?? match[2] ?? "";
  return blank.slice(0, match.index) + " ".repeat(word.length) + blank.slice(match.index + word.length);
}

/** ROI最高, `highest roi`: what to rank by, where the command can. */
function ranking(text: string, command: Asked): string | null {
  const folded = fold(text);
  const superlative = "(?:highest|best|most|top|lowest|worst|cheapest|largest|biggest|smallest)";
  let best: { readonly word: string; readonly length: number } | null = null;
  for (const word of optionWords(command).get("sort") ?? []) {
    const words = `(${word}${sortWords.has(word) ? `|${sortWords.get(word)}` : ""})`;
    const pattern = `${superlative}\\s+${words}(?![a-z])|${words}(?:是)?\\s*最|最(?:高|大|好|低|多|少)的?${words}`;
    const length = new RegExp(pattern).exec(folded)?.slice(1).find(Boolean)?.length ?? 0;
    if (length > (best?.length ?? 0)) best = { word, length };
  }
  return best?.word ?? null;
}

/** What is asked of a command that takes all text as its subject: behind its name, or before it (客单价是什么意思). */
function aroundName(text: string, named: Named | undefined): string {
  const behind = text.slice(named?.end ?? 0);
  const ending = /(?:\s+(?:mean|calculated|computed|defined|measured)|是?什么意思|怎么用|怎么算的?)?[\s?？!！。.]*$/i;
  if (withoutFillers(fold(behind)) !== "")
    return behind
      .replace(ending, "")
      .replace(/^\s*(?:an?|the|our|your)\s+/i, "")
      .trim();
  const before = text
    .slice(0, named?.start ?? 0)
    .replace(/[\s,，：:的是]+$/, "")
    .replace(/^(?:请问|想问一下|我想知道|我们的|what is|how is|how are|how do we|the|our)\s*/i, "");
  return withoutFillers(fold(before)) === "" ? "" : before;
}

const wordsOfLists = new WeakMap<readonly string[], ReadonlySet<string>>();

/** English words of a list of values; kept as long as the list itself. */
function wordsOfList(values: readonly string[]): ReadonlySet<string> {
  const before = wordsOfLists.get(values);
  if (before !== undefined) return before;
  const words = new Set(values.flatMap((value) => fold(value).match(/[a-z]{4,}/g) ?? []));
  wordsOfLists.set(values, words);
  return words;
}

/** English words of the values that a sentence may name, so that none is taken for a slip. */
async function valueWords(context: GrammarContext): Promise<(word: string) => boolean> {
  const all = [...new Set([...context.commands.values()].flatMap((command) => applicable(command, context)))];
  const known = await knownValues(all, context);
  const lists = [...known.values()].map(wordsOfList);
  return (word) => lists.some((words) => words.has(word));
}

/**
 * Reads a sentence: finds its command by name, alias, title or everyday words, then the same grammar in the rest,
 * with or without spaces between words. What it cannot place it does not guess: `not_understood` with the nearest.
 */
export async function readPlain(said: string, context: GrammarContext): Promise<Parts> {
  const slips = /[A-Za-z]{4}/.test(said) ? spelled(said, await valueWords(context), context) : said;
  const calm = withoutAsides(fold(slips));
  const text = [...slips].map((letter, index) => (calm[index] === " " ? " " : letter)).join("");
  const found = commandInSentence(text, context);
  if ("candidates" in found) throw await unsure(text, found.candidates, context);
  const command = context.commands.get(found.command);
  if (command !== undefined && isVerbatim(command)) {
    return readCommand(aroundName(text, found.named[0]), found.command, context);
  }
  const seller = withoutSeller(blanked(text, found.named), text, found.command);
  const sentence = seller ?? blanked(text, found.named);
  const decisive = decisiveWords[found.command]?.test(fold(sentence)) ?? false;
  const parts = decisive ? null : await readSentence(sentence, found.command, context);
  if (parts === null || command === undefined) throw await unsure(text, [found.command], context);
  const by = seller !== null && parts.by.length === 0 ? ["owner"] : parts.by;
  const sort = ranking(text, command);
  return contrasted({ ...parts, by, options: sort === null ? parts.options : { sort, ...parts.options } }, text);
}
