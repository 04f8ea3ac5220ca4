import { withComparedPeriod } from "./compared-period.ts";
import { applicable, type GrammarContext } from "./context.ts";
import { isElsewhere, isSpokenFor, weighed } from "./decide-command.ts";
import { withoutFillers } from "./fillers.ts";
import { commandBehindSlash, commandInSentence } from "./find-command.ts";
import { fold } from "./fold.ts";
import { withoutHorizon } from "./looking-ahead.ts";
import { isHarmless } from "./ordinary-words.ts";
import { type Claim, changed, emptyParts, type Parts } from "./parts.ts";
import { backwards } from "./period-before.ts";
import { decisiveWords } from "./plain-words.ts";
import { partsOf, readCommand, vocabulary } from "./read.ts";
import { scan } from "./scan.ts";
import { topicsIn } from "./topics-in.ts";
import { alike, placedBeside, placedIn, withoutDoubt } from "./value-claims.ts";

const why =
  /^(?:and\s+|but\s+|ok\s+)?(?:why(?:\s+(?:is|was)\s+(?:that|it)|\s+so|\s+not|\s+did\s+(?:that|it|this|they)\s+(?:happen|change|drop|fall|rise|go\s+(?:up|down))|\s+(?:the\s+)?(?:big\s+)?(?:drop|dip|fall|rise|jump|change|increase|decrease|decline))?(?:\s+(?:so|that)\s+(?:much|low|high|bad)|\s+like\s+that|\s+suddenly)?|how\s+come|what\s+happened|explain(?:\s+(?:that|this|it))?|(?:那|但是?)?(?:这是)?(?:为什么|为啥|为何|什么原因|原因|怎么回事|咋回事|怎么|咋)(?:会)?(?:这样|如此|变化|突然|一下子|这么|跌|降|掉|涨|升|少|多|低|高|差|好|下滑|下降|上升|回落|变|了|呢|啊|呀|是什么)*)[?？!.\s呢啊]*$/i;

const who =
  /^(?:and\s+|but\s+)?(?:by\s+)?(?:who|whom)(?:\s+exactly)?(?:\s+(?:sold|sells|made|did|does|brought\s+in)\s+(?:the\s+)?(?:most|best))?[?？!.\s]*$|^(?:都)?(?:是)?谁(?:卖得?|做得?|业绩)?(?:最[多好高])?(?:啊|呢|呀|的)*[?？\s]*$/i;

/** The metric that a command is mostly about, for `why` behind its answer. */
const metrics: Readonly<Record<string, string>> = {
  sales: "revenue",
  kpi: "revenue",
  forecast: "revenue",
  team: "revenue",
  why: "revenue",
  satisfaction: "nps",
  collections: "received",
  leads: "leads",
  funnel: "win rate",
};

/** The previous question taken apart again, from its canonical text. */
async function previousParts(text: string, context: GrammarContext): Promise<Parts> {
  const { command, rest } = commandBehindSlash(text, context);
  return readCommand(rest, command, context);
}

/** `why` behind an answer: what drove the same metric, in the same period and filters. */
function whyParts(previous: Parts): Parts {
  return {
    ...emptyParts("why"),
    subject: previous.command === "why" ? previous.subject : (metrics[previous.command] ?? "revenue"),
    period: previous.period,
    asOf: previous.asOf,
    filters: previous.filters,
    compare: previous.compare,
  };
}

/** 去年同期 behind an answer is what to compare it with. */
function yearBefore(claim: Claim): Claim {
  const isBefore = claim.kind === "period" && claim.span.kind === "same period last year";
  return isBefore ? { kind: "compare", with: "yoy" } : claim;
}

/** Has a sentence a command of its own, or what no command answers? */
async function asksAnew(text: string, context: GrammarContext): Promise<boolean> {
  const found = commandInSentence(text, context);
  const named = "command" in found ? found.named.some(({ rank }) => rank > 0) : found.candidates.length > 0;
  const likely = weighed(found, await topicsIn(text, context));
  return named || isElsewhere(likely) || isSpokenFor(likely, context.previous?.command ?? "");
}

const correction =
  /^(?:(?:no|nope|sorry|oops|wait|actually|hm+|oh|thx|thanks|ok(?:ay)?|cool|great|nice|got it|not that)[\s,.!]+)*(?:(?:i (?:meant|mean|want|wanted)|make (?:it|that)|rather|i said|should be|change (?:it|that) to|switch to|try|now|then|instead|and|just) )*|^(?:(?:不对|不是|错了|说错了|等等|不好意思|好的?|嗯|哦|谢谢|收到|行)[,，。!！\s]*)*(?:我(?:是)?(?:说|指)的?(?:是)?|应该是|改成|换成|改为|改看|那就?|再|就)*/i;

/** A follow-up without what corrects the one before (`no i meant last week`), each character in its place. */
function withoutCorrection(text: string): string {
  return text.replace(correction, (words) => " ".repeat(words.length));
}

/**
 * Reads a text as a change of the previous question (`by region`, `last quarter`, 只看华东, `why`); null when there is
 * none, or when the text has any word of its own, and so is a question by itself.
 */
export async function followUp(said: string, context: GrammarContext): Promise<Parts | null> {
  const text = withoutCorrection(said);
  if (context.previous === undefined || context.previous === null) return null;
  const command = context.commands.get(context.previous.command);
  if (command === undefined) return null;
  if (why.test(said) && context.commands.has("why")) {
    return whyParts(await previousParts(context.previous.text, context));
  }
  const previousCommand = context.previous.command;
  if (who.test(said) && applicable(command, context).some(({ name }) => name === "owner")) {
    return changed(await previousParts(context.previous.text, context), {
      ...emptyParts(context.previous.command),
      by: ["owner"],
    });
  }
  const before = backwards(said, context.previous, context);
  if (before !== null) {
    return changed(await previousParts(context.previous.text, context), {
      ...emptyParts(previousCommand),
      period: before,
    });
  }
  if (decisiveWords[context.previous.command]?.test(fold(text))) return null;
  const words = await vocabulary(text, command, true, context);
  const scanned = scan(text, words);
  const loose = scanned.leftovers.map((left) => fold(left.text)).filter((left) => withoutFillers(left) !== "");
  if (scanned.claims.length === 0) return null;
  if (loose.length > 0 && (await asksAnew(text, context))) return null;
  if (loose.some((left) => !isHarmless(left, previousCommand, words))) return null;
  // `only east` replaces the region filter.
  const compared = withComparedPeriod(scanned.placed, text);
  if (compared === null) return null;
  const narrowed = context.previous.filters;
  const usual = previousCommand === "leads" ? "source" : "channel";
  const claims = compared
    .map(yearBefore)
    .map((claim) => placedIn(placedBeside(claim, narrowed, words.values), words.values, usual));
  const change = partsOf(context.previous.command, alike(withoutDoubt(claims), words.values), context);
  const previous = await previousParts(context.previous.text, context);
  return changed(command.looksAhead && change.period !== null ? withoutHorizon(previous) : previous, change);
}
