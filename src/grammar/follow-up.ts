import type { GrammarContext } from "./context.ts";
import { withoutFillers } from "./fillers.ts";
import { commandBehindSlash } from "./find-command.ts";
import { fold } from "./fold.ts";
import { type Claim, changed, emptyParts, type Parts } from "./parts.ts";
import { decisiveWords } from "./plain-words.ts";
import { partsOf, readCommand, vocabulary } from "./read.ts";
import { scan } from "./scan.ts";
import { type KnownValues, meaningsOf } from "./values.ts";

const why = /^(?:and\s+)?(?:why(?:\s+(?:is|was)\s+that|\s+so)?|为什么|为啥|为何|什么原因|原因)[?？!.\s呢]*$/i;

/** The metric that a command is mostly about, for `why` behind its answer. */
const metrics: Readonly<Record<string, string>> = {
  sales: "revenue",
  kpi: "revenue",
  forecast: "revenue",
  team: "revenue",
  why: "revenue",
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

/** `only east` replaces the region filter: a value of one dimension only belongs to that. */
function placed(claim: Claim, known: KnownValues): Claim {
  if (claim.kind !== "filter" || claim.dimension !== null) return claim;
  const dimensions = new Set(claim.values.flatMap((value) => meaningsOf(value, known).map((each) => each.dimension)));
  const [dimension] = dimensions;
  return dimensions.size === 1 && dimension !== undefined ? { ...claim, dimension } : claim;
}

/**
 * Reads a text as a change of the previous question (`by region`, `last quarter`, 只看华东, `why`); null when there is
 * none, or when the text has any word of its own, and so is a question by itself.
 */
export async function followUp(text: string, context: GrammarContext): Promise<Parts | null> {
  if (context.previous === undefined || context.previous === null) return null;
  const command = context.commands.get(context.previous.command);
  if (command === undefined) return null;
  if (why.test(text) && context.commands.has("why")) {
    return whyParts(await previousParts(context.previous.text, context));
  }
  if (decisiveWords[context.previous.command]?.test(fold(text))) return null;
  const words = await vocabulary(text, command, true, context);
  const scanned = scan(text, words);
  const loose = scanned.leftovers.some((left) => withoutFillers(fold(left.text)) !== "");
  if (loose || scanned.claims.length === 0) return null;
  const change = partsOf(
    context.previous.command,
    scanned.claims.map((claim) => placed(claim, words.values)),
    context,
  );
  return changed(await previousParts(context.previous.text, context), change);
}
