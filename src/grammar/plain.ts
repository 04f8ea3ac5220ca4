import { UserError } from "#errors.ts";
import { type Asked, exampleOf, type GrammarContext } from "./context.ts";
import { withoutFillers } from "./fillers.ts";
import { commandInSentence, type Named } from "./find-command.ts";
import { fold } from "./fold.ts";
import { nearest } from "./nearest.ts";
import { optionWords } from "./options.ts";
import type { Parts } from "./parts.ts";
import { isVerbatim, partsOf, readCommand, vocabulary, withSubject } from "./read.ts";
import { type Leftover, scan } from "./scan.ts";

/** The text with the words that named the command blanked out, each character in its place. */
function blanked(text: string, named: readonly Named[]): string {
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

/** Takes a sentence apart for a command already known; null when a word has no place. */
export async function readSentence(text: string, name: string, context: GrammarContext): Promise<Parts | null> {
  const command = context.commands.get(name);
  if (command === undefined) return null;
  const scanned = scan(text, await vocabulary(text, command, true, context));
  const leftovers = meaningful(scanned.leftovers);
  if (leftovers.some((left) => /^(?:next|下个?|明年|未来)/i.test(left.text))) return null;
  if (command.subject === undefined) return leftovers.length > 0 ? null : partsOf(name, scanned.claims, context);
  return partsOf(name, withSubject({ claims: scanned.claims, leftovers }), context);
}

/** The commands nearest to a text that was not understood. */
export function unsure(text: string, candidates: readonly string[], context: GrammarContext): UserError {
  const { words } = context;
  const names = new Map<string, string>();
  for (const [name, { aliases, title }] of context.commands) {
    for (const word of [name, title.en, title.zh, ...aliases]) names.set(word, name);
  }
  const tokens = withoutFillers(fold(text).slice(0, 200)).split(/\s+/).slice(0, 8);
  const near = tokens.flatMap((token) => nearest(token, [...names.keys()], 1));
  const commands = [...new Set([...candidates, ...near.map((word) => names.get(word) ?? "help")])].slice(0, 3);
  const choices = commands.flatMap((name) => {
    const command: Asked | undefined = context.commands.get(name);
    return command === undefined ? [] : [exampleOf(command, context)];
  });
  return new UserError("not_understood", words.say("grammar.not_understood_sentence"), {
    hint: words.say("grammar.nearest", { choices: choices.join("\n") }),
  });
}

/** ROI最高, `highest roi`: what to rank by, where the command can. */
function ranking(text: string, command: Asked): string | null {
  const folded = fold(text);
  for (const word of optionWords(command).get("sort") ?? []) {
    if (new RegExp(`(?:highest|best|most|top|lowest|worst)\\s+${word}(?![a-z])|${word}\\s*最`).test(folded))
      return word;
  }
  return null;
}

/**
 * Reads a sentence: finds its command by name, alias, title or everyday words, then the same grammar in the rest,
 * with or without spaces between words. What it cannot place it does not guess: `not_understood` with the nearest.
 */
export async function readPlain(text: string, context: GrammarContext): Promise<Parts> {
  const found = commandInSentence(text, context);
  if ("candidates" in found) throw unsure(text, found.candidates, context);
  const command = context.commands.get(found.command);
  if (command !== undefined && isVerbatim(command)) {
    return readCommand(text.slice(found.named[0]?.end ?? 0), found.command, context);
  }
  const parts = await readSentence(blanked(text, found.named), found.command, context);
  if (parts === null || command === undefined) throw unsure(text, [found.command], context);
  const sort = ranking(text, command);
  return sort === null ? parts : { ...parts, options: { sort, ...parts.options } };
}
