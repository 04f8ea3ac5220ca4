import { UserError } from "#errors.ts";
import type { Question } from "#question.ts";
import { build } from "./build.ts";
import { heardRight } from "./chinese-spelling.ts";
import { applicable, dimensionsOf, type GrammarContext } from "./context.ts";
import { knownValues } from "./filters.ts";
import { commandBehindSlash } from "./find-command.ts";
import { fold } from "./fold.ts";
import { followUp } from "./follow-up.ts";
import { withKnownProduct } from "./offered.ts";
import type { Parts } from "./parts.ts";
import { isVerbatim, readCommand, vocabulary } from "./read.ts";
import { readPlain } from "./read-plain.ts";
import { recurringIn } from "./recurring.ts";
import { scan } from "./scan.ts";
import { alertIn } from "./spoken-alert.ts";

const longest = 2000;

/** Longer texts than this are no questions that one types with a slip, nor wishes to be told something. */
const mostSpelled = 300;

/** Takes any text apart: a slash command, a follow-up to the previous question, or a plain sentence. */
async function read(text: string, context: GrammarContext): Promise<Parts> {
  if (fold(text).startsWith("/")) {
    const { command, rest } = commandBehindSlash(text, context);
    return readCommand(rest, command, context);
  }
  const right = await readable(text, context);
  const wish = await standingWish(right, context);
  if (wish !== null) return wish;
  const followed = await followUp(right, context);
  if (followed !== null) return followed;
  const question = context.previous == null ? right : right.replace(instead, "");
  const anew = await inSamePeriod(await readPlain(question, context), right, context);
  return withSameSubject(withSamePlace(anew, right, context), right, context);
}

/** What a sentence asks to be told again and again, or when it happens; null where it asks to be told now. */
async function standingWish(text: string, context: GrammarContext): Promise<Parts | null> {
  if (text.length > mostSpelled) return null;
  const alert = context.commands.has("alert") ? await alertIn(text, context) : null;
  if (alert !== null) return readCommand(alert, "alert", context);
  const recurring = context.commands.has("subscribe") ? recurringIn(text) : null;
  if (recurring === null) return null;
  const { cadence, question } = recurring;
  const asked =
    question === ""
      ? context.previous
      : await understand(question, context).catch((refusal: unknown) => {
          if (refusal instanceof UserError) return null;
          throw refusal;
        });
  return asked == null ? null : readCommand(`${cadence} ${asked.text}`, "subscribe", context);
}

/** A sentence with its Chinese words spelled as the grammar and the data have them. */
async function readable(text: string, context: GrammarContext): Promise<string> {
  if (!/\p{Script=Han}{2}/u.test(text) || text.length > mostSpelled) return text;
  const known = await knownValues(dimensionsOf(context), context);
  return heardRight(text, [...known.values()], (await context.names?.()) ?? [], context);
}

const instead =
  /^(?:now |and |then )?(?:switch|change) (?:it |that )?to |^(?:那|再|就)?(?:换成|换到|换为|换(?=看)|改成|改为|改看)/i;

/** A question that takes the place of the one before (`switch to leads`, 换成线索看看) is about the same time. */
async function inSamePeriod(parts: Parts, text: string, context: GrammarContext): Promise<Parts> {
  const { previous, commands } = context;
  const [before, after] = [commands.get(previous?.command ?? ""), commands.get(parts.command)];
  if (previous == null || parts.period !== null || !instead.test(text)) return parts;
  if (!before?.period || !after?.period || before.looksAhead || after.looksAhead) return parts;
  const { command, rest } = commandBehindSlash(previous.text, context);
  return { ...parts, period: (await readCommand(rest, command, context)).period };
}

const same =
  /(?<![a-z])(?:there|over there|same (?:filters?|region|scope)|for (?:them|those|these|that|this|it)|of (?:that|those))(?![a-z])|那边|那里|那块|那儿|同样(?:的)?(?:条件|范围)/;

const spokenOf =
  /(?<![a-z])(?:them|they|their|him|he|his|her|she|it|its|that|this)(?![a-z])|[他她它]们?|这个|那个|[这那该]家|对方/;

/** A new question about whom or what the one before was about (`what should I offer them`, `how is that defined`). */
function withSameSubject(parts: Parts, text: string, context: GrammarContext): Parts {
  const { previous } = context;
  if (previous == null || parts.subject !== null || !spokenOf.test(fold(text))) return parts;
  const isOfCustomer = previous.command === "customer" || previous.command === "recommend";
  const takes =
    parts.command === "recommend" || parts.command === "customer" ? isOfCustomer : parts.command === "define";
  return takes ? { ...parts, subject: previous.subject } : parts;
}

/** A new question about what the one before was narrowed to (`who may leave there`), as far as the command can be. */
function withSamePlace(parts: Parts, text: string, context: GrammarContext): Parts {
  const { previous } = context;
  const command = context.commands.get(parts.command);
  if (previous == null || command === undefined || parts.filters.length > 0) return parts;
  const folded = fold(text);
  if (!same.test(folded) && !instead.test(text)) return parts;
  const dimensions = new Set(applicable(command, context).map(({ name }) => name));
  return { ...parts, filters: previous.filters.filter(({ dimension }) => dimensions.has(dimension)) };
}

/**
 * Understands what was asked, in English or Chinese, deterministically and without any service.
 *
 * `/<command> [subject] [period] [by <dimension>] [<dimension>=<value>…] [vs prev|yoy|target|none] [top <n>]
 * [as of <date>] [csv|xlsx|pptx|pdf] [fresh]`, in any order behind the command; text without a slash is a follow-up to
 * `context.previous` or a plain sentence. The `text` of the question is its canonical form: understanding that gives
 * the same question again.
 *
 * Throws only `UserError`, whose hint names the nearest valid command: `empty`, `too_long`, `unknown_command`,
 * `not_understood`, `not_applicable`, `unknown_value`, `ambiguous_value` (an `Ambiguity` with its choices),
 * `bad_period`, `bad_option`, `bad_top`, `subject_missing`, `not_linked`.
 */
export async function understand(text: string, context: GrammarContext): Promise<Question> {
  const { words } = context;
  if (text.length > longest) {
    throw new UserError("too_long", words.say("grammar.too_long", { limit: longest }), {
      hint: words.say("grammar.example", { example: "/sales last90d by region" }),
    });
  }
  const clean = text.replace(/[\p{Cc}\p{Cf}]/gu, " ").trim();
  if (clean === "") {
    const hint = words.say("grammar.empty.hint", { example: "/sales last90d by region" });
    throw new UserError("empty", words.say("grammar.empty"), { hint });
  }
  const said = await read(clean, context);
  const command = context.commands.get(said.command);
  if (command === undefined) throw new Error(`no command ${said.command}`);
  const parts = await withKnownProduct(said, command, context);
  const subjects = parts.subject === null ? null : await vocabulary(parts.subject, command, false, context);
  const isBare = (subject: string) => {
    if (isVerbatim(command)) return !subject.startsWith('"') && !/(^|\s)[a-z_]+=/.test(subject);
    if (subjects === null || !/^[\p{L}\p{N}][\p{L}\p{N}_.&+-]*$/u.test(subject)) return false;
    const { claims, leftovers } = scan(subject, subjects);
    return claims.length === 0 && leftovers.length === 1;
  };
  return build(parts, command, context, isBare);
}
