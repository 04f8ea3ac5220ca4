import type { Named } from "./find-command.ts";
import type { Likely } from "./topic-classifier.ts";
import { anything, nowhere } from "./topic-examples.ts";

/** How likely a topic must be to be answered, or refused, on what sentences like it ask for alone. */
const clear = 0.65;

/** How many times as likely as the next. */
const margin = 3;

/** What words and experience say a sentence asks for: one topic, or the commands between which to choose. */
export type Decision = { readonly topic: string } | { readonly candidates: readonly string[] };

type Heard =
  | { readonly command: string; readonly named: readonly Named[] }
  | { readonly candidates: readonly string[]; readonly joined: boolean };

/** Most choices that come from likeness alone. */
const most = 3;

/**
 * Weighs the words that name a command against what sentences like it ask for. A command that both speak for is asked
 * for, and one that only one of them does where the other says nothing; several near are choices; what is likely
 * nothing of Parley's leaves none.
 */
export function decideCommand(heard: Heard, likely: readonly Likely[]): Decision {
  const [first, second] = likely;
  const candidates = "command" in heard ? [heard.command] : heard.candidates;
  if (first?.topic === "define" && first.probability >= clear) return { topic: "define" };
  if (first === undefined || ("joined" in heard && heard.joined)) return { candidates };
  const shareOf = (command: string) => likely.find(({ topic }) => topic === command)?.probability ?? 0;
  const isClear = first.probability >= clear && first.probability >= margin * (second?.probability ?? 0);
  if (first.topic === nowhere) {
    return "command" in heard && shareOf(heard.command) >= 0.25 ? { topic: heard.command } : { candidates };
  }
  if (first.topic === anything && !("command" in heard))
    return { candidates: [...candidates, ...nearest(likely, 0.02)] };
  if ("command" in heard) {
    const strong = heard.named.some(({ rank }) => rank === 2);
    const faint = heard.named.every(({ rank }) => rank === 0);
    if (shareOf(heard.command) >= clear || (strong && first.topic === anything)) return { topic: heard.command };
    const other = isClear && !faint && first.topic !== anything && first.probability >= 0.75;
    if (other) return { topic: first.topic };
    return { candidates: [...new Set([heard.command, ...nearest(likely, 0.25)])] };
  }
  const among = heard.candidates.includes(first.topic);
  if (first.probability >= (among ? 0.85 : 0.91) && (among || candidates.length === 0)) {
    return { topic: first.topic };
  }
  return { candidates: [...new Set([...candidates, ...nearest(likely, 0.12)])].slice(0, most) };
}

/** Commands that are at least so likely. */
function nearest(likely: readonly Likely[], least: number): string[] {
  const near = likely.filter(
    ({ topic, probability }) => topic !== nowhere && topic !== anything && probability >= least,
  );
  return near.map(({ topic }) => commandOf(topic)).slice(0, most);
}

/** The command of a topic, whose further words are options of it. */
export function commandOf(topic: string): string {
  return topic.split(" ")[0] ?? topic;
}

/** Is a sentence so likely about something else that not even the words that name a command count? */
export function isElsewhere(likely: readonly Likely[]): boolean {
  const [first] = likely;
  return first?.topic === nowhere && first.probability >= 0.75;
}

/** Does experience say that a sentence asks for quite another command than the one whose words it has? */
export function isContradicted(command: string, likely: readonly Likely[]): boolean {
  const [first] = likely;
  const own = likely.find(({ topic }) => commandOf(topic) === command)?.probability ?? 0;
  if (first === undefined || first.topic === anything) return false;
  return commandOf(first.topic) !== command && first.probability >= 0.95 && own < 0.02;
}

/** Do sentences like it ask for one command, and another than `command`? */
export function isSpokenFor(likely: readonly Likely[], command: string): boolean {
  const [first] = likely;
  if (first === undefined || first.topic === anything || first.topic === nowhere) return false;
  return commandOf(first.topic) !== command && first.probability >= 0.75;
}
