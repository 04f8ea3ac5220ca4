import { UserError } from "#errors.ts";
import { type Asked, applicable, dimensionsOf, exampleOf, type GrammarContext, seasonNames } from "./context.ts";
import { dimensionWords, matchDimension } from "./dimension-words.ts";
import { knownValues } from "./filters.ts";
import { fold } from "./fold.ts";
import { editDistance, nearest } from "./nearest.ts";
import { optionWords, unknownOption } from "./options.ts";
import { type Claim, emptyParts, type Parts, withClaim } from "./parts.ts";
import { type Leftover, type Scanned, scan } from "./scan.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Does the command take no grammar at all, so that everything behind it is its subject (`/subscribe …`)? */
export function isVerbatim(command: Asked): boolean {
  return command.period === null && command.narrows === null && command.subject !== undefined;
}

/** Dimensions whose values must be known before the text can be cut into words. */
function mentioned(text: string, command: Asked, sentence: boolean, context: GrammarContext) {
  const possible = applicable(command, context);
  const folded = fold(text);
  if (sentence || /only|just|只看|仅看|只要|仅限/.test(folded)) return possible;
  return possible.filter(({ name, label, aliases }) =>
    [name, label.en, label.zh, ...aliases].some((word) => {
      const at = folded.indexOf(fold(word));
      return at >= 0 && /[=:是为]/.test(folded.slice(at));
    }),
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
    values: await knownValues(mentioned(text, command, sentence, context), context),
    seasons: seasonNames(context),
    options: optionWords(command),
    mine: applicable(command, context).some(({ name }) => name === "owner"),
    sentence,
    loose: sentence,
    subject: command.subject !== undefined,
  };
}

/** Two periods, one of them 去年同期, are a period and a comparison; otherwise two periods are one too many. */
export function partsOf(name: string, claims: readonly Claim[], context: GrammarContext): Parts {
  const periods = claims.filter((claim) => claim.kind === "period");
  let used = claims;
  if (periods.length > 1) {
    const yearBefore = periods.find((claim) => claim.span.kind === "same period last year");
    const [first, second] = periods;
    if (yearBefore === undefined || periods.length > 2) {
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

/** Leftovers but for small words between. */
function meant(leftovers: readonly Leftover[]): Leftover[] {
  return leftovers.filter(({ text }) => !/^(of|for|in|the|during|over|and|的|和|与|[-–—.:/]+)$/i.test(text));
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
    ({ claims, leftovers } = scan(rest, { ...words, values, loose: true }));
    const [first] = meant(leftovers);
    if (first !== undefined) throw misplaced(first, rest, name, command, context);
  }
  return partsOf(name, command.subject === undefined ? claims : withSubject({ claims, leftovers }), context);
}

/** What nothing claimed is the subject. */
export function withSubject({ claims, leftovers }: Scanned): readonly Claim[] {
  const text = leftovers.map((leftover) => leftover.text).join(" ");
  return text === "" ? claims : [...claims, { kind: "subject", text }];
}

/** All text is the subject, but for the command's own `name=value` options ahead of another command in it. */
function verbatim(rest: string, name: string, command: Asked): Parts {
  const names = [...optionWords(command).keys()];
  const options: Record<string, string> = {};
  const [own = ""] = rest.split(/(?=\s\/)/);
  const read = own.replace(/(?:^|\s)([a-z_]+)=(?:"((?:[^"\\]|\\.)*)"|(\S+))/g, (all, option, inQuotes, bare) => {
    if (!names.includes(option)) return all;
    options[option] = inQuotes?.replace(/\\(.)/g, "$1") ?? bare;
    return "";
  });
  const subject = (read + rest.slice(own.length)).trim();
  const whole = /^"((?:[^"\\]|\\.)*)"$/.exec(subject)?.[1]?.replace(/\\(.)/g, "$1");
  return { ...emptyParts(name), subject: whole ?? (subject === "" ? null : subject), options };
}

const vocabularyWords = [
  "today",
  "yesterday",
  "last30d",
  "last90d",
  "last12w",
  "last6m",
  "last365d",
  "mtd",
  "qtd",
  "ytd",
  "this week",
  "this month",
  "this quarter",
  "this year",
  "last week",
  "last month",
  "last quarter",
  "last year",
  "yoy",
  "top 10",
  "vs prev",
  "vs yoy",
  "vs target",
  "vs none",
  "csv",
  "xlsx",
  "pptx",
  "fresh",
  "近30天",
  "近90天",
  "本月",
  "上月",
  "本季度",
  "上季度",
  "今年",
  "去年",
  "同比",
  "环比",
];

/** The error for a word that has no place: what is nearest to it, as a whole command. */
function misplaced(left: Leftover, rest: string, name: string, command: Asked, context: GrammarContext): UserError {
  const { words } = context;
  const folded = fold(left.text);
  const assigned = /^([^\s=]+)=/.exec(folded);
  if (assigned?.[1] !== undefined && matchDimension(assigned[1], 0, dimensionsOf(context)) === null) {
    return unknownOption(assigned[1], name, command, context);
  }
  const grouped = /^(?:by|按照?)\s*(\S*)/.exec(folded);
  const wanted = grouped?.[1] ?? folded;
  const candidates =
    grouped === null
      ? [...vocabularyWords, ...[...optionWords(command).values()].flat()]
      : dimensionWords(applicable(command, context));
  const [close] = wanted === "" ? [] : nearest(wanted, candidates, 1);
  const near = close !== undefined && editDistance(close, wanted) <= Math.min(3, Math.max(1, wanted.length >> 1));
  const mended =
    near && close !== undefined
      ? `${rest.slice(0, left.index)}${grouped === null ? "" : "by "}${close}${rest.slice(left.index + left.text.length)}`
      : null;
  const possible = applicable(command, context);
  const hint =
    mended === null && grouped !== null && possible[0] !== undefined
      ? words.say("grammar.applicable", {
          dimensions: words.list(possible.map((dimension) => words.dimension(dimension.name))),
          example: `/${name} by ${possible[0].name}`,
        })
      : mended === null
        ? words.say("grammar.example", { example: exampleOf(command, context) })
        : words.say("grammar.did_you_mean", {
            command: `/${context.prefix ?? ""}${name} ${mended.trim().slice(0, 200)}`,
          });
  const word = left.text.slice(0, 80);
  const message =
    grouped === null
      ? words.say("grammar.not_understood", { word })
      : wanted === ""
        ? words.say("grammar.dimension_missing")
        : words.say("grammar.dimension_unknown", { name: wanted.slice(0, 80) });
  return new UserError("not_understood", message, { hint });
}
