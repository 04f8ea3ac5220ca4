import type { Asked, GrammarContext } from "./context.ts";
import { withoutFillers } from "./fillers.ts";
import { commandInSentence, type Named } from "./find-command.ts";
import { fold } from "./fold.ts";
import { optionWords } from "./options.ts";
import type { Parts } from "./parts.ts";
import { decisiveWords } from "./plain-words.ts";
import { isVerbatim, partsOf, readCommand, vocabulary, withSubject } from "./read.ts";
import { type Leftover, scan } from "./scan.ts";
import { isAhead } from "./span.ts";
import { unsure } from "./unsure.ts";

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
  const ahead = scanned.claims.some((claim) => claim.kind === "period" && isAhead(claim.span));
  const foretells = optionWords(command).has("horizon");
  if (leftovers.some((left) => /^(?:next|下个?|未来)/i.test(left.text)) || (ahead && foretells && !command.looksAhead))
    return null;
  if (command.subject === undefined) return leftovers.length > 0 ? null : partsOf(name, scanned.claims, context);
  return partsOf(name, withSubject({ claims: scanned.claims, leftovers }), context);
}

const seller =
  /\b(who)\s+(?:has\s+|have\s+|had\s+)?(?:the\s+)?(?:most\s+|best\s+|highest\s+)?(?:sold|sells|sales|revenue)\b|(谁)[^买购客]{0,8}?(?:卖|业绩|销售|销量)/;

/** 谁卖得最好, `who sold most`: the sentence without the word that asks for owners; null when it asks for none. */
function withoutSeller(blank: string, text: string, command: string): string | null {
  const match = command === "sales" ? seller.exec(fold(text)) : null;
  if (match === null) return null;
  const word = match[1] ?? match[2] ?? "";
  return blank.slice(0, match.index) + " ".repeat(word.length) + blank.slice(match.index + word.length);
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

/** What is asked of a command that takes all text as its subject: behind its name, or before it (客单价是什么意思). */
function aroundName(text: string, named: Named | undefined): string {
  const behind = text.slice(named?.end ?? 0);
  if (withoutFillers(fold(behind)) !== "") return behind.replace(/(?:\s+mean)?[\s?？]*$/i, "");
  const before = text.slice(0, named?.start ?? 0).replace(/[\s,，：:的是]+$/, "");
  return withoutFillers(fold(before)) === "" ? "" : before;
}

/**
 * Reads a sentence: finds its command by name, alias, title or everyday words, then the same grammar in the rest,
 * with or without spaces between words. What it cannot place it does not guess: `not_understood` with the nearest.
 */
export async function readPlain(text: string, context: GrammarContext): Promise<Parts> {
  const found = commandInSentence(text, context);
  if ("candidates" in found) throw await unsure(text, found.candidates, context);
  const command = context.commands.get(found.command);
  if (command !== undefined && isVerbatim(command)) {
    return readCommand(aroundName(text, found.named[0]), found.command, context);
  }
  const seller = withoutSeller(blanked(text, found.named), text, found.command);
  const sentence = seller ?? blanked(text, found.named);
  const decisive = decisiveWords[found.command]?.test(fold(sentence)) ?? false;
  const parts = decisive ? null : await readSentence(sentence, found.command, context);
  if (parts === null || command === undefined) throw await unsure(text, [found.command], context);
  const by = seller !== null && parts.by.length === 0 ? ["owner"] : parts.by;
  const sort = ranking(text, command);
  return { ...parts, by, options: sort === null ? parts.options : { sort, ...parts.options } };
}
