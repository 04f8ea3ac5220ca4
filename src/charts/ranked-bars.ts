import type { TopLevelSpec } from "vega-lite";
import { ink } from "./ink.ts";
import {
  type Box,
  boxes,
  chart,
  chartWidth,
  emptyPanel,
  type Label,
  labels,
  type Segment,
  segments,
} from "./layers.ts";
import { extent, isNumber, linear } from "./linear.ts";
import { alongside, plotFrom, plotted } from "./plot.ts";
import { textWidth, widest } from "./text-width.ts";

export interface RankedRow {
  readonly label: string;
  readonly value: number;
  /** The value as it is to be read. */
  readonly text: string;
  /** Share of the total, set at the right edge. */
  readonly share?: string;
  readonly highlight?: boolean;
  /** Value of the compared period, marked by a thin upright tick. */
  readonly previous?: number;
}

const mostRows = 12;
const labelSize = 15;

/** The rows that are drawn: the first twelve, of which the last is the row that sums up the others, if there is one. */
function capped(rows: readonly RankedRow[], otherLabel: string | undefined): readonly RankedRow[] {
  if (rows.length <= mostRows) return rows;
  const other = rows.find((row) => row.label === otherLabel);
  if (!other) return rows.slice(0, mostRows);
  return [...rows.filter((row) => row !== other).slice(0, mostRows - 1), other];
}

/**
 * Ranked bars (排名条形图): names on the left, bars from a common zero, the value at each bar's end. Rows are drawn in
 * the order given, at most twelve; the row named `otherLabel` is drawn hollow, as it is a sum and not a rank.
 * Without any highlighted row all bars have the highlight colour. Linear in the number of rows.
 */
export function rankedBars({
  rows: given,
  otherLabel,
}: {
  rows: readonly RankedRow[];
  otherLabel?: string;
}): TopLevelSpec {
  const rows = capped(given, otherLabel);
  if (rows.length === 0) return emptyPanel();
  const step = Math.min(44, Math.max(32, 340 / rows.length));
  const height = Math.max(88, rows.length * step);
  const top = (height - rows.length * step) / 2;

  const nameRoom =
    Math.min(
      190,
      widest(
        rows.map((row) => row.label),
        labelSize,
        // The highlighted one is bold.
        true,
      ),
    ) + 10;
  const textRoom =
    widest(
      rows.map((row) => row.text),
      labelSize,
      true,
    ) + 10;
  const shareRoom = widest(
    rows.map((row) => row.share ?? ""),
    14,
  );
  const right = chartWidth - (shareRoom > 0 ? shareRoom + 12 : 0);
  const [lowest, highest] = extent(rows.flatMap((row) => [row.value, row.previous])) ?? [0, 0];
  const [low, high] = [Math.min(0, lowest), lowest >= 0 && highest <= 0 ? 1 : Math.max(0, highest)];
  const below = rows.some((row) => row.value < 0);
  const above = rows.some((row) => !(row.value < 0));
  const scale = linear(low, high, nameRoom + (below ? textRoom : 0), right - (above ? textRoom : 0));
  const zero = scale.at(0);
  const plain = !rows.some((row) => row.highlight);

  const bars: Box[] = [];
  const negativeBars: Box[] = [];
  const ticks: Segment[] = low < 0 || highest <= 0 ? [{ x: zero, x2: zero, y: 0, y2: height, stroke: ink.line }] : [];
  const words: Label[] = [];
  rows.forEach((row, i) => {
    const y = top + (i + 0.5) * step;
    const half = step * 0.3;
    const value = isNumber(row.value) ? row.value : 0;
    const end = scale.at(value);
    const fill = row.highlight || plain ? ink.highlight : ink.muted;
    const span = { x: Math.min(zero, end), x2: Math.max(zero, end), y: y - half, y2: y + half };
    const hollow = otherLabel !== undefined && row.label === otherLabel && !row.highlight;
    const bar = hollow ? { ...span, fill: ink.panel, stroke: ink.line, strokeWidth: 1.2 } : { ...span, fill };
    (value < 0 ? negativeBars : bars).push(bar);

    const side = value < 0 ? -1 : 1;
    let edge = end;
    if (isNumber(row.previous)) {
      const x = scale.at(row.previous);
      ticks.push({ x, x2: x, y: y - half - 4, y2: y + half + 4, stroke: ink.text, width: 2 });
      const gap = (x - end) * side;
      if (gap > 0 && gap < textWidth(row.text, labelSize, true) + 12) edge = x;
    }
    const bold = true;
    words.push({
      x: nameRoom - 10,
      y,
      text: row.label,
      align: "right",
      limit: nameRoom - 10,
      bold: row.highlight ?? false,
    });
    words.push({ x: edge + 8 * side, y, text: row.text, align: side < 0 ? "right" : "left", bold });
    if (row.share) words.push({ x: chartWidth, y, text: row.share, align: "right", size: 14, fill: ink.quiet });
  });
  const rightCorners = { cornerRadiusTopRight: 3, cornerRadiusBottomRight: 3 };
  const leftCorners = { cornerRadiusTopLeft: 3, cornerRadiusBottomLeft: 3 };
  const spec = chart(height, [
    ...boxes(bars, rightCorners),
    ...boxes(negativeBars, leftCorners),
    segments(ticks),
    ...labels(words),
  ]);
  return plotted(
    spec,
    alongside(
      plotFrom("bars", rows),
      null,
      rows.map(({ previous }) => previous),
    ),
  );
}
