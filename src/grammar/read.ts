import { UserError } from "#errors.ts";
import type { FileFormat } from "#question.ts";
import { type Asked, applicable, dimensionsOf, type GrammarContext, seasonNames } from "./context.ts";
import { knownValues } from "./filters.ts";
import { fold } from "./fold.ts";
import { misplaced } from "./misplaced.ts";
import { optionWords } from "./options.ts";
import { type Claim, emptyParts, type Parts, withClaim } from "./parts.ts";
import { meant, type Scanned, scan } from "./scan.ts";
import { comparedWith } from "./two-periods.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Does the command take no grammar at all, so that everything behind it is its subject (`/subscribe …`)? */
export function isVerbatim(command: Asked): boolean {
  return command.period === null && command.narrows === null && command.subject !== undefined;
}

/** Dimensions whose values must be known before the text can be cut into words. */
function mentioned(text: string, command: Asked, sentence: boolean, context: GrammarContext) {
  const possible = applicable(command, context);
  const folded = fold(text);
  if (sentence || /only(?!=)|just|只看|仅看|只要|仅限/.test(folded)) return possible;
  return possible.filter(({ name, label, aliases }) =>
    [name, label.en, label.zh, ...aliases].some((word) => {
      const at = folded.indexOf(fold(word));
      return at >= 0 && /[=:是为]/.test(folded.slice(at));
    }),
  );
}

/** Dimensions of what a command is asked about by an option: sentences name it as they do any value. */
function products(command: Asked, sentence: boolean, context: GrammarContext) {
  const options = optionWords(command);
  if (!sentence || !options.has("product")) return [];
  return dimensionsOf(context).filter(
    ({ name }) => name === "product" || (name === "category" && options.has("level")),
  );
}

/** Everything that a text for this command is scanned for. */
export async function vocabulary(
  text: string,
  command: Asked,
  sentence: boolean,
  context: GrammarContext,
): Promise<Vocabulary> {
  return {
    dimensions: dimensionsOf(context),
    values: await knownValues(
      [...mentioned(text, command, sentence, context), ...products(command, sentence, context)],
      context,
    ),
    seasons: seasonNames(context),
    options: optionWords(command),
    mine: applicable(command, context).some(({ name }) => name === "owner"),
    grouped: command.groupings !== 0,
    sentence,
    loose: sentence,
    subject: command.subject !== undefined,
  };
}

/** Everything recognised in a sentence, read for a command. */
export async function sentenceClaims(text: string, command: Asked, context: GrammarContext): Promise<readonly Claim[]> {
  return (await sentencePlaced(text, command, context)).map(({ claim }) => claim);
}

/** The same with where each stands. */
export async function sentencePlaced(text: string, command: Asked, context: GrammarContext) {
  return scan(text, await vocabulary(text, command, true, context)).placed;
}

/** Two periods, one of them 去年同期 or the one before the other, are a period and a comparison; otherwise two periods are one too many. */
export function partsOf(name: string, claims: readonly Claim[], context: GrammarContext): Parts {
  const periods = claims.filter((claim) => claim.kind === "period");
  let used = claims;
  if (periods.length > 1) {
    const yearBefore = periods.find((claim) => claim.span.kind === "same period last year");
    const [first, second] = periods;
    const pair = first && second && periods.length === 2 && !yearBefore ? comparedWith(first, second, context) : null;
    if (pair !== null) {
      used = claims.flatMap((claim): Claim[] =>
        claim.kind !== "period" ? [claim] : claim === pair.of ? [claim, { kind: "compare", with: pair.compare }] : [],
      );
    } else if (yearBefore === undefined || periods.length > 2) {
      const same = new Set(periods.map((claim) => JSON.stringify(claim.span))).size === 1;
      if (!same) throw twoPeriods(first?.text ?? "", second?.text ?? "", context);
    } else {
      used = claims.map((claim) => (claim === yearBefore ? { kind: "compare", with: "yoy" } : claim));
    }
  }
  return used.reduce(withClaim, emptyParts(name));
}

function twoPeriods(first: string, second: string, context: GrammarContext): UserError {
  const { words } = context;
  return new UserError("not_understood", words.say("grammar.two_periods", { first, second }), {
    hint: words.say("grammar.two_periods.hint"),
  });
}

/** Takes a slash command's text apart. Throws `not_understood` naming the first word that has no place. */
export async function readCommand(rest: string, name: string, context: GrammarContext): Promise<Parts> {
  const command = context.commands.get(name);
  if (command === undefined) throw new Error(`no command ${name}`);
  if (isVerbatim(command)) return verbatim(rest, name, command);
  const words = await vocabulary(rest, command, false, context);
  let { claims, leftovers } = scan(rest, words);
  if (command.subject === undefined && meant(leftovers).length > 0) {
    const values = await knownValues(applicable(command, context), context);
    const loose = { ...words, values, loose: true };
    ({ claims, leftovers } = scan(rest, loose));
    const [left] = meant(leftovers);
    if (left !== undefined) throw misplaced({ left, rest, claims, name, command, words: loose }, context);
  }
  return partsOf(name, command.subject === undefined ? claims : withSubject({ claims, leftovers }), context);
}

/** What nothing claimed is the subject. */
export function withSubject({ claims, leftovers }: Pick<Scanned, "claims" | "leftovers">): readonly Claim[] {
  const text = leftovers.map((leftover) => leftover.text).join(" ");
  return text === "" ? claims : [...claims, { kind: "subject", text }];
}

/** All text is the subject, but for the command's own `name=value` options ahead of another command in it, and a file's format at its end. */
function verbatim(rest: string, name: string, command: Asked): Parts {
  const names = [...optionWords(command).keys()];
  const options: Record<string, string> = {};
  const [own = ""] = rest.split(/(?=\s\/)/);
  const read = own.replace(/(?:^|\s)([a-z_]+)=(?:"((?:[^"\\]|\\.)*)"|(\S+))/g, (all, option, inQuotes, bare) => {
    if (!names.includes(option)) return all;
    options[option] = inQuotes?.replace(/\\(.)/g, "$1") ?? bare;
    return "";
  });
  const said = (read + rest.slice(own.length)).trim();
  // What another command in it wishes is that command's own.
  const wish = rest.length > own.length ? null : /(?:^|\s)(csv|xlsx|pptx|pdf)$/i.exec(said);
  const subject = said.slice(0, wish?.index).trim();
  const format = (wish?.[1]?.toLowerCase() ?? null) as FileFormat | null;
  const whole = /^"((?:[^"\\]|\\.)*)"$/.exec(subject)?.[1]?.replace(/\\(.)/g, "$1");
  return { ...emptyParts(name), subject: whole ?? (subject === "" ? null : subject), options, export: format };
}
