import { withComparedPeriod } from "./compared-period.ts";
import { type Asked, applicable, type GrammarContext } from "./context.ts";
import { type NameSaid, namesIn } from "./account-names.ts";
import { askedBy } from "./asked-by.ts";
import { choices, decided, weighed } from "./decide-command.ts";
import { matchDimension } from "./dimension-words.ts";
import { withoutAsides, withoutFillers } from "./fillers.ts";
import { knownValues } from "./filters.ts";
import { commandInSentence, type Named } from "./find-command.ts";
import { ofAsker } from "./first-person.ts";
import { fold } from "./fold.ts";
import { metricIn } from "./metric-words.ts";
import { offered } from "./offered.ts";
import { optionSpeechAt } from "./option-speech.ts";
import { optionWords } from "./options.ts";
import { isHarmless, isOrdinary, nameWithin } from "./ordinary-words.ts";
import type { Claim, Parts } from "./parts.ts";
import { decisiveWords } from "./plain-words.ts";
import { contrasted, ranking, withoutSeller } from "./ranking.ts";
import { isVerbatim, partsOf, readCommand, vocabulary, withSubject } from "./read.ts";
import { type Leftover, scan } from "./scan.ts";
import { isAhead } from "./span.ts";
import { spelled } from "./spelling.ts";
import { spokenAt } from "./spoken-at.ts";
import { aroundName, termIn } from "./term-asked.ts";
import { commandOf } from "./topic-examples.ts";
import { topicsIn } from "./topics-in.ts";
import { unsure } from "./unsure.ts";
import { alike, placedIn, withoutDoubt } from "./value-claims.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { withWholeNames } from "./whole-names.ts";

/** The text with the words that named the command blanked out, each character in its place. */
function blanked(text: string, named: readonly { readonly start: number; readonly end: number }[]): string {
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

/** The next months or years, where a command looks so many months ahead: 未来两年 is 24. */
function withHorizon(claim: Claim): Claim {
  if (claim.kind !== "period" || claim.span.kind !== "ahead") return claim;
  const { count, unit } = claim.span;
  const months = unit === "year" ? 12 * count : unit === "quarter" ? 3 * count : unit === "month" ? count : 0;
  return months === 0 ? claim : { kind: "option", name: "horizon", value: String(months) };
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

/**
 * Takes a sentence apart for a command already known; null when a word has no place. Where the command is `decided`,
 * ordinary words need none.
 */
export async function readSentence(
  text: string,
  name: string,
  context: GrammarContext,
  decided = false,
): Promise<Parts | null> {
  const command = context.commands.get(name);
  if (command === undefined) return null;
  const words = await vocabulary(text, command, true, context);
  const takesSubject = command.subject !== undefined;
  const called = await customersIn(text, words, context);
  const [customer, another] = called;
  if (customer !== undefined && (another !== undefined || !isAboutCustomers(command, name))) return null;
  const rest = blanked(text, called);
  const scanned = takesSubject ? withWholeNames(scan(rest, words)) : scan(rest, words);
  const left = meaningful(scanned.leftovers);
  const leftovers = decided ? left.filter(({ text }) => !isHarmless(fold(text), name, words)) : left;
  const foretells = optionWords(command).has("horizon");
  const unplaceable = scanned.claims.some(
    (claim) => claim.kind === "period" && isAhead(claim.span) && withHorizon(claim) === claim,
  );
  const isPast = scanned.claims.some((claim) => claim.kind === "period" && claim.span.kind === "season");
  if (isPast && command.looksAhead === true) return null;
  if (left.some(({ text }) => /^(?:next\s*(?:\d|one|two|three|four|few|couple|day|week|month|quarter|year|period)|下个|未来)/i.test(text)) || (unplaceable && foretells && !command.looksAhead))
    return null;
  const placed = withComparedPeriod(scanned.placed, text)?.map((claim) => placedIn(claim, words.values, name === "leads" ? "source" : "channel"));
  if (placed === undefined) return null;
  const compared = alike(withoutDoubt(placed), words.values);
  const claims = foretells && !command.looksAhead ? compared.map(withHorizon) : compared;
  if (!takesSubject) {
    const grouping = leftovers.length === 0 ? null : namesDimension(text, leftovers, command, context);
    if (grouping !== null) return partsOf(name, [...claims, { kind: "by", dimensions: [grouping] }], context);
    return leftovers.length > 0 ? null : partsOf(name, claims, context);
  }
  if (customer !== undefined) {
    if (!decided && leftovers.length > 0) return null;
    return partsOf(name, [...claims, { kind: "subject", text: customer.text }], context);
  }
  const metric = metricIn(
    name,
    scanned.leftovers,
    context,
    decided ? (folded) => isHarmless(folded, name, words) : undefined,
  );
  if (metric === "unknown") return null;
  if (metric !== null)
    return partsOf(name, metric === "" ? claims : [...claims, { kind: "subject", text: metric }], context);
  return partsOf(
    name,
    withSubject({ claims, leftovers: foretells || name === "why" ? leftovers : named(leftovers) }),
    context,
  );
}

/** Is a command asked about a customer by name? */
function isAboutCustomers(command: Asked, name: string): boolean {
  return command.subject !== undefined && !isVerbatim(command) && name !== "why" && name !== "forecast";
}

/** Customers that a text names, but for those that are called as a value is, which then is meant. */
async function customersIn(text: string, words: Vocabulary, context: GrammarContext): Promise<NameSaid[]> {
  const said = namesIn(text, (await context.names?.()) ?? []);
  const lists = [...words.values.values()];
  return said.filter((name) => !lists.some((values) => values.includes(name.text)));
}

/** The leftovers that may be a name, without the ordinary words around it. */
function named(leftovers: readonly Leftover[]): Leftover[] {
  return leftovers.flatMap(({ text, index }) => {
    const name = nameWithin(text);
    return name === "" ? [] : [{ text: name, index }];
  });
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
  const likely = weighed(found, await topicsIn(text, context));
  if ("joined" in found && found.joined) throw await unsure(text, found.candidates, context);
  const strict = decided(likely, true);
  if ("command" in found && strict === found.command) {
    const parts = await readNamed(text, found, false, context);
    if (parts !== null) return parts;
  }
  const topic = decided(likely, false);
  if (topic === null) throw await unsure(text, choices(likely), context);
  const isNamed = "command" in found && commandOf(topic) === found.command && topic === found.command;
  const parts = isNamed ? await readNamed(text, found, true, context) : await readTopic(text, topic, context);
  if (parts === null) throw await unsure(text, choices(likely), context);
  return parts;
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
  if (isVerbatim(command)) return readCommand(subjectAround(text, found, context), found.command, context);
  const parts = await readFor(text, blanked(text, found.named), { name: found.command, command, decided }, context);
  return parts && { ...parts, options: { ...optionsNamed(text, found.named, command), ...parts.options } };
}

/** Choices that the very words which name the command make (`cluster` is `/segment auto`). */
function optionsNamed(text: string, named: readonly Named[], command: Asked): Readonly<Record<string, string>> {
  const options = optionWords(command);
  const claims = named.map(({ start }) => optionSpeechAt(fold(text), start, options)?.claim);
  return Object.fromEntries(claims.flatMap((claim) => (claim?.kind === "option" ? [[claim.name, claim.value]] : [])));
}

/** What a command that takes all text is asked about: a term without the asking, no topic for help but a command. */
function subjectAround(
  text: string,
  found: { readonly command: string; readonly named: readonly Named[] },
  context: GrammarContext,
): string {
  const subject = aroundName(text, found.named[0]);
  if (found.command === "define") return subject === "" ? "" : termIn(subject) || subject;
  if (found.command === "help") return commandNamed(subject, context);
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

/** Reads a sentence for what sentences like it ask for: ordinary words need no place; null when another has none. */
async function readTopic(text: string, topic: string, context: GrammarContext): Promise<Parts | null> {
  const name = commandOf(topic);
  const command = context.commands.get(name);
  if (command === undefined) return null;
  if (isVerbatim(command)) {
    if (name === "define") return readCommand(termIn(text), name, context);
    if (name === "help") return readCommand(commandNamed(text, context), name, context);
    return isOrdinary(fold(text)) ? readCommand(topic.slice(name.length), name, context) : null;
  }
  if (lowest.test(fold(text))) return null;
  return readFor(text, text, { name, command, decided: true }, context);
}

/** Ratios that sales show beside revenue, and neither alone nor in their order. */
function isRatioAlone(folded: string, grouped: boolean): boolean {
  const ratio = /(?<![a-z])(?:aov|average order values?|return rates?)(?![a-z])|客单价|退货率|折扣率/.test(folded);
  return ratio && (!grouped || /最|highest|lowest|best|worst/.test(folded));
}

/** What a sentence is to be told apart by: what it says, else what its question word asks. */
function groupingMeant({ command, by }: Parts, folded: string, isSeller: boolean): readonly string[] {
  // A team's performance is told by person anyway.
  if (command === "team" && by[0] === "owner" && /(?<![a-z])which(?![a-z])|哪/.test(folded)) return [];
  if (by.length > 0) return by;
  const asked = isSeller ? "owner" : askedBy(folded, command);
  return asked === null ? [] : [asked];
}

/** Reads what is left of a sentence for a command, with who sells and what ranks in it. */
async function readFor(
  text: string,
  rest: string,
  { name, command, decided }: { readonly name: string; readonly command: Asked; readonly decided: boolean },
  context: GrammarContext,
): Promise<Parts | null> {
  const seller = withoutSeller(rest, text, name);
  const sentence = seller ?? rest;
  if (decisiveWords[name]?.test(fold(sentence))) return null;
  const parts = await readSentence(sentence, name, context, decided);
  if (parts === null) return null;
  const by = groupingMeant(parts, fold(text), seller !== null);
  if (name === "sales" && isRatioAlone(fold(text), by.length > 0)) return null;
  const sort = ranking(text, command);
  const options = sort === null ? parts.options : { sort, ...parts.options };
  return ofAsker(await offered(contrasted({ ...parts, by, options }, text), text, command, context), text, command, context);
}
