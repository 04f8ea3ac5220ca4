import { ink } from "./ink.ts";
import { chartWidth, type Label, type Segment } from "./layers.ts";
import { isNumber, type Linear } from "./linear.ts";
import { widest } from "./text-width.ts";
import type { TrendInput } from "./trend-input.ts";

type Ticks = TrendInput["axisText"];
const size = 14;
const closest = 24;

/** Pixels that the labels of a vertical axis need on the left, with a gap; none without ticks. */
export function axisRoom(ticks: Ticks): number {
  return ticks.length > 0
    ? Math.min(
        140,
        widest(
          ticks.map((tick) => tick.text),
          size,
        ),
      ) + 10
    : 0;
}

/** Grid lines and labels of a vertical axis. Ticks off the scale are left out, and those too close to one before. */
export function valueAxis(ticks: Ticks, scale: Linear, left: number): { lines: Segment[]; words: Label[] } {
  const placed: { y: number; text: string }[] = [];
  for (const { value, text } of ticks) {
    if (!isNumber(value) || value < scale.low || value > scale.high) continue;
    const y = scale.at(value);
    if (placed.every((other) => Math.abs(other.y - y) >= closest)) placed.push({ y, text });
  }
  return {
    lines: placed.map(({ y }) => ({ x: left, x2: chartWidth, y, y2: y, stroke: ink.grid })),
    words: placed.map(({ y, text }) => ({
      x: left - 10,
      y,
      text,
      align: "right",
      size,
      fill: ink.label,
      limit: left - 10,
    })),
  };
}
