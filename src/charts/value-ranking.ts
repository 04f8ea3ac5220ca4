import type { TopLevelSpec } from "vega-lite";
import { ink } from "./ink.ts";
import { type Box, boxes, chart, chartWidth, emptyPanel, type Label, labels } from "./layers.ts";
import { isNumber, linear } from "./linear.ts";
import { plotFrom, plotted } from "./plot.ts";
import { textWidth, widest } from "./text-width.ts";

export interface ValueRow {
  readonly label: string;
  readonly value: number;
  /** The value as it is to be read. */
  readonly text: string;
}

/** A part of all customers, and the share of the whole that it brings, 0..1. */
export interface ValuePart {
  readonly label: string;
  readonly share: number;
  readonly text: string;
}

const mostRows = 10;
const stripHeight = 34;
const top = 96;
/** Fills of the strip from the most valuable part on, and the ink that reads on each. */
const shades = [
  { fill: ink.highlight, ink: ink.paper },
  { fill: "#9DBDF1", ink: ink.onLight },
  { fill: "#DCE6F6", ink: ink.onLight },
];

/**
 * Who brings how much (客户价值排名): above, one strip of the whole cut into up to three parts of customers, the most
 * valuable first; below, the first ten customers as bars from zero. Without parts only the bars are drawn.
 */
export function valueRanking({
  parts,
  rows: given,
}: {
  parts: readonly ValuePart[];
  rows: readonly ValueRow[];
}): TopLevelSpec {
  const rows = given.slice(0, mostRows);
  if (rows.length === 0) return emptyPanel();
  const strip = stripOf(parts.slice(0, shades.length));
  const begin = strip.boxes.length === 0 ? 0 : top;
  const step = Math.min(40, Math.max(30, 320 / rows.length));
  const names = rows.map(({ label }) => label);
  const nameRoom = Math.min(200, widest(names, 15)) + 10;
  const textRoom = widest(
    rows.map(({ text }) => text),
    15,
    true,
  );
  const most = Math.max(...rows.map(({ value }) => (isNumber(value) ? value : 0)), 0);
  const scale = linear(0, most > 0 ? most : 1, nameRoom, chartWidth - textRoom - 10);
  const bars: Box[] = [];
  const words: Label[] = [];
  rows.forEach((row, index) => {
    const y = begin + (index + 0.5) * step;
    const end = scale.at(isNumber(row.value) ? Math.max(0, row.value) : 0);
    const fill = index === 0 ? ink.highlight : ink.muted;
    bars.push({ x: nameRoom, x2: end, y: y - step * 0.3, y2: y + step * 0.3, fill });
    const bold = index === 0;
    words.push({ x: nameRoom - 10, y, text: row.label, align: "right", limit: nameRoom - 10, bold });
    words.push({ x: end + 8, y, text: row.text, align: "left", bold: true });
  });
  const spec = chart(begin + rows.length * step, [
    ...boxes(strip.boxes, { cornerRadius: 2 }),
    ...boxes(bars, { cornerRadiusTopRight: 3, cornerRadiusBottomRight: 3 }),
    ...labels([...strip.labels, ...words]),
  ]);
  return plotted(spec, plotFrom("bars", rows));
}

/** The strip and its labels: the share inside where it has room, the name above, which narrow parts leave to the left. */
function stripOf(parts: readonly ValuePart[]): { boxes: Box[]; labels: Label[] } {
  const shares = parts.map(({ share }) => (isNumber(share) ? Math.max(0, share) : 0));
  const whole = shares.reduce((sum, share) => sum + share, 0);
  if (whole <= 0) return { boxes: [], labels: [] };
  const boxList: Box[] = [];
  const words: Label[] = [];
  let from = 0;
  let free = 0;
  parts.forEach((part, index) => {
    const to = from + ((shares[index] as number) / whole) * chartWidth;
    const shade = shades[index] as (typeof shades)[number];
    boxList.push({
      x: from + (index > 0 ? 1.5 : 0),
      x2: Math.max(to, from + 2),
      y: 24,
      y2: 24 + stripHeight,
      fill: shade.fill,
    });
    if (to - from > textWidth(part.text, 16, true) + 12) {
      words.push({
        x: (from + to) / 2,
        y: 24 + stripHeight / 2,
        text: part.text,
        size: 16,
        bold: true,
        fill: shade.ink,
      });
    }
    const width = textWidth(part.label, 14);
    const start = Math.max(free, index === parts.length - 1 ? Math.min(from, chartWidth - width) : from);
    if (start + width <= chartWidth + 0.5) {
      words.push({ x: start, y: 11, text: part.label, align: "left", size: 14, fill: ink.label });
      free = start + width + 14;
    }
    from = to;
  });
  return { boxes: boxList, labels: words };
}
