import { chinesePeriods } from "./chinese-periods.ts";
import { englishPeriods } from "./english-periods.ts";
import { isBoundary, readNumber } from "./fold.ts";
import { seasonAliases } from "./seasons.ts";
import type { Span, YearWord } from "./span.ts";

export interface SpanMatch {
  readonly span: Span;
  readonly end: number;
}

const rules = [...englishPeriods, ...chinesePeriods];
const joint = /\s*(?:\.\.+|~|至|到|\bto\b|\buntil\b|\bthrough\b|\band\b|-)\s*/y;
const opening = /(?:from|between|自从|自|从)\s*/y;
const since = /(?:since\s+|from\s+|自从|自|从)\s*/y;
const sinceBehind = /\s*(?:以来|起|至今|到现在|到今天)/y;
const afterBehind = /\s*(?:假期|长假)?(?:以后|之后|过后|后(?!天|来|面|台))/y;
const afterLead = /after\s+(?:the\s+)?/y;
const daysBefore =
  /(?:the\s+)?(?:last\s+)?(\d+|one|two|three|four|five|six|seven|eight|ten|twelve)\s+(day|week|month)s?\s+(?:before|up\s+to|leading\s+up\s+to|ahead\s+of)\s+(?:the\s+)?/y;
const conjunction = /\s*(?:和|跟|与|及|,|、|&|\+|and)\s*/y;
const comparedBehind = /\s*(?:的|销售额?|营收)*\s*(?:相?比|对比|比较|差)/y;
const seasonYearBefore =
  /(?:(\d{4})\s*年?\s*|(今年|去年|前年|this year(?:'s)?\s+|last year(?:'s)?\s+|last\s+|this\s+))的?/y;
const seasonYearBehind =
  /(?:期间|大促|假期|假日|那(?:几天|段时间|一周|周|天|会儿?)|当天|节)?(?:[\d一二三四五六七八九十]+天(?!前|后|内|以))?(?:\s*(\d{4})(?!\d))?/y;

function at(pattern: RegExp, text: string, index: number): RegExpExecArray | null {
  pattern.lastIndex = index;
  return pattern.exec(text);
}

function longer(a: SpanMatch | null, b: SpanMatch | null): SpanMatch | null {
  if (a === null || b === null) return a ?? b;
  return b.end > a.end ? b : a;
}

function season(text: string, index: number, names: readonly string[]): SpanMatch | null {
  const before = at(seasonYearBefore, text, index);
  const starts = before === null ? [index] : [index, before.index + before[0].length];
  let best: SpanMatch | null = null;
  for (const start of starts) {
    for (const name of [...names, ...Object.keys(seasonAliases)]) {
      const folded = name.toLowerCase();
      if (!text.startsWith(folded, start) || !isBoundary(text, start + folded.length)) continue;
      const behind = at(seasonYearBehind, text, start + folded.length);
      let year: YearWord = behind?.[1] === undefined ? null : Number(behind[1]);
      if (start !== index && before !== null) {
        year =
          before[1] === undefined
            ? /^(?:去年|last year)/.test(before[2] ?? "")
              ? "last"
              : before[2] === "前年"
                ? "before last"
                : before[2]?.trim() === "last"
                  ? null
                  : "this"
            : Number(before[1]);
      }
      const known = names.includes(name) ? name : (seasonAliases[name] ?? name);
      if (!names.includes(known)) continue;
      const end = start + folded.length + (behind?.[0].trimEnd().length ?? 0);
      best = longer(best, { span: { kind: "season", year, name: known }, end });
    }
  }
  return best;
}

function single(text: string, index: number, seasons: readonly string[]): SpanMatch | null {
  let best = season(text, index, seasons);
  for (const { pattern, read } of rules) {
    const match = at(pattern, text, index);
    if (match === null || match[0] === "") continue;
    const span = read(...match.slice(1));
    if (span !== null) best = longer(best, { span, end: index + match[0].length });
  }
  return best;
}

/** `2025年6月至8月`: the end takes the year of the beginning. */
function inherit(from: Span, to: Span): Span {
  if (!("year" in from) || !("year" in to) || to.year !== null || from.year === null) return to;
  return { ...to, year: from.year };
}

const setAgainst =
  /对比|相比|比较|比一|哪个|差多少|差异|(?<![a-z])(?:compared?|comparing|versus|vs|which|between|difference)(?![a-z])/;

/** 7月和8月, `july and august`: a month and the one that follows it. */
function nextTo(text: string, first: SpanMatch, seasons: readonly string[]): SpanMatch | null {
  const joined = at(conjunction, text, first.end);
  const second = joined && single(text, first.end + joined[0].length, seasons);
  if (!second || first.span.kind !== "month" || second.span.kind !== "month") return null;
  if (second.span.number !== first.span.number + 1 || at(comparedBehind, text, second.end) !== null) return null;
  if (second.span.year !== null && second.span.year !== first.span.year) return null;
  if (setAgainst.test(text)) return null;
  return { span: { kind: "range", from: first.span, to: inherit(first.span, second.span) }, end: second.end };
}

/**
 * The longest period that begins at `index` of a folded text (`fold.ts`), and where it ends; null when none does.
 * `seasons` are the names of the calendar's seasons.
 */
export function matchPeriod(text: string, index: number, seasons: readonly string[]): SpanMatch | null {
  const open = at(opening, text, index);
  const sinceWord = at(since, text, index);
  const first = single(text, index, seasons) ?? (open && single(text, open.index + open[0].length, seasons));
  if (first !== null) {
    const joined = at(joint, text, first.end);
    const second = joined && single(text, first.end + joined[0].length, seasons);
    if (second)
      return { span: { kind: "range", from: first.span, to: inherit(first.span, second.span) }, end: second.end };
    const neighbour = nextTo(text, first, seasons);
    if (neighbour !== null) return neighbour;
    const after = first.span.kind === "season" ? at(afterBehind, text, first.end) : null;
    if (after !== null) return { span: { kind: "after", of: first.span }, end: first.end + after[0].length };
    const behind = at(sinceBehind, text, first.end);
    if (behind !== null && ["day", "weekday", "month", "year", "quarter", "week"].includes(first.span.kind)) {
      return { span: { kind: "since", from: first.span }, end: first.end + behind[0].length };
    }
  }
  if (first?.span.kind === "range") return first;
  const afterWord = at(afterLead, text, index);
  const ended = afterWord && season(text, index + afterWord[0].length, seasons);
  if (ended) return { span: { kind: "after", of: ended.span }, end: ended.end };
  const lead = at(daysBefore, text, index);
  const begun = lead && season(text, index + lead[0].length, seasons);
  if (lead && begun) {
    const count = readNumber(lead[1] ?? "");
    return { span: { kind: "before", count, unit: lead[2] as "day", of: begun.span }, end: begun.end };
  }
  if (sinceWord !== null) {
    const from = single(text, sinceWord.index + sinceWord[0].length, seasons);
    if (from !== null) return { span: { kind: "since", from: from.span }, end: from.end };
    return first;
  }
  return open === null ? first : null;
}
