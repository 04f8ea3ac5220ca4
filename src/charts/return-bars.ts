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

export interface ReturnBar {
  /** What it is, on a line of its own: names of campaigns are long, and differ at their ends. */
  readonly label: string;
  /** Gain above zero, loss below; null where it is not known. */
  readonly value: number | null;
  /** The value as it is to be read, or why there is none. */
  readonly text: string;
  /** A number at the right edge of the name's line. */
  readonly side?: string;
  readonly highlight?: boolean;
}

const mostBars = 8;
const [nameSize, sideSize, step] = [15, 14, 50];

/**
 * Gains and losses of named things (回报条形图): each name on a line of its own, its bar below it to the right of zero for a gain
 * and to the left for a loss; one that is not known has no bar and says why. In the order given, at most eight.
 */
export function returnBars({ bars: given }: { readonly bars: readonly ReturnBar[] }): TopLevelSpec {
  const bars = given.slice(0, mostBars);
  if (bars.length === 0) return emptyPanel();
  const [lowest, highest] = extent(bars.map(({ value }) => value)) ?? [0, 0];
  const [low, high] = [Math.min(0, lowest), Math.max(0, highest)];
  const room = (sign: number) =>
    widest(
      bars.filter(({ value }) => (isNumber(value) ? value : 0) * sign >= 0).map(({ text }) => text),
      nameSize,
      true,
    ) + 12;
  const scale = linear(low, high > low ? high : low + 1, low < 0 ? room(-1) : 0, chartWidth - room(1));
  const zero = scale.at(0);
  const filled: Box[] = [];
  const words: Label[] = [];
  const lines: Segment[] = [];
  bars.forEach((bar, row) => {
    const y = row * step;
    const bold = bar.highlight ?? false;
    const side = bar.side ?? "";
    const limit = chartWidth - (side === "" ? 0 : textWidth(side, sideSize) + 14);
    words.push({ x: 0, y: y + 10, text: bar.label, size: nameSize, align: "left", bold, limit });
    words.push({ x: chartWidth, y: y + 10, text: side, size: sideSize, align: "right", fill: ink.quiet });
    const middle = y + 32;
    const value = isNumber(bar.value) ? bar.value : 0;
    const end = scale.at(value);
    const fill = bold ? ink.highlight : ink.muted;
    if (isNumber(bar.value)) {
      filled.push({ x: Math.min(zero, end), x2: Math.max(zero, end), y: middle - 9, y2: middle + 9, fill });
    }
    lines.push({ x: zero, x2: zero, y: middle - 12, y2: middle + 12, stroke: ink.line });
    const [x, align] = value < 0 ? [end - 8, "right" as const] : [end + 8, "left" as const];
    const unknown = isNumber(bar.value) ? {} : { fill: ink.label };
    words.push({ x, y: middle, text: bar.text, size: nameSize, align, bold: isNumber(bar.value), ...unknown });
  });
  const spec = chart(bars.length * step, [...boxes(filled, { cornerRadius: 2 }), segments(lines), ...labels(words)]);
  return plotted(spec, plotFrom("bars", bars));
}
