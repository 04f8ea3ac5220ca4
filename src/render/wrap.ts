import type { Measure } from "./measure.ts";

export interface WrapOptions {
  readonly size: number;
  readonly weight: 400 | 600;
  /** Pixels a line may take. */
  readonly width: number;
  readonly maximumLines: number;
  /** Even lines that break after a clause, as a headline wants; otherwise lines are filled one after the other. */
  readonly balance?: boolean;
}

const words = new Intl.Segmenter("zh", { granularity: "word" });
const neverStarts = /^[\s，。、；：？！）》」』】％%,.;:!?)\]}…”’·]/u;
const neverEnds = /[（《「『【([{“‘¥$￥€£]$/u;
const chinese = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u;
const clauseEnd = /[，；：。！？,;:.!?|·—]\s*$/u;
const separatorEnd = /\s*[|·•—]\s*$/;
const smallWordEnd = /(^|\s)[a-z]{1,4}\s*$/;
const numberEnd = /[\d.,]\s?$/;
const unitStart =
  /^(?:[\d.,%％万亿千百元月日年个位家天笔次周分岁]|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b)/;

/** May a line end between two segments? A Chinese name within Latin text stays whole. */
function mayBreak(before: string, after: string, latin: boolean): boolean {
  if (neverStarts.test(after) || neverEnds.test(before)) return false;
  if (numberEnd.test(before) && unitStart.test(after)) return false;
  const [ends, starts] = [chinese.test(before.slice(-1)), chinese.test(after.slice(0, 1))];
  return /\s$/.test(before) || (latin ? ends !== starts : ends || starts);
}

/** Smallest pieces a line may be broken into; none is wider than a line. */
function pieces(text: string, fits: (piece: string) => boolean): string[] {
  const glued: string[] = [];
  const latin = (text.match(/[A-Za-z]/g)?.length ?? 0) > (text.match(/\p{Script=Han}/gu)?.length ?? 0);
  for (const { segment } of words.segment(text)) {
    const before = glued.at(-1);
    if (before !== undefined && !mayBreak(before, segment, latin)) glued[glued.length - 1] = before + segment;
    else glued.push(segment);
  }
  return glued.flatMap((piece) => (fits(piece) ? [piece] : splitPiece(piece, fits)));
}

function splitPiece(piece: string, fits: (piece: string) => boolean): string[] {
  const parts = [""];
  for (const character of piece) {
    const grown = parts.at(-1) + character;
    if (parts.at(-1) === "" || fits(grown)) parts[parts.length - 1] = grown;
    else parts.push(character);
  }
  return parts;
}

function fill(parts: readonly string[], fits: (line: string) => boolean): string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const grown = (lines.at(-1) ?? "") + part;
    if (lines.length > 0 && fits(grown)) lines[lines.length - 1] = grown;
    else lines.push(part);
  }
  return lines;
}

/** How much a break after this line disturbs reading: least between listed facts, most after a word like "of". */
function tear(line: string): number {
  if (separatorEnd.test(line)) return -0.15;
  if (clauseEnd.test(line)) return 0;
  return smallWordEnd.test(line) ? 0.4 : 0.3;
}

/** Breaks into exactly `count` lines with the least squared slack, preferring to break where a clause ends. */
function balanced(parts: readonly string[], count: number, slack: (line: string) => number): string[] {
  const best = new Map<string, { cost: number; lines: string[] }>();
  const solve = (from: number, left: number): { cost: number; lines: string[] } => {
    const key = `${from}:${left}`;
    const known = best.get(key);
    if (known) return known;
    let result = { cost: Number.POSITIVE_INFINITY, lines: [] as string[] };
    const ends = left === 1 ? [parts.length] : parts.map((_, i) => i).filter((i) => i > from);
    for (const end of ends) {
      const line = parts.slice(from, end).join("");
      const empty = slack(line);
      if (empty < 0) {
        if (left > 1) break;
        continue;
      }
      const rest = left === 1 ? { cost: 0, lines: [] } : solve(end, left - 1);
      const cost = empty ** 2 + (left === 1 ? 0 : tear(line)) + rest.cost;
      if (cost < result.cost) result = { cost, lines: [line, ...rest.lines] };
    }
    best.set(key, result);
    return result;
  };
  return solve(0, count).lines;
}

/** Shortens to the width with an ellipsis. Stops reading once the line is full, so any length is cheap. */
export function shorten(measure: Measure, text: string, size: number, weight: 400 | 600, width: number): string {
  const room = width - measure.width("…", size, weight);
  let used = 0;
  let kept = "";
  let cut: string | undefined;
  for (const character of text) {
    used += measure.width(character, size, weight);
    if (cut === undefined && used > room) cut = kept;
    if (used > width) return `${(cut ?? kept).trimEnd()}…`;
    kept += character;
  }
  return text;
}

/** Lines of text that each fit the width; what does not fit the last line ends in an ellipsis. */
export function wrap(measure: Measure, text: string, options: WrapOptions): string[] {
  const { size, weight, width, maximumLines } = options;
  const slack = (line: string) => 1 - measure.width(line.trim(), size, weight) / width;
  const fits = (line: string) => slack(line) >= 0;
  const parts = pieces(text.trim(), fits);
  let lines = fill(parts, fits);
  if (lines.length > maximumLines) {
    const rest = lines.slice(maximumLines - 1).join("");
    return [...lines.slice(0, maximumLines - 1), shorten(measure, rest, size, weight, width)].map((line) =>
      line.trim(),
    );
  }
  if (options.balance && lines.length > 1) {
    const even = balanced(parts, lines.length, slack);
    if (even.length > 0) lines = even;
  }
  return lines.map((line, i) => (i < lines.length - 1 ? line.replace(separatorEnd, "") : line).trim()).filter(Boolean);
}
