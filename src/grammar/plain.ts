import { namesIn } from "./account-names.ts";
import { askedBy } from "./asked-by.ts";
import { type Asked, applicable, type GrammarContext } from "./context.ts";
import { choices, decided, isElsewhere, weighed } from "./decide-command.ts";
import { withoutAsides } from "./fillers.ts";
import { knownValues } from "./filters.ts";
import { commandInSentence, type Named } from "./find-command.ts";
import { ofAsker } from "./first-person.ts";
import { fold } from "./fold.ts";
import { isOfUnits } from "./metric-words.ts";
import { offered } from "./offered.ts";
import { optionSpeechAt } from "./option-speech.ts";
import { optionWords } from "./options.ts";
import { isOrdinary } from "./ordinary-words.ts";
import type { Parts } from "./parts.ts";
import { decisiveWords } from "./plain-words.ts";
import { contrasted, ranking, withoutSeller } from "./ranking.ts";
import { isVerbatim, readCommand, sentencePlaced } from "./read.ts";
import { blanked, readSentence } from "./read-sentence.ts";
import { spelled } from "./spelling.ts";
import { spokenAt } from "./spoken-at.ts";
import { aroundName, termIn } from "./term-asked.ts";
import { commandOf } from "./topic-examples.ts";
import { topicsIn } from "./topics-in.ts";
import { unsure } from "./unsure.ts";

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
export async function readSaid(said: string, context: GrammarContext): Promise<Parts> {
  const slips = /[A-Za-z]{2}/.test(said) ? spelled(said, await valueWords(context), context) : said;
  const calm = withoutAsides(fold(slips));
  const text = [...slips].map((letter, index) => (calm[index] === " " ? " " : letter)).join("");
  const found = commandInSentence(text, context);
  const likely = weighed(found, await topicsIn(text, context));
  if ("joined" in found && found.joined) throw await unsure(text, found.candidates, context);
  const strict = decided(likely, true);
  const isAbout = "command" in found && context.commands.get(found.command)?.subject === "required";
  if ("command" in found && (strict === found.command || (isAbout && !isElsewhere(likely)))) {
    const parts = await readNamed(text, found, false, context);
    if (parts !== null && (strict === found.command || parts.subject !== null)) return parts;
  }
  const topic = decided(likely, false) ?? (await placedTopic(text, strict, context));
  if (topic === null) throw await unsure(text, choices(likely), context);
  const isNamed = "command" in found && commandOf(topic) === found.command && topic === found.command;
  const parts = isNamed ? await readNamed(text, found, true, context) : await readTopic(text, topic, context);
  if (parts === null) throw await unsure(text, choices(likely), context);
  return parts;
}

/** A topic less sure, where no word of the sentence is without a place in it. */
async function placedTopic(text: string, topic: string | null, context: GrammarContext): Promise<string | null> {
  const command = topic === null ? undefined : context.commands.get(topic);
  if (topic === null || command === undefined || isVerbatim(command)) return null;
  return (await readFor(text, text, { name: topic, command, decided: false }, context)) === null ? null : topic;
}

/** Reads a sentence for the command that its words name; null when a word has no place. */
async function readNamed(
  text: string,
  found: { readonly command: string; readonly named: readonly Named[] },
  decided: boolean,
  context: GrammarContext,
): Promise<Parts | null> {
  const command = context.commands.get(found.command);
  if (command === undefined) return null;
  if (found.command === "define" && isContrast(text)) return null;
  if (isVerbatim(command)) return readCommand(subjectAround(text, found, context), found.command, context);
  const own = await outsideValues(text, found.named, command, context);
  const parts = await readFor(text, blanked(text, own), { name: found.command, command, decided }, context);
  return parts && { ...parts, options: { ...optionsNamed(text, found.named, command), ...parts.options } };
}

/** Longer texts than this name no value with a command's name in it. */
const longestNaming = 300;

/** The words that name a command, but for those within a value. */
async function outsideValues(text: string, named: readonly Named[], command: Asked, context: GrammarContext) {
  if (text.length > longestNaming) return named;
  const values = (await sentencePlaced(text, command, context)).filter(({ claim }) => claim.kind === "filter");
  return named.filter((hit) => !values.some((value) => isWithin(hit, value)));
}

/** Is a stretch part of a longer one? 广告 in 搜索广告 is no command's name. */
function isWithin(part: Pick<Named, "start" | "end">, whole: Pick<Named, "start" | "end">): boolean {
  return part.start >= whole.start && part.end <= whole.end && part.end - part.start < whole.end - whole.start;
}

/** Choices that the very words which name the command make (`cluster` is `/segment auto`). */
function optionsNamed(text: string, named: readonly Named[], command: Asked): Readonly<Record<string, string>> {
  const options = optionWords(command);
  const claims = named.map(({ start }) => optionSpeechAt(fold(text), start, options)?.claim);
  return Object.fromEntries(claims.flatMap((claim) => (claim?.kind === "option" ? [[claim.name, claim.value]] : [])));
}

/** Commands that a sentence asks for by itself, whatever ordinary words stand around. */
const deedless = new Set(["link", "sync", "wrong", "case"]);

/** What one has, not what one wants: `what am I subscribed to`, 我订阅了哪些. */
const listing =
  /(?<![a-z])(?:what|which|list|do i (?:have|get)|am i|show (?:me )?(?:all |my ))(?![a-z])|哪些|什么|列表|清单|有啥|哪几个|[看查](?:一下|看)?我的订阅/;

/** What a command that takes all text is asked about: a term without the asking, no topic for help but a command. */
function subjectAround(
  text: string,
  found: { readonly command: string; readonly named: readonly Named[] },
  context: GrammarContext,
): string {
  const subject = aroundName(text, found.named[0]);
  if (found.command === "define") return subject === "" ? "" : termIn(subject) || subject;
  if (found.command === "help") return commandNamed(subject, context);
  if (deedless.has(found.command) && isOrdinary(fold(subject))) return "";
  if (found.command === "subscribe" && listing.test(fold(text))) return "";
  return subject;
}

/** The command, or the tour, that a text asks to be helped with; empty for neither. */
function commandNamed(text: string, context: GrammarContext): string {
  const folded = fold(text);
  const tour = /tour|导览/.exec(folded)?.[0];
  if (tour !== undefined) return tour;
  const names = [...context.commands].flatMap(([name, { title, aliases }]) =>
    name === "help" ? [] : [name, title.en, title.zh, ...aliases].map(fold),
  );
  return names.sort((a, b) => b.length - a.length).find((name) => spokenAt(folded, name) >= 0) ?? "";
}

/** Commands put the largest first: the smallest is not to be had by leaving the word out. */
const lowest =
  /(?<![a-z])(?:worst|lowest|(?<!at )least|bottom|fewest|smallest|lost revenue|lost sales)(?![a-z])|倒数|垫底|最差|最低|最少|最小/;

/** What a command is told to do, for the customer whom the text names; null where a word of the text may say more. */
async function deedSaid(text: string, deed: string, context: GrammarContext): Promise<string | null> {
  const [name, another] = namesIn(text, (await context.names?.()) ?? []);
  const rest = name === undefined ? text : blanked(text, [name]);
  const days = /(\d+) ?(?:days?|天)/.exec(fold(rest));
  const said = days === null ? rest : blanked(rest, [{ start: days.index, end: days.index + days[0].length }]);
  const takesName = deed.includes("{account}");
  if (!isOrdinary(fold(said)) || another !== undefined || takesName !== (name !== undefined)) return null;
  return `${deed.replace("{account}", name?.text ?? "")}${takesName && days !== null ? ` ${days[1]}d` : ""}`;
}

/** Reads a sentence for what sentences like it ask for: ordinary words need no place; null when another has none. */
async function readTopic(text: string, topic: string, context: GrammarContext): Promise<Parts | null> {
  const name = commandOf(topic);
  const command = context.commands.get(name);
  if (command === undefined) return null;
  if (isVerbatim(command)) {
    if (name === "define") return isContrast(text) ? null : readCommand(termIn(text), name, context);
    if (name === "help") return readCommand(commandNamed(text, context), name, context);
    const deed = await deedSaid(text, topic.slice(name.length), context);
    return deed === null ? null : readCommand(deed, name, context);
  }
  if (lowest.test(fold(text))) return null;
  return readFor(text, text, { name, command, decided: true }, context);
}

/** Of what two terms differ in, neither's definition tells. */
function isContrast(text: string): boolean {
  return /(?<![a-z])(?:difference|differ|differs|different)(?![a-z])|区别|差别|差异|不同/.test(fold(text));
}

/** Ratios that sales show beside revenue, and neither alone nor in their order. */
function isRatioAlone(folded: string, grouped: boolean): boolean {
  const ratio =
    /(?<![a-z])(?:aov|average order values?|return rates?|returned(?= (?:the )?(?:most|least)))(?![a-z])|客单价|退货率|折扣率|退货最|退得最/.test(
      folded,
    );
  return ratio && (!grouped || /最|highest|lowest|best|worst/.test(folded));
}

const teamsRanked =
  /(?<![a-z])(?:rank|order|sort|compare|ranking of|comparison of)(?: all)?(?: the| our)? teams(?![a-z])|(?:teams|团队|小组|各组)(?:之间)?(?:的)?(?:ranked|ranking|排名|排行|排序|对比|比较|比拼|pk)/;

/** What a sentence is to be told apart by: what it says, else what its question word asks. */
function groupingMeant({ command, by, filters }: Parts, folded: string, isSeller: boolean): readonly string[] {
  // A team's performance is told by person anyway.
  if (command === "team" && by[0] === "owner" && !/(?<![a-z])(?:by|per|each|every)(?![a-z])|[按每各分]/.test(folded))
    return [];
  if (by.length > 0) return by;
  if (command === "team" && teamsRanked.test(folded)) return ["team"];
  // Of things set side by side, 谁 and `who` mean these.
  const compared = filters.find(({ values, dimension, except }) => dimension !== null && values.length > 1 && !except);
  if (isSeller && compared?.dimension != null) return [compared.dimension];
  const asked = isSeller ? "owner" : askedBy(folded, command);
  return asked === null ? [] : [asked];
}

/** What is written for a machine asks nothing. */
const code = /--\s*$|(?<![a-z])(?:drop|truncate|alter) table(?![a-z])/;

/** A ratio that is asked for by itself stands among the key figures. */
async function amongFigures(
  text: string,
  rest: string,
  decided: boolean,
  context: GrammarContext,
): Promise<Parts | null> {
  const command = context.commands.get("kpi");
  const isAlone = !/最|highest|lowest|best|worst|most|least/.test(fold(text));
  return command && isAlone ? readFor(text, rest, { name: "kpi", command, decided }, context) : null;
}

/** Reads what is left of a sentence for a command, with who sells and what ranks in it. */
async function readFor(
  text: string,
  rest: string,
  { name, command, decided }: { readonly name: string; readonly command: Asked; readonly decided: boolean },
  context: GrammarContext,
): Promise<Parts | null> {
  if (code.test(fold(text))) return null;
  const seller = withoutSeller(rest, text, name);
  const sentence = seller ?? rest;
  const whole = withoutSeller(text, text, name) ?? text;
  if ([sentence, whole].some((each) => decisiveWords[name]?.test(fold(each)))) return null;
  const parts = await readSentence(sentence, name, context, decided);
  if (parts === null) return null;
  const by = groupingMeant(parts, fold(text), seller !== null);
  if (name === "sales" && isRatioAlone(fold(text), by.length > 0)) return amongFigures(text, rest, decided, context);
  const sort = ranking(text, command);
  const options = sort === null ? parts.options : { sort, ...parts.options };
  const subject = parts.subject ?? (name === "forecast" && isOfUnits({ ...parts, by }, fold(text)) ? "units" : null);
  return ofAsker(
    offered(contrasted({ ...parts, subject, by, options }, text, command), text, command),
    text,
    command,
    context,
  );
}
