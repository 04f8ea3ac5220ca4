import { clearAt, compareAt, exportAt, mineAt, switchAt, topAt } from "./clauses.ts";
import { allAt, assignmentAt, exceptAt, looseValueAt, onlyAt } from "./filter-claims.ts";
import { isBoundary } from "./fold.ts";
import { generationAt } from "./generations.ts";
import { groupingAt } from "./grouping-claims.ts";
import { at, quoted } from "./list-values.ts";
import { matchPeriod } from "./match-period.ts";
import { optionSpeechAt } from "./option-speech.ts";
import type { Found, Vocabulary } from "./vocabulary.ts";

const asOf = /(?:as[\s-]*(?:of|at)(?:\s+(?:the\s+)?end\s+of)?|截至到?|截止到?)\s*/y;

const sort =
  /(?:sort|rank|order)(?:ed)?(?:\s+(?:it|them|this|that|these|(?:(?:the|our|all)\s+)?(?:campaigns?|channels?)))?(?:\s+by)?\s+([a-z_]+)/y;

function periodAt(text: string, folded: string, index: number, words: Vocabulary): Found | null {
  const cutoff = at(asOf, folded, index);
  if (cutoff !== null) {
    const day = matchPeriod(folded, index + cutoff[0].length, words.seasons);
    return day && { claim: { kind: "as of", span: day.span }, end: day.end };
  }
  const match = matchPeriod(folded, index, words.seasons);
  return match && { claim: { kind: "period", span: match.span, text: text.slice(index, match.end) }, end: match.end };
}

function optionAt(folded: string, index: number, words: Vocabulary): Found | null {
  const sorted = words.options.has("sort") ? at(sort, folded, index) : null;
  const isChoice = !words.sentence || (words.options.get("sort") ?? []).includes(sorted?.[1] ?? "");
  if (sorted !== null && isChoice)
    return { claim: { kind: "option", name: "sort", value: sorted[1] ?? "" }, end: index + sorted[0].length };
  if (words.sentence) return null;
  for (const [name, values] of words.options) {
    for (const value of values) {
      const end = index + value.length;
      if (!folded.startsWith(value, index) || !isBoundary(folded, end)) continue;
      return { claim: { kind: "option", name, value: value === name ? "true" : value }, end };
    }
  }
  return null;
}

function quotedAt(text: string, folded: string, index: number, words: Vocabulary): Found | null {
  const match = words.subject ? at(quoted, folded, index) : null;
  if (match === null) return null;
  const end = index + match[0].length;
  return { claim: { kind: "subject", text: text.slice(index + 1, end - 1).replace(/\\(.)/g, "$1") }, end };
}

/** What the grammar knows that begins at `index`, tried from the most specific form to the loosest; null when nothing. */
export function claimAt(text: string, folded: string, index: number, words: Vocabulary): Found | null {
  return (
    quotedAt(text, folded, index, words) ??
    compareAt(folded, index) ??
    assignmentAt(text, folded, index, words) ??
    generationAt(folded, index) ??
    (words.loose ? optionSpeechAt(folded, index, words.options) : null) ??
    exceptAt(text, folded, index, words) ??
    allAt(folded, index, words) ??
    clearAt(folded, index, words) ??
    onlyAt(text, folded, index, words) ??
    topAt(folded, index) ??
    periodAt(text, folded, index, words) ??
    groupingAt(folded, index, words) ??
    optionAt(folded, index, words) ??
    exportAt(folded, index) ??
    switchAt(folded, index, words) ??
    mineAt(folded, index, words) ??
    looseValueAt(text, folded, index, words)
  );
}
