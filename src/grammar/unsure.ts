import { UserError } from "#errors.ts";
import { Ambiguity } from "./ambiguity.ts";
import type { GrammarContext } from "./context.ts";
import { withoutFillers } from "./fillers.ts";
import { fold } from "./fold.ts";
import { editDistance, nearest, tolerance } from "./nearest.ts";
import { sentenceClaims } from "./read.ts";
import { spokenAt } from "./spoken-at.ts";
import { suggestion, takesAll } from "./suggest.ts";
import { topics } from "./topics.ts";

const most = 3;

/** The command to suggest when only a grouping or a filter was recognised. */
const general = "sales";

/** Commands with a name nearly spelt in the text. */
function misspelt(folded: string, context: GrammarContext): string[] {
  const names = new Map<string, string>();
  for (const [name, { aliases, title }] of context.commands) {
    for (const word of [name, title.en, title.zh, ...aliases]) names.set(word, name);
  }
  const tokens = withoutFillers(folded.slice(0, 200)).split(/\s+/).slice(0, 8);
  return tokens.flatMap((token) => {
    const [close = ""] = nearest(token, [...names.keys()], 1);
    const name = names.get(close);
    return name === undefined || editDistance(close, token) > tolerance(token) ? [] : [name];
  });
}

/** Commands about what the text speaks of, those with most of its words first. */
function topical(folded: string, context: GrammarContext): string[] {
  return Object.entries(topics)
    .map(([name, words]) => ({ name, hits: words.split("|").filter((word) => spokenAt(folded, word) >= 0).length }))
    .filter(({ name, hits }) => hits > 0 && context.commands.has(name))
    .sort((a, b) => b.hits - a.hits)
    .map(({ name }) => name);
}

/**
 * The refusal of a sentence that was not understood, with the nearest commands as far as any is near: `candidates`
 * first, then those nearly named, then those about the same thing. Each keeps the period, grouping and filters that
 * the sentence named. `/help` when nothing is near.
 */
export async function unsure(text: string, candidates: readonly string[], context: GrammarContext): Promise<UserError> {
  const { words } = context;
  const folded = fold(text);
  const near = new Set([...candidates, ...misspelt(folded, context), ...topical(folded, context)]);
  const fallback = context.commands.get(general);
  if (near.size === 0 && fallback && takesAll(fallback, await sentenceClaims(text, fallback, context), context)) {
    near.add(general);
  }
  const choices: string[] = [];
  for (const name of [...near].slice(0, most)) {
    const command = context.commands.get(name);
    if (command === undefined) continue;
    choices.push(suggestion(command, await sentenceClaims(text, command, context), context));
  }
  const none = choices.length === 0;
  if (none) choices.push(`/${context.prefix ?? ""}help`);
  const message = words.say("grammar.not_understood_sentence");
  const hint = words.say("grammar.nearest", { choices: choices.join("\n") });
  return none
    ? new UserError("not_understood", message, { hint })
    : new Ambiguity("not_understood", message, hint, choices);
}
