import { type NameSaid, namesBegun, namesIn } from "./account-names.ts";
import { withComparedPeriod } from "./compared-period.ts";
import { type Asked, applicable, dimensionsOf, type GrammarContext } from "./context.ts";
import { matchDimension } from "./dimension-words.ts";
import { withoutFillers } from "./fillers.ts";
import { knownValues } from "./filters.ts";
import { fold, isBoundary } from "./fold.ts";
import { metricIn } from "./metric-words.ts";
import { optionWords } from "./options.ts";
import { isHarmless, nameWithin } from "./ordinary-words.ts";
import type { Claim, Parts } from "./parts.ts";
import { isVerbatim, partsOf, vocabulary, withSubject } from "./read.ts";
import { type Leftover, scan } from "./scan.ts";
import { isAhead } from "./span.ts";
import { alike, placedIn, withoutDoubt, withoutWay } from "./value-claims.ts";
import { knownAt } from "./value-index.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { withWholeNames } from "./whole-names.ts";

/** The text with the words that named the command blanked out, each character in its place. */
export function blanked(text: string, named: readonly { readonly start: number; readonly end: number }[]): string {
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

/** The next months or years, where a command looks so far ahead: 未来两年 is 24 months. */
function withHorizon(claim: Claim, command: string): Claim {
  if (claim.kind !== "period" || claim.span.kind !== "ahead") return claim;
  const { count, unit } = claim.span;
  const far = Math.round(count * (command === "churn" ? days : months)[unit]);
  return far === 0 ? claim : { kind: "option", name: "horizon", value: String(far) };
}

/** Whole months of a unit, by which most commands look ahead; none in less than one. */
const months = { hour: 0, day: 0, week: 0, month: 1, quarter: 3, year: 12 } as const;

/** Days of a unit, by which one may be about to leave. */
const days = { hour: 0, day: 1, week: 7, month: 30, quarter: 91, year: 365 } as const;

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
  const values = [...(await knownValues(dimensionsOf(context), context)).values()];
  if (!takesSubject && scanned.leftovers.some(({ text }) => holdsValue(fold(text), values))) return null;
  const leftovers = decided ? left.filter(({ text }) => !isHarmless(fold(text), name, words)) : left;
  // Key figures are of the whole: which tier has the highest they cannot tell.
  if (name === "kpi" && scanned.claims.some(({ kind }) => kind === "nothing")) return null;
  const foretells = optionWords(command).has("horizon");
  const unplaceable = scanned.claims.some(
    (claim) => claim.kind === "period" && isAhead(claim.span) && withHorizon(claim, name) === claim,
  );
  const isPast = scanned.claims.some((claim) => claim.kind === "period" && claim.span.kind === "season");
  if (isPast && command.looksAhead === true) return null;
  if (
    left.some(({ text }) =>
      /^(?:next\s*(?:\d|one|two|three|four|few|couple|day|week|month|quarter|year|period)|下个|未来)/i.test(text),
    ) ||
    (unplaceable && foretells && !command.looksAhead)
  )
    return null;
  const placed = withComparedPeriod(scanned.placed, text)?.map((claim) =>
    placedIn(claim, words.values, name === "leads" ? "source" : "channel"),
  );
  if (placed === undefined) return null;
  const compared = withoutWay(alike(withoutDoubt(placed), words.values), fold(text), name);
  const claims = foretells && !command.looksAhead ? compared.map((claim) => withHorizon(claim, name)) : compared;
  if (!takesSubject) {
    const grouping = leftovers.length === 0 ? null : namesDimension(text, leftovers, command, context);
    if (grouping !== null) return partsOf(name, [...claims, { kind: "by", dimensions: [grouping] }], context);
    return leftovers.length > 0 ? null : partsOf(name, claims, context);
  }
  if (customer !== undefined) {
    // All that is known of a customer is shown, whatever of it is asked.
    if (leftovers.length > 0 && !(decided && isAllOf(name, text))) return null;
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
  const subject = foretells || name === "why" ? leftovers : named(leftovers);
  const isCalled = context.names !== undefined && isAboutCustomers(command, name);
  if (isCalled && subject.some((left) => isNoName(left, values))) return null;
  // Who bought what is no name either.
  if (isCalled && name === "customer" && subject.some(({ text }) => holdsValue(fold(text), values))) return null;
  if (isCalled && name === "customer" && subject.length === 1) {
    const begun = namesBegun(fold(subject[0]?.text ?? ""), (await context.names?.()) ?? []);
    if (begun.length > 1) return null;
    if (begun[0] !== undefined) return partsOf(name, [...claims, { kind: "subject", text: begun[0] }], context);
  }
  return partsOf(name, withSubject({ claims, leftovers: subject }), context);
}

const deeds =
  /(?<![a-z])(?:export|delete|erase|forget|remove|assign|mark|update|change|rename|add|note|everything you (?:hold|have|store)|all (?:the )?data|not|except|without|vs|versus)(?![a-z])|导出|删|改|标|分给|转给|备注|除|不要|对比/;

/** Does a command show all that there is of a customer, so that further words about them ask for no more? */
function isAllOf(name: string, text: string): boolean {
  return (name === "customer" || name === "recommend") && !deeds.test(fold(text));
}

/** What no customer is called: a value of a dimension, or one thing against another. */
function isNoName({ text }: Leftover, lists: readonly (readonly string[])[]): boolean {
  const folded = fold(text);
  return (
    /(?<![a-z])(?:vs|versus|and|or)(?![a-z])/.test(folded) ||
    knownAt(folded, folded, 0, lists)?.length === folded.length
  );
}

/** Is a command asked about a customer by name? */
function isAboutCustomers(command: Asked, name: string): boolean {
  return command.subject !== undefined && !isVerbatim(command) && name !== "why" && name !== "forecast";
}

/** Has a folded text a value in it, which the command may not be narrowed by? */
function holdsValue(folded: string, lists: readonly (readonly string[])[]): boolean {
  return [...folded].some((_, index) => {
    const value = isBoundary(folded, index) ? knownAt(folded, folded, index, lists) : null;
    return value !== null && value.length > 1 && value !== "us" && !/^\d+$/.test(value);
  });
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
