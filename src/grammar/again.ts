import type { Question } from "#question.ts";

/** What a follow-up changes; what it does not name stays, filters above all. */
export interface Change {
  /** In the grammar's words, such as `last30d`. */
  readonly period?: string;
  /** Dimension names; an empty list ungroups. */
  readonly by?: readonly string[];
  readonly compare?: "prev" | "yoy" | "none";
  /** Options of the command by name; null takes one away. */
  readonly options?: Readonly<Record<string, string | null>>;
}

/** Words of a canonical text: a quoted value with its spaces is one. */
const words = /(?:[^\s"]|"(?:\\.|[^"\\])*")+/g;

/** The words of a canonical text. */
export function tokensOf(text: string): string[] {
  return text.match(words) ?? [];
}

/** The same question with something changed, as text to be asked: the value of a button. */
export function again(question: Question, change: Change): string {
  // What is asked next is an answer first; its file is a wish of its own.
  let tokens = tokensOf(question.text).filter((token) => token !== question.export);
  if (change.period !== undefined) {
    const named = question.period.name.split(" ");
    const at = tokens.findIndex((_, index) => named.every((word, offset) => tokens[index + offset] === word));
    tokens = at < 0 ? [...tokens, change.period] : tokens.toSpliced(at, named.length, change.period);
  }
  if (change.by !== undefined) tokens = pair(tokens, "by", change.by.length === 0 ? null : change.by.join(","));
  if (change.compare !== undefined) tokens = pair(tokens, "vs", change.compare);
  for (const [name, value] of Object.entries(change.options ?? {})) {
    tokens = tokens.filter((token) => !token.startsWith(`${name}=`));
    if (value !== null) tokens = [...tokens, `${name}=${value}`];
  }
  return tokens.join(" ");
}

/** Replaces `<word> <value>`, adds it, or takes it away. */
function pair(tokens: readonly string[], word: string, value: string | null): string[] {
  const at = tokens.indexOf(word);
  const rest = at < 0 ? [...tokens] : tokens.toSpliced(at, 2);
  return value === null ? rest : [...rest, word, value];
}
