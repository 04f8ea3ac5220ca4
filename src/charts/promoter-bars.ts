import type { TopLevelSpec } from "vega-lite";
import { ink } from "./ink.ts";
import {
  type Box,
  boxes,
  chart,
  chartWidth,
  dots,
  emptyPanel,
  type Label,
  labels,
  type Segment,
  segments,
} from "./layers.ts";
import { isNumber, linear } from "./linear.ts";
import { textWidth, widest } from "./text-width.ts";

/** Who would recommend us, in shares 0..1, and the score they make, -1..1. */
export interface PromoterRow {
  readonly label: string;
  readonly detractors: number;
  readonly promoters: number;
  readonly nps: number;
  readonly low: number;
  readonly high: number;
  /** The score as it is to be read. */
  readonly text: string;
  readonly highlight?: boolean;
}

/** What one side writes about, the clearest first. */
export interface ThemeColumn {
  readonly title: string;
  readonly themes: readonly { readonly term: string; readonly weight: number; readonly text: string }[];
}

const mostRows = 9;
/** Themes a side; fewer below many rows, as a phone shows no tall picture. */
const mostThemes = 5;
const fewThemes = 3;
const manyRows = 5;
const size = 15;
const smallSize = 14;
/** Softer shades for the rows that the headline does not speak of. */
const shades = {
  full: { detractors: ink.attention, passives: "#E3E7EE", promoters: ink.highlight },
  soft: { detractors: "#F3C7A0", passives: "#EEF1F6", promoters: "#A9C4F3" },
};
const header = 26;
const themeStep = 33;
const between = 24;

/**
 * Net promoter bars (净推荐值图): each row is as long as all of its respondents, detractors to the left of zero, promoters to
 * the right, passives behind them; a dot marks the score on the same axis, a line its interval. Below, what either side writes about. At most nine
 * rows. Linear in their number.
 */
export function promoterBars({
  rows: given,
  names,
  themes,
}: {
  readonly rows: readonly PromoterRow[];
  readonly names: { readonly detractors: string; readonly promoters: string };
  readonly themes: readonly [low: ThemeColumn, high: ThemeColumn] | null;
}): TopLevelSpec {
  const rows = given.slice(0, mostRows);
  const columns = (themes ?? []).map((column) => ({
    ...column,
    themes: column.themes.slice(0, rows.length > manyRows ? fewThemes : mostThemes),
  }));
  const themeRows = Math.max(0, ...columns.map((column) => column.themes.length));
  if (rows.length === 0 && themeRows === 0) return emptyPanel();
  const bars = rows.length === 0 ? { height: 0, boxes: [], lines: [], dots: [], words: [] } : barsOf(rows, names);
  const top = bars.height + (rows.length > 0 ? between : 0);
  const written = themeRows === 0 ? { boxes: [], words: [] } : themesOf(columns, top);
  const height = themeRows === 0 ? bars.height : top + header + themeRows * themeStep;
  return chart(height, [
    ...boxes(bars.boxes, { cornerRadius: 0 }),
    ...boxes(written.boxes, { cornerRadius: 2 }),
    segments(bars.lines),
    ...dots(bars.dots),
    ...labels([...bars.words, ...written.words]),
  ]);
}

const unit = (value: number) => (isNumber(value) ? Math.min(1, Math.max(0, value)) : 0);

function barsOf(rows: readonly PromoterRow[], names: { readonly detractors: string; readonly promoters: string }) {
  const step = Math.min(52, Math.max(30, 240 / rows.length));
  const nameRoom =
    Math.min(
      130,
      widest(
        rows.map(({ label }) => label),
        size,
        true,
      ),
    ) + 12;
  const textRoom =
    Math.min(
      140,
      widest(
        rows.map(({ text }) => text),
        size,
        true,
      ),
    ) + 12;
  const against = Math.max(
    ...rows.map((row) => Math.max(unit(row.detractors), isNumber(row.low) ? -row.low : 0)),
    0.02,
  );
  const beyond = Math.max(...rows.map((row) => 1 - unit(row.detractors)), 0.02);
  const scale = linear(-against, beyond, nameRoom, chartWidth - textRoom);
  const zero = scale.at(0);
  const plain = !rows.some(({ highlight }) => highlight);
  const list: Box[] = [];
  const lines: Segment[] = [];
  const marks: { x: number; y: number; color: string }[] = [];
  const words: Label[] = [];
  rows.forEach((row, at) => {
    const y = header + (at + 0.5) * step;
    const half = Math.min(15, step * 0.3);
    const shade = plain || row.highlight ? shades.full : shades.soft;
    const [below, above] = [unit(row.detractors), Math.min(unit(row.promoters), 1 - unit(row.detractors))];
    const segment = (from: number, to: number, fill: string) => {
      if (to > from) list.push({ x: scale.at(from), x2: scale.at(to), y: y - half, y2: y + half, fill });
    };
    segment(-below, 0, shade.detractors);
    segment(0, above, shade.promoters);
    segment(above, 1 - below, shade.passives);
    if ([row.nps, row.low, row.high].every(isNumber)) {
      const [x, x2] = [scale.at(Math.max(scale.low, row.low)), scale.at(Math.min(scale.high, row.high))];
      lines.push({ x, x2, y, y2: y, stroke: ink.strong, width: 2.5 });
      for (const end of [x, x2]) lines.push({ x: end, x2: end, y: y - 5, y2: y + 5, stroke: ink.strong, width: 2 });
      marks.push({ x: scale.at(row.nps), y, color: ink.strong });
    }
    const bold = row.highlight ?? false;
    words.push({ x: nameRoom - 12, y, text: row.label, align: "right", limit: nameRoom - 12, bold });
    words.push({ x: chartWidth, y, text: row.text, align: "right", bold: true, limit: textRoom - 8 });
  });
  const height = header + rows.length * step;
  lines.unshift({ x: zero, x2: zero, y: header - 4, y2: height, stroke: ink.line });
  const leftRoom = zero - 8;
  const fits = textWidth(names.detractors, smallSize) <= leftRoom;
  const title = { y: 10, size: smallSize };
  if (fits) words.push({ ...title, x: zero - 8, text: names.detractors, align: "right", fill: ink.attentionText });
  words.push({
    ...title,
    x: zero + 8,
    text: names.promoters,
    align: "left",
    fill: ink.highlightText,
    limit: chartWidth - zero - 8,
  });
  return { height, boxes: list, lines, dots: marks, words };
}

/** Two lists side by side; the bar below a term says how clearly it belongs to its side. */
function themesOf(columns: readonly ThemeColumn[], top: number): { boxes: Box[]; words: Label[] } {
  const gap = 28;
  const width = (chartWidth - gap) / 2;
  const most = Math.max(
    ...columns.flatMap(({ themes }) => themes.map(({ weight }) => (isNumber(weight) ? weight : 0))),
    1e-9,
  );
  const list: Box[] = [];
  const words: Label[] = [];
  columns.forEach(({ title, themes }, side) => {
    const left = side * (width + gap);
    const inks = side === 0 ? [ink.attention, ink.attentionText] : [ink.highlight, ink.highlightText];
    words.push({
      x: left,
      y: top + 9,
      text: title,
      align: "left",
      size: smallSize,
      fill: inks[1] as string,
      limit: width,
    });
    themes.forEach((theme, at) => {
      const y = top + header + at * themeStep;
      const textRoom = Math.min(60, textWidth(theme.text, smallSize)) + 8;
      words.push({ x: left, y: y + 9, text: theme.term, align: "left", bold: at === 0, limit: width - textRoom });
      words.push({
        x: left + width,
        y: y + 9,
        text: theme.text,
        align: "right",
        size: smallSize,
        fill: ink.quiet,
        limit: 60,
      });
      const end = left + (width * Math.max(0, isNumber(theme.weight) ? theme.weight : 0)) / most;
      list.push({ x: left, x2: Math.max(end, left + 2), y: y + 20, y2: y + 24, fill: inks[0] as string });
    });
  });
  return { boxes: list, words };
}
