import type { Question } from "#question.ts";
import { tokensOf } from "./again.ts";
import { quote } from "./format.ts";

/** A question's canonical text in the pieces that a form shows: joined again in any order they mean the same. */
export interface Pieces {
  readonly subject: string;
  readonly period: string;
  /** Dimension names, separated by commas. */
  readonly by: string;
  /** Filters, comparison, options and the rest. */
  readonly rest: string;
}

/** Takes a question's text apart. */
export function piecesOf(question: Question): Pieces {
  const [, ...tokens] = tokensOf(question.text);
  const subject = question.subject ?? "";
  const without = (words: readonly string[], from: readonly string[]): string[] => {
    const at = from.findIndex((_, index) => words.every((word, offset) => from[index + offset] === word));
    return words.length === 0 || at < 0 ? [...from] : from.toSpliced(at, words.length);
  };
  const spoken = [quote(subject), `"${subject}"`, subject].map(tokensOf);
  let rest: string[] = tokens;
  if (subject !== "") {
    const said = spoken.find((words) => words.every((word, index) => tokens[index] === word));
    rest = tokens.slice(said?.length ?? 0);
  }
  const named = without(question.period.name.split(" "), rest);
  const period = named.length < rest.length ? question.period.name : "";
  const grouped = without(question.by.length === 0 ? [] : ["by", question.by.join(",")], named);
  return { subject, period, by: question.by.join(","), rest: grouped.join(" ") };
}

/** The text that pieces make: what a sent form asks. Empty pieces are left out. */
export function textOf(command: string, pieces: Pieces): string {
  const subject = pieces.subject.trim();
  return [
    `/${command}`,
    subject === "" ? "" : quote(subject),
    pieces.period.trim(),
    pieces.by.trim() === "" ? "" : `by ${pieces.by.trim()}`,
    pieces.rest.trim(),
  ]
    .filter(Boolean)
    .join(" ");
}
