import type { Named } from "./find-command.ts";
import type { Likely } from "./topic-classifier.ts";
import { anything, commandOf, nowhere } from "./topic-examples.ts";

/** How likely a topic must be to be answered without asking. */
const clear = 0.82;

/** The same where every word of the sentence has a place in the command that its words name. */
const clearWhenPlaced = 0.62;

/** How likely something else must be for a follow-up to be a question of its own. */
const other = 0.75;

/** How likely a command must be to be offered as a choice. */
const near = 0.1;

/** Most choices that are offered. */
const most = 3;

/** What the words of a sentence name: one command, or several that none of it decides between. */
export type Heard =
  | { readonly command: string; readonly named: readonly Named[] }
  | { readonly candidates: readonly string[]; readonly joined: boolean };

/** How much likelier the words that name a command make it, as a logarithm, by their rank. */
const byRank = [1, 2, 3] as const;
const amongSeveral = 1;

/** A command that no example speaks of is as likely as this, before its name is heard. */
const unlearned = 0.3;

/**
 * What sentences like it ask for, together with the words that name a command: a log-linear pool of both, the likeliest
 * topic first. Probabilities sum to one, but for topics of commands that there are not.
 */
export function weighed(heard: Heard, likely: readonly Likely[]): readonly Likely[] {
  const named = "command" in heard ? [heard.command] : heard.candidates;
  const boost =
    "command" in heard ? (byRank[Math.max(0, ...heard.named.map(({ rank }) => rank))] ?? amongSeveral) : amongSeveral;
  const unknown = named.filter((command) => likely.every(({ topic }) => commandOf(topic) !== command));
  const all = [...likely, ...unknown.map((topic) => ({ topic, probability: unlearned }))];
  const raised = all.map(({ topic, probability }) => ({
    topic,
    probability: probability * Math.exp(named.includes(commandOf(topic)) ? boost : 0),
  }));
  // What commands that there are not would be asked is likely for none of those that there are.
  const absent = Math.max(0, 1 - likely.reduce((sum, { probability }) => sum + probability, 0));
  const total = raised.reduce((sum, { probability }) => sum + probability, absent);
  return raised
    .map(({ topic, probability }) => ({ topic, probability: probability / total }))
    .sort((a, b) => b.probability - a.probability);
}

/** Commands that answer the same question of who sold how much: either will do. */
const alike: ReadonlySet<string> = new Set(["sales", "team"]);

/** The topic that may be answered; null where one must ask back, and where it is nothing of Parley's. */
export function decided(weighed: readonly Likely[], isPlaced: boolean): string | null {
  const [first] = weighed;
  if (first === undefined || first.topic === anything || first.topic === nowhere) return null;
  const other = alike.has(first.topic)
    ? weighed.find(({ topic }) => alike.has(topic) && topic !== first.topic)
    : undefined;
  const probability = first.probability + (other?.probability ?? 0);
  return probability >= (isPlaced ? clearWhenPlaced : clear) ? first.topic : null;
}

/** Commands between which to choose, the likeliest first. */
export function choices(weighed: readonly Likely[]): string[] {
  const likely = weighed.filter(
    ({ topic, probability }) => topic !== anything && topic !== nowhere && probability >= near,
  );
  return [...new Set(likely.map(({ topic }) => commandOf(topic)))].slice(0, most);
}

/** Is a sentence so likely about something else that it is none of Parley's questions? */
export function isElsewhere(weighed: readonly Likely[]): boolean {
  const [first] = weighed;
  return first?.topic === nowhere && first.probability >= other;
}

/** Do sentences like it ask for one command, and another than `command`? */
export function isSpokenFor(weighed: readonly Likely[], command: string): boolean {
  const [first] = weighed;
  if (first === undefined || first.topic === anything || first.topic === nowhere) return false;
  return commandOf(first.topic) !== command && first.probability >= other;
}
