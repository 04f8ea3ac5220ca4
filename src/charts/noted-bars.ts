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
import { plotFrom, plotted } from "./plot.ts";
import { textWidth, widest } from "./text-width.ts";

export interface NotedBar {
  /** What it is, on a line of its own: two names are often longer than a bar leaves room for. */
  readonly label: string;
  /** At least 0. */
  readonly value: number;
  /** The value as it is to be read, at the bar's end. */
  readonly text: string;
  /** A word or number at the right edge of the name's line. */
  readonly side?: string;
  /** Why, in small print below the bar. */
  readonly note?: string;
  /** Value to compare with, marked by a thin upright tick. */
  readonly usual?: number;
  readonly highlight?: boolean;
}

const mostBars = 7;
const nameSize = 15;
const sideSize = 14;
const noteSize = 13;
/** Widest word at the right edge. */
const mostSide = 150;

/**
 * Named bars (带名称的条形图): each name on a line of its own above its bar, so that long names of products stay whole on a
 * phone. Drawn in the order given, at most seven. Linear in their number.
 */
export function notedBars({ bars: given }: { bars: readonly NotedBar[] }): TopLevelSpec {
  const bars = given.slice(0, mostBars);
  if (bars.length === 0) return emptyPanel();
  const noted = bars.some(({ note }) => note !== undefined && note !== "");
  const step = noted ? 68 : bars.length > 5 ? 52 : 58;
  const textRoom =
    widest(
      bars.map(({ text }) => text),
      nameSize,
      true,
    ) + 14;
  const high = Math.max(0, extent(bars.flatMap(({ value, usual }) => [value, usual]))?.[1] ?? 0);
  const scale = linear(0, high > 0 ? high : 1, 0, chartWidth - textRoom);

  const shapes: Box[] = [];
  const ticks: Segment[] = [];
  const words: Label[] = [];
  bars.forEach((bar, row) => {
    const y = row * step;
    const side = bar.side ?? "";
    const sideRoom = side === "" ? 0 : Math.min(mostSide, textWidth(side, sideSize)) + 14;
    const bold = bar.highlight ?? false;
    words.push({ x: 0, y: y + 11, text: bar.label, size: nameSize, align: "left", bold, limit: chartWidth - sideRoom });
    words.push({
      x: chartWidth,
      y: y + 11,
      text: side,
      size: sideSize,
      align: "right",
      fill: ink.quiet,
      limit: mostSide,
    });
    const end = scale.at(isNumber(bar.value) ? Math.max(0, bar.value) : 0);
    const [top, bottom] = [y + 23, y + 41];
    shapes.push({ x: 0, x2: Math.max(1, end), y: top, y2: bottom, fill: bold ? ink.highlight : ink.muted });
    let edge = end;
    if (isNumber(bar.usual)) {
      const x = scale.at(Math.max(0, bar.usual));
      ticks.push({ x, x2: x, y: top - 3, y2: bottom + 3, stroke: ink.text, width: 2 });
      if (x > end && x - end < textWidth(bar.text, nameSize, true) + 12) edge = x;
    }
    words.push({ x: edge + 8, y: (top + bottom) / 2, text: bar.text, size: nameSize, align: "left", bold: true });
    if (noted) {
      const note = bar.note ?? "";
      words.push({ x: 0, y: y + 53, text: note, size: noteSize, align: "left", fill: ink.quiet, limit: chartWidth });
    }
  });
  const spec = chart(bars.length * step, [...boxes(shapes, { cornerRadius: 3 }), segments(ticks), ...labels(words)]);
  return plotted(spec, plotFrom("bars", bars));
}
