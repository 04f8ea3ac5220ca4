import { UserError } from "#errors.ts";
import { namesBegun } from "./account-names.ts";
import { applicable, dimensionsOf, type GrammarContext } from "./context.ts";
import { withoutFillers } from "./fillers.ts";
import { knownValues } from "./filters.ts";
import { fold } from "./fold.ts";
import { isOrdinary } from "./ordinary-words.ts";
import { ownWish } from "./own-wishes.ts";
import { emptyParts, type Parts } from "./parts.ts";
import { readSaid } from "./plain.ts";
import { partsOf, readCommand, vocabulary } from "./read.ts";
import { scan } from "./scan.ts";
import { withoutRemarks } from "./side-remarks.ts";

/** What a value and a period by themselves are asked of. */
const general = "sales";

/** Longer texts than this are nothing that one says in passing. */
const longestSaid = 300;

/** Longer texts than this name no customer alone. */
const longestName = 40;

/**
 * Reads plain text: a wish about Parley's own ways, a sentence, a sentence without the remarks around it, the beginning
 * of a customer's name, or a value with a period. Throws `not_understood` with the nearest commands for anything else.
 */
export async function readPlain(said: string, context: GrammarContext): Promise<Parts> {
  if (said.length > longestSaid) return readSaid(said, context);
  const wish = ownWish(fold(said));
  if (wish !== null && context.commands.has(wish.command)) return readCommand(wish.words, wish.command, context);
  try {
    return await readSaid(said, context);
  } catch (refusal) {
    if (!(refusal instanceof UserError) || refusal.code !== "not_understood") throw refusal;
    const parts =
      (await nameAlone(said, context)) ?? (await withoutAside(said, context)) ?? (await fragment(said, context));
    if (parts !== null) return parts;
    throw refusal;
  }
}

/** Idle words, but for those that say what of a value is asked for (`newsletter results`). */
function isIdle(folded: string): boolean {
  return withoutFillers(folded) === "" && !/result|performance|analysis|效果|分析/.test(folded);
}

async function withoutAside(said: string, context: GrammarContext): Promise<Parts | null> {
  for (const shorter of await withoutRemarks(said, context)) {
    const parts = await readSaid(shorter, context).catch((error: unknown) => {
      if (error instanceof UserError) return null;
      throw error;
    });
    if (parts !== null) return parts;
  }
  return null;
}

/** A text that is nothing but the beginning of one customer's name, or that name with a slip. */
async function nameAlone(said: string, context: GrammarContext): Promise<Parts | null> {
  const bare = said.replace(/[?!.？！。\s]+$/u, "").trim();
  const folded = fold(bare);
  if (bare.length > longestName || withoutFillers(folded) !== folded || isOrdinary(folded)) return null;
  if (!context.commands.has("customer")) return null;
  const known = await knownValues(dimensionsOf(context), context);
  if ([...known.values()].some((values) => values.some((value) => fold(value) === folded))) return null;
  const [name, other] = namesBegun(folded, (await context.names?.()) ?? []);
  return name === undefined || other !== undefined ? null : { ...emptyParts("customer"), subject: name };
}

/** A value and a period, or how to compare it, with no other word: 三季度 华中 同比. */
async function fragment(said: string, context: GrammarContext): Promise<Parts | null> {
  const command = context.commands.get(general);
  if (command === undefined) return null;
  const { claims, leftovers } = scan(said, await vocabulary(said, command, true, context));
  const isAsked = claims.some(({ kind }) => kind === "filter") && claims.some(({ kind }) => kind === "period");
  const people = claims.some((claim) => claim.kind === "filter" && /owner|team/.test(claim.dimension ?? ""));
  if (!isAsked || people || leftovers.some(({ text }) => !isIdle(fold(text)))) return null;
  const known = new Set(applicable(command, context).map(({ name }) => name));
  const fits = claims.every(
    (claim) => claim.kind !== "filter" || claim.dimension === null || known.has(claim.dimension),
  );
  return fits ? partsOf(general, claims, context) : null;
}
