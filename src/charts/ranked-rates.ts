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
import { extent, isNumber, linear } from "./linear.ts";
import { plotFrom, plotted } from "./plot.ts";
import { textWidth, widest } from "./text-width.ts";

export interface RankedRate {
  readonly label: string;
  readonly value: number;
  /** The value as it is to be read. */
  readonly text: string;
  /** What was wanted or was before, marked by a thin upright tick. */
  readonly wanted?: number;
  /** A rate 0..1 with its interval; null where it is not known. */
  readonly rate: { readonly value: number; readonly low: number; readonly high: number; readonly text: string } | null;
  /** The row that the headline speaks of. */
  readonly highlight?: boolean;
}

const mostRows = 10;
const labelSize = 15;
const captionHeight = 30;
/** Room of the intervals, and of the rate written behind them. */
const stripWidth = 108;
const gap = 18;

/**
 * Ranked bars with a rate beside each (排名条形图加比率区间): name, bar and value on the left; on the right the rate as a dot
 * on its interval, around the upright line of the `whole`'s rate, so that who differs from it can be seen, and who does not.
 * Rows are drawn in the order given, at most ten. Linear in their number.
 */
export function rankedRates({
  rows: given,
  whole,
  valueTitle,
  rateTitle,
}: {
  readonly rows: readonly RankedRate[];
  readonly whole: number | null;
  readonly valueTitle: string;
  readonly rateTitle: string;
}): TopLevelSpec {
  const rows = given.slice(0, mostRows);
  if (rows.length === 0) return emptyPanel();
  const step = Math.min(44, Math.max(32, 340 / rows.length));
  const bottom = captionHeight + rows.length * step;
  const widestOf = (pick: (row: RankedRate) => string, limit = chartWidth) =>
    Math.min(limit, widest(rows.map(pick), labelSize, true));
  const nameRoom = widestOf(({ label }) => label, 130) + 10;
  const rateRoom = widestOf(({ rate }) => rate?.text ?? "–");
  const stripEnd = chartWidth - rateRoom - 8;
  const strip = rateScale(rows, whole, stripEnd - stripWidth, stripEnd);
  const textRoom = widestOf(({ text }) => text) + 10;
  const barEnd = stripEnd - stripWidth - gap - textRoom;
  const highest = extent(rows.flatMap(({ value, wanted }) => [value, wanted]))?.[1] ?? 0;
  const bar = linear(0, highest > 0 ? highest : 1, nameRoom, Math.max(nameRoom + 20, barEnd));

  const bars: Box[] = [];
  const lines: Segment[] = [];
  const points: Parameters<typeof dots>[0][number][] = [];
  const words: Label[] = [
    caption(nameRoom, valueTitle, stripEnd - stripWidth - gap - nameRoom),
    caption(stripEnd - stripWidth, rateTitle, stripWidth + rateRoom + 8),
  ];
  if (isNumber(whole)) {
    const x = strip.at(whole);
    lines.push({ x, x2: x, y: captionHeight - 4, y2: bottom, stroke: ink.line, width: 1.2 });
  }
  rows.forEach((row, index) => {
    const y = captionHeight + (index + 0.5) * step;
    const half = step * 0.28;
    const bold = row.highlight ?? false;
    const end = bar.at(isNumber(row.value) ? Math.max(0, row.value) : 0);
    bars.push({ x: nameRoom, x2: end, y: y - half, y2: y + half, fill: bold ? ink.highlight : ink.muted });
    let edge = end;
    if (isNumber(row.wanted)) {
      const x = bar.at(Math.max(0, row.wanted));
      lines.push({ x, x2: x, y: y - half - 3, y2: y + half + 3, stroke: ink.text, width: 2 });
      if (x > end && x - end < textWidth(row.text, labelSize, true) + 12) edge = x;
    }
    words.push({ x: nameRoom - 10, y, text: row.label, align: "right", limit: nameRoom - 10, bold });
    words.push({ x: edge + 8, y, text: row.text, align: "left", bold: true });
    const { rate } = row;
    words.push({ x: chartWidth, y, text: rate?.text ?? "–", align: "right", bold, fill: rate ? ink.text : ink.quiet });
    if (rate === null) return;
    const color = bold ? ink.highlight : ink.label;
    lines.push({ x: strip.at(rate.low), x2: strip.at(rate.high), y, y2: y, stroke: bold ? color : ink.line, width: 3 });
    points.push({ x: strip.at(rate.value), y, color });
  });
  const spec = chart(bottom, [
    ...boxes(bars, { cornerRadiusTopRight: 3, cornerRadiusBottomRight: 3 }),
    segments(lines),
    ...dots(points),
    ...labels(words),
  ]);
  return plotted(spec, plotFrom("bars", rows, valueTitle));
}

/** Just wide enough for all intervals, so that differences show. */
function rateScale(rows: readonly RankedRate[], whole: number | null, from: number, to: number) {
  const ends = rows.flatMap(({ rate }) => (rate === null ? [] : [rate.low, rate.high]));
  const [low, high] = extent([...ends, whole]) ?? [0, 1];
  return linear(low, high, from + 4, to - 4);
}

function caption(x: number, text: string, limit: number): Label {
  return { x, y: 10, text, size: 13, align: "left", fill: ink.quiet, limit };
}
