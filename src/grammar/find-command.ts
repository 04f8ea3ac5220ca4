import { UserError } from "#errors.ts";
import type { Dimension } from "#model/dimensions.ts";
import { dimensionsOf, type GrammarContext } from "./context.ts";
import { matchDimension } from "./dimension-words.ts";
import { withoutFillers } from "./fillers.ts";
import { fold, isBoundary } from "./fold.ts";
import { nearest } from "./nearest.ts";
import { phrases, type Rank, rankOf } from "./phrases.ts";
import { plainWords } from "./plain-words.ts";
import { isVerbatim } from "./read.ts";
import { spokenAt } from "./spoken-at.ts";

/** A command named in a text: its file name, and where its words stand. */
export interface Named {
  readonly command: string;
  readonly start: number;
  readonly end: number;
  readonly rank: Rank;
}

interface Word {
  readonly text: string;
  readonly command: string;
}

function namesOf(context: GrammarContext): Word[] {
  const words: Word[] = [];
  for (const [command, { aliases }] of context.commands) {
    for (const text of [command, ...aliases]) words.push({ text: fold(text), command });
  }
  return words.sort((a, b) => b.text.length - a.text.length);
}

/**
 * The command that a slash text begins with, by name or alias, and the text behind it. `/parley rfm` and a configured
 * prefix lead to the same. Throws `unknown_command` with the nearest valid one.
 */
export function commandBehindSlash(text: string, context: GrammarContext): { command: string; rest: string } {
  const folded = fold(text);
  const lead = /^\/\s*(?:parley(?:\s+|$))?\/?/.exec(folded)?.[0].length ?? 1;
  const prefix = fold(context.prefix ?? "");
  const start = prefix !== "" && folded.startsWith(prefix, lead) ? lead + prefix.length : lead;
  const names = namesOf(context);
  for (const at of start === lead ? [lead] : [start, lead]) {
    const found = names.find((name) => folded.startsWith(name.text, at) && isBoundary(folded, at + name.text.length));
    if (found !== undefined) return { command: found.command, rest: text.slice(at + found.text.length) };
  }
  const word = /^\S*/.exec(text.slice(start))?.[0] ?? "";
  if (word === "" && context.commands.has("help")) return { command: "help", rest: "" };
  throw unknownCommand(word, text.slice(start + word.length), names, context);
}

function unknownCommand(word: string, rest: string, names: readonly Word[], context: GrammarContext): UserError {
  const { words } = context;
  const [close] = nearest(
    word,
    names.map((name) => name.text),
    1,
  );
  const command = names.find((name) => name.text === close)?.command ?? "help";
  const suggestion = `/${context.prefix ?? ""}${command}${rest.slice(0, 200).trimEnd()}`;
  return new UserError("unknown_command", words.say("grammar.unknown_command", { name: `/${word.slice(0, 40)}` }), {
    hint: words.say("grammar.did_you_mean", { command: suggestion }),
  });
}

/** A dimension that sentences are grouped `by` may have the name of a command. */
function isGrouping(folded: string, start: number): boolean {
  return /(?:^|[^a-z])(?:by|per|each|every|which)\s+$|(?:按|哪一?个|哪位|哪些|每一?[个家]|每位|各[个位家大]?|不同|分)\s*$/.test(
    folded.slice(0, start),
  );
}

/** What a sentence is grouped `by` is a dimension, though a command's name begins with it: the rest may be its name. */
function behindGrouping(folded: string, hit: Named, dimensions: readonly Dimension[]): Named[] {
  const dimension = isGrouping(folded, hit.start) ? matchDimension(folded, hit.start, dimensions) : null;
  if (dimension === null || dimension.end > hit.end) return [hit];
  return dimension.end === hit.end ? [] : [{ ...hit, start: dimension.end }];
}

/** Commands that do something, and take all text as what to do: only a sentence that begins with their name asks for them. */
function isIdle(folded: string, hit: Named, context: GrammarContext): boolean {
  const command = context.commands.get(hit.command);
  if (command === undefined || asksOnly.has(hit.command) || !isVerbatim(command)) return false;
  return withoutFillers(folded.slice(0, hit.start)) !== "" || hit.rank === 0;
}

const asksOnly = new Set(["help", "define"]);

/** 按回款算 is a way to count, not what is asked for. */
function isBasis(folded: string, hit: Named): boolean {
  return (
    /按照?$/.test(folded.slice(0, hit.start)) && /^(?:额|金额)?(?:来)?(?:算|计算|计|口径)/.test(folded.slice(hit.end))
  );
}

/** `my team` and `the overseas team` are whose, not what. */
function isOwned(folded: string, hit: Named): boolean {
  const before = folded.slice(0, hit.start).trimEnd();
  const isPlain =
    before === "" ||
    /(?:^|[^a-z])(?:the|sales|whole|entire|each|every|best|top|by|per|which|and|show|vs)$/.test(before);
  return folded.slice(hit.start, hit.end) === "team" && !isPlain;
}

/** Every place in a sentence that names a command, the longest words first; none overlaps another. */
function hits(folded: string, context: GrammarContext): Named[] {
  const words = namesOf(context);
  for (const [command, { title }] of context.commands) {
    words.push({ text: fold(title.en), command }, { text: fold(title.zh), command });
  }
  for (const [command, spoken] of Object.entries(plainWords)) {
    if (context.commands.has(command)) words.push(...spoken.split("|").map((text) => ({ text, command })));
  }
  const found: Named[] = [];
  for (const { command, pattern, rank } of phrases) {
    if (!context.commands.has(command)) continue;
    for (const match of folded.matchAll(pattern)) {
      const end = match.index + match[0].trimEnd().length;
      if (end > match.index && isBoundary(folded, match.index)) found.push({ command, start: match.index, end, rank });
    }
  }
  for (const { text, command } of words) {
    for (let start = spokenAt(folded, text); start >= 0; start = spokenAt(folded, text, start + 1)) {
      found.push({ command, start, end: start + text.length, rank: rankOf(command, text) });
    }
  }
  const dimensions = dimensionsOf(context);
  const apart: Named[] = [];
  for (const hit of found
    .flatMap((each) => behindGrouping(folded, each, dimensions))
    .sort((a, b) => b.end - b.start - (a.end - a.start) || b.rank - a.rank)) {
    if (isOwned(folded, hit) || isBasis(folded, hit) || isIdle(folded, hit, context)) continue;
    if (apart.every((other) => hit.end <= other.start || hit.start >= other.end)) apart.push(hit);
  }
  return apart;
}

const joint = /^\s*(?:和|与|及|以及|还有|、|,|and|&|plus|or|vs\.?|versus|还是|跟)\s*(?:the |our )?$/;

/** The hits that are heard: those of the highest rank, and what is named in one breath with one of them. */
function heard(folded: string, found: readonly Named[]): Named[] {
  const highest = Math.max(...found.map((hit) => hit.rank));
  const loud = found.filter((hit) => hit.rank === highest);
  const joined = (a: Named, b: Named) => joint.test(folded.slice(Math.min(a.end, b.end), Math.max(a.start, b.start)));
  return found.filter((hit) => hit.rank === highest || loud.some((other) => hit.rank > 0 && joined(hit, other)));
}

/** Words that name the command, and those that are said of much else too; others may be values, and are read. */
function ownWords(command: string, all: readonly Named[]): Named[] {
  return all.filter((hit) => hit.command === command || hit.rank < 2);
}

/** Commands that a group's only words may ask for just as well: a conversion rate is one of deals or of leads. */
function sharedBy(folded: string, group: readonly Named[], context: GrammarContext): string[] {
  const words = group.map(({ start, end }) => folded.slice(start, end));
  const bare = words.every((word) => /^(?:conversion(?: rates?)?|转化率?)$/.test(word));
  if (!bare || /stage|step|deal|opportunit|lead|funnel|阶段|环节|商机|单|线索|公海|从.+到/.test(folded)) return [];
  return context.commands.has("leads") ? ["leads"] : [];
}

/** The head of a compound comes last: 销售漏斗 and `sales funnel` are funnels. */
function isCompound(folded: string, first: Named, second: Named): boolean {
  return second.start >= first.end && folded.slice(first.end, second.start).trim().replace(/^的$/, "") === "";
}

/**
 * The command that a sentence asks for, and all words that name it. A command that takes a subject wins over the words
 * that may be its subject; a compound's head over the rest. Several that none of this decides come back as candidates.
 */
export function commandInSentence(
  text: string,
  context: GrammarContext,
):
  | { readonly command: string; readonly named: readonly Named[] }
  | { readonly candidates: readonly string[]; readonly joined: boolean } {
  const folded = fold(text);
  const all = hits(folded, context).sort((a, b) => a.start - b.start);
  const found = heard(folded, all);
  const asking = found.filter((hit) => context.commands.get(hit.command)?.subject !== undefined);
  const heads = found.filter((hit) => {
    const next = found.find((other) => other.start >= hit.end);
    return next === undefined || next.command === hit.command || !isCompound(folded, hit, next);
  });
  const needing = asking.filter((hit) => context.commands.get(hit.command)?.subject === "required");
  for (const group of [needing, asking, heads]) {
    const commands = new Set(group.map((hit) => hit.command));
    const [command] = commands;
    if (commands.size !== 1 || command === undefined) continue;
    const takesSubject = context.commands.get(command)?.subject !== undefined;
    const others = sharedBy(folded, group, context);
    if (others.length > 0) return { candidates: [command, ...others], joined: true };
    return { command, named: takesSubject ? found.filter((hit) => hit.command === command) : ownWords(command, all) };
  }
  const joined = found.some((hit, index) => {
    const next = found[index + 1];
    return next !== undefined && next.command !== hit.command && joint.test(folded.slice(hit.end, next.start));
  });
  return { candidates: [...new Set(found.map((hit) => hit.command))], joined };
}
