import { distance } from "fastest-levenshtein";
import { dimensionsOf, type GrammarContext } from "./context.ts";
import { fillerWords } from "./fillers.ts";
import { fold } from "./fold.ts";
import { spokenOptions } from "./option-speech.ts";
import { optionWords } from "./options.ts";
import { isOrdinary } from "./ordinary-words.ts";
import { phrases } from "./phrases.ts";
import { plainWords } from "./plain-words.ts";

const calendarWords =
  "today yesterday tomorrow last previous this next current coming days week weeks month months quarter quarters year years " +
  "january february march april june july august september october november december since until between half date " +
  "daily weekly monthly quarterly yearly target plan export download csv excel powerpoint filters clear except excluding " +
  "without only just compared versus sorted grouped roi fresh";

/** Slips in words too short to be told from others by a letter. */
const shortSlips: Readonly<Record<string, string>> = {
  ...{
    wht: "what",
    wat: "what",
    teh: "the",
    hte: "the",
    hwo: "how",
    hw: "how",
    lst: "last",
    nxt: "next",
    mnth: "month",
  },
  ...{
    shw: "show",
    sho: "show",
    pls: "please",
    yr: "year",
    qtr: "quarter",
    wk: "week",
    rev: "revenue",
    custs: "customers",
  },
};

const lexicons = new WeakMap<GrammarContext["commands"], ReadonlyMap<number, readonly string[]>>();

/** Every English word that the grammar knows, by its length. */
function lexicon(context: GrammarContext): ReadonlyMap<number, readonly string[]> {
  const before = lexicons.get(context.commands);
  if (before !== undefined) return before;
  const texts = [
    calendarWords,
    ...fillerWords,
    ...Object.values(plainWords),
    ...phrases.map(({ pattern }) => pattern.source.replace(/\(\?<?[:=!]/g, "(").replace(/\w\?/g, "")),
    ...spokenOptions,
    ...(context.metrics ?? []),
    ...[...context.commands].flatMap(([name, command]) => [
      ...[name, command.title.en, ...command.aliases],
      ...[...optionWords(command)].flatMap(([option, choices]) => [option, ...choices]),
    ]),
    ...dimensionsOf(context).flatMap(({ name, label, aliases }) => [name, label.en, ...aliases]),
  ];
  const words = new Set(texts.flatMap((text) => fold(text).match(/[a-z]{3,}/g) ?? []));
  const byLength = new Map<number, string[]>();
  for (const word of words) byLength.set(word.length, [...(byLength.get(word.length) ?? []), word]);
  lexicons.set(context.commands, byLength);
  return byLength;
}

/** Are two words the same but for two neighbouring letters that changed places? */
function swapped(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  const at = [...a].findIndex((letter, index) => letter !== b[index]);
  return at >= 0 && a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}

/** The one word that a misspelt one must be: one slip away, two in a long word; null when none or several may be. */
function mended(word: string, known: ReadonlyMap<number, readonly string[]>): string | null {
  const most = word.length >= 8 ? 2 : 1;
  let best: string[] = [];
  let least = most + 1;
  for (let length = word.length - most; length <= word.length + most; length++) {
    for (const candidate of known.get(length) ?? []) {
      if (candidate[0] !== word[0] || candidate.length < 4) continue;
      // Of a short word, only letters that are missing or changed places are sure to be a slip.
      if (word.length === 4 && candidate.length < 5 && !swapped(word, candidate)) continue;
      const far = swapped(word, candidate) ? 0.5 : distance(word, candidate);
      if (far > least || far > most) continue;
      best = far < least ? [candidate] : [...best, candidate];
      least = far;
    }
  }
  return best.length === 1 ? (best[0] ?? null) : null;
}

/**
 * The text with its misspelt English words mended: those that are no word of the grammar and no part of a value, but one
 * slip away from a single word that is. Costs the words of the text times those of the grammar.
 */
export function spelled(text: string, isValue: (word: string) => boolean, context: GrammarContext): string {
  const known = lexicon(context);
  const long = text.replace(
    /(?<![A-Za-z0-9_=./@-])[A-Za-z]{2,5}(?![A-Za-z0-9_=/@-])/g,
    (word) => shortSlips[word] ?? word,
  );
  return long.replace(
    /(?<![A-Za-z0-9_=./@'’-])[A-Za-z]{4,20}(?![A-Za-z0-9_=/@-]|['’][a-rt-z])/g,
    (word, at: number) => {
      const folded = fold(word);
      // A capital within a sentence is a name, which no slip may turn into a word.
      if (at > 0 && /^[A-Z][a-z]/.test(word)) return word;
      if (known.get(folded.length)?.includes(folded) === true || isValue(folded) || isOrdinary(folded)) return word;
      return mended(folded, known) ?? word;
    },
  );
}
