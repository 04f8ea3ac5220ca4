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
import { widest } from "./text-width.ts";

export interface LiftBar {
  readonly label: string;
  readonly value: number;
  /** The value as it is to be read. */
  readonly text: string;
  /** The side that was treated. */
  readonly highlight?: boolean;
}

/** One measure: what each side came to, and the difference on its interval. */
export interface LiftPanel {
  readonly title: string;
  readonly bars: readonly LiftBar[];
  readonly difference: {
    readonly label: string;
    readonly value: number;
    /** The value and its interval as they are to be read. */
    readonly text: string;
    /** Null where no interval is known. */
    readonly interval: readonly [low: number, high: number] | null;
    /** Zero as it is to be read. */
    readonly zero: string;
  };
}

const mostPanels = 2;
const mostBars = 4;
const [titleHeight, barHeight, differenceHeight, gap] = [28, 34, 92, 14];

/**
 * An experiment (实验效果图): for each measure a bar for every side, and below them the difference as a dot on its interval
 * beside an upright line at zero: an interval that crosses the line shows no clear effect. At most two panels of four bars.
 */
export function liftPanels({ panels: given }: { readonly panels: readonly LiftPanel[] }): TopLevelSpec {
  const panels = given.slice(0, mostPanels);
  if (panels.length === 0) return emptyPanel();
  const names = panels.flatMap(({ bars, difference }) => [...bars.map(({ label }) => label), difference.label]);
  const left = Math.min(150, widest(names, 15, true)) + 12;
  const filled: Box[] = [];
  const lines: Segment[] = [];
  const points: { x: number; y: number; color: string }[] = [];
  const words: Label[] = [];
  let y = 0;
  for (const { title, bars: all, difference } of panels) {
    const bars = all.slice(0, mostBars);
    words.push({ x: 0, y: y + 10, text: title, size: 14, align: "left", fill: ink.label, limit: chartWidth });
    y += titleHeight;
    const room =
      widest(
        bars.map(({ text }) => text),
        15,
        true,
      ) + 12;
    const highest = Math.max(0, extent(bars.map(({ value }) => value))?.[1] ?? 0);
    const scale = linear(0, highest > 0 ? highest : 1, left, chartWidth - room);
    for (const bar of bars) {
      const middle = y + barHeight / 2;
      const end = scale.at(isNumber(bar.value) ? Math.max(0, bar.value) : 0);
      const bold = bar.highlight ?? false;
      filled.push({ x: left, x2: end, y: middle - 11, y2: middle + 11, fill: bold ? ink.highlight : ink.muted });
      words.push({ x: left - 12, y: middle, text: bar.label, align: "right", limit: left - 12, bold });
      words.push({ x: end + 8, y: middle, text: bar.text, align: "left", bold: true });
      y += barHeight;
    }
    const middle = y + 40;
    const { value, interval } = difference;
    const [low, high] = extent([0, value, ...(interval ?? [])]) ?? [0, 1];
    const strip = linear(low, high, left + 8, chartWidth - 12);
    const clear = interval !== null && (interval[0] > 0 || interval[1] < 0);
    const zero = strip.at(0);
    lines.push({ x: zero, x2: zero, y: middle - 20, y2: middle + 14, stroke: ink.text, width: 1.4 });
    if (interval !== null) {
      const stroke = clear ? ink.highlight : ink.line;
      lines.push({ x: strip.at(interval[0]), x2: strip.at(interval[1]), y: middle, y2: middle, stroke, width: 4 });
    }
    if (isNumber(value)) points.push({ x: strip.at(value), y: middle, color: clear ? ink.highlight : ink.label });
    words.push({ x: left - 12, y: middle, text: difference.label, align: "right", limit: left - 12, bold: true });
    words.push({
      x: left + 8,
      y: middle + 34,
      text: difference.text,
      align: "left",
      bold: true,
      limit: chartWidth - left - 8,
    });
    words.push({ x: zero, y: middle - 28, text: difference.zero, size: 13, fill: ink.quiet });
    y += differenceHeight + gap;
  }
  return chart(y - gap, [...boxes(filled, { cornerRadius: 3 }), segments(lines), ...dots(points), ...labels(words)]);
}
