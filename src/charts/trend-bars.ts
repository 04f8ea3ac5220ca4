import type { TopLevelSpec } from "vega-lite";
import { ink } from "./ink.ts";
import { type Box, boxes, chart, chartWidth, labels, type Segment, segments } from "./layers.ts";
import { extent, isNumber, linear } from "./linear.ts";
import { keepInside, textWidth, widest } from "./text-width.ts";
import { timeLabels } from "./time-labels.ts";
import type { TrendInput } from "./trend-input.ts";
import { axisRoom, valueAxis } from "./value-axis.ts";

const plotHeight = 250;
const barShare = 0.72;

/** Which values can be written without touching: all, or else the telling ones that find room. */
function labelled({ points }: TrendInput, step: number, size: number): Set<number> {
  /** A value wider than its bar's place stays clear of both neighbours only when it stands above them. */
  const standsOut = (i: number) => {
    const value = points[i]?.value ?? 0;
    const around = [points[i - 1]?.value ?? 0, points[i + 1]?.value ?? 0];
    return (widths[i] ?? 0) <= step - 2 || around.every((other) => (value < 0 ? other >= value : other <= value));
  };
  const widths = points.map((point) => textWidth(point.text, size, point.highlight));
  if (Math.max(...widths) <= step - 2) return new Set(points.keys());
  const known = [...points.keys()].filter((i) => isNumber(points[i]?.value));
  const byValue = known.toSorted((a, b) => (points[b]?.value ?? 0) - (points[a]?.value ?? 0));
  const wanted = [
    ...known.filter((i) => points[i]?.highlight),
    points.length - 1,
    byValue[0],
    byValue.at(-1),
    ...points.keys(),
  ];
  // A wide value at either end is moved inside, towards its neighbours.
  const middle = (i: number) => {
    const half = (widths[i] ?? 0) / 2;
    return Math.max(half, Math.min((i + 0.5) * step, points.length * step - half));
  };
  const chosen = new Set<number>();
  for (const i of wanted) {
    // What the headline speaks of is always written; it is lifted above its neighbours if it must.
    if (i === undefined || !points[i] || !(points[i]?.highlight || standsOut(i))) continue;
    const free = [...chosen].every(
      (j) => Math.abs(middle(i) - middle(j)) >= ((widths[i] ?? 0) + (widths[j] ?? 0)) / 2 + 6,
    );
    if (free) chosen.add(i);
  }
  return chosen;
}

/** The trend of up to 14 periods as bars. */
export function trendBars(input: TrendInput): TopLevelSpec {
  const { points, previous = [], axisText } = input;
  const texts = points.map((point) => point.text);
  const slot = chartWidth / points.length - 2;
  const size = widest(texts, 14) <= slot || widest(texts, 12.5) > slot ? 14 : 12.5;
  const all = labelled(input, chartWidth / points.length, size).size === points.length;
  const axis = all ? [] : axisText;
  const left = axisRoom(axis);
  const step = Math.min(110, (chartWidth - left) / points.length);
  const start = left + (chartWidth - left - step * points.length) / 2;
  const writes = labelled(input, step, size);
  const compared = previous.slice(0, points.length).map((point) => point.value);
  const [lowest, highest] = extent([0, ...points.map((point) => point.value), ...compared]) ?? [0, 1];
  const caption = input.unit || (input.previousLabel && compared.some(isNumber));
  const top = (caption ? 26 : 4) + 20;
  const bottom = top + plotHeight;
  const high = lowest === 0 && highest === 0 ? 1 : highest;
  const scale = linear(lowest, high, lowest < 0 ? bottom - 22 : bottom, top);
  const zero = scale.at(0);
  const plain = !points.some((point) => point.highlight);

  /** Where a value may be written so that no bar beside it runs through the text. */
  const clearOfNeighbours = (edge: number, value: number, middle: number, width: number): number => {
    const beside = points.flatMap((other, j) => {
      const apart = Math.abs(start + (j + 0.5) * step - middle);
      const touches = apart < (width + step * barShare) / 2;
      return touches && isNumber(other.value) && other.value < 0 === value < 0 ? [scale.at(other.value)] : [];
    });
    return value < 0 ? Math.max(edge, ...beside) : Math.min(edge, ...beside);
  };

  /** Does the mark of a neighbour's comparison run through what is written here? */
  const struck = (i: number, middle: number, width: number, y: number): boolean =>
    compared.some(
      (before, j) =>
        j !== i &&
        isNumber(before) &&
        Math.abs(start + (j + 0.5) * step - middle) < (width + step * barShare) / 2 + 4 &&
        Math.abs(scale.at(before) - y) < size * 0.6,
    );

  const { lines, words } = valueAxis(axis, scale, left);
  const ticks: Segment[] = [];
  const up: Box[] = [];
  const down: Box[] = [];
  points.forEach((point, i) => {
    const x = start + (i + 0.5) * step;
    const half = (step * barShare) / 2;
    const value = isNumber(point.value) ? point.value : null;
    const end = scale.at(value ?? 0);
    const color = point.highlight || plain ? ink.highlight : ink.muted;
    const style = point.partial
      ? {
          fill: point.highlight || plain ? "#D3E2FA" : "#EEF2F8",
          stroke: point.highlight || plain ? ink.highlight : ink.line,
          strokeWidth: 1.6,
          dashed: true,
        }
      : { fill: color };
    const inset = point.partial ? 0.8 : 0;
    if (value !== null && value !== 0)
      (value < 0 ? down : up).push({
        x: x - half + inset,
        x2: x + half - inset,
        y: Math.min(zero, end) + (value > 0 ? inset : 0),
        y2: Math.max(zero, end) - (value < 0 ? inset : 0),
        ...style,
      });
    const before = compared[i];
    let edge = end;
    if (isNumber(before)) {
      const y = scale.at(before);
      ticks.push({ x: x - half - 2, x2: x + half + 2, y, y2: y, stroke: ink.label, width: 2 });
      const gap = (end - y) * ((value ?? 0) < 0 ? -1 : 1);
      if (gap > -3 && gap < 24) edge = y;
    }
    if (!writes.has(i)) return;
    const fill = point.highlight ? ink.highlightText : value === null ? ink.quiet : ink.label;
    const width = textWidth(point.text, size, point.highlight);
    const middle = keepInside(x, width, left, chartWidth);
    if (point.highlight) edge = clearOfNeighbours(edge, value ?? 0, middle, width);
    const y = edge + ((value ?? 0) < 0 ? 12 : -11);
    if (!point.highlight && struck(i, middle, width, y)) return;
    words.push({ x: middle, y, text: point.text, size, fill, bold: point.highlight ?? false });
  });

  const names = points.map(({ label, highlight }, i) => ({
    label,
    x: start + (i + 0.5) * step,
    strong: highlight ?? false,
  }));
  words.push(...timeLabels(names, { y: bottom + 18, from: left, to: chartWidth, step }));
  const caption13 = { y: 8, size: 13, fill: ink.quiet } as const;
  if (input.unit) words.push({ ...caption13, x: 0, text: input.unit, align: "left", limit: 250 });
  if (input.previousLabel && compared.some(isNumber)) {
    const keyX = input.unit ? Math.min(250, textWidth(input.unit, 13)) + 18 : 0;
    ticks.push({ x: keyX, x2: keyX + 20, y: 8, y2: 8, stroke: ink.label, width: 2 });
    words.push({ ...caption13, x: keyX + 26, text: input.previousLabel, align: "left", limit: chartWidth - keyX - 26 });
  }
  const base = lowest < 0 || plain ? [{ x: left, x2: chartWidth, y: zero, y2: zero, stroke: ink.line }] : [];
  const tall = points.some((point) => point.label.includes("\n")) ? 18 : 0;
  return chart(bottom + 30 + tall, [
    segments(lines),
    ...boxes(up, { cornerRadiusTopLeft: 3, cornerRadiusTopRight: 3 }),
    ...boxes(down, { cornerRadiusBottomLeft: 3, cornerRadiusBottomRight: 3 }),
    segments([...base, ...ticks]),
    ...labels(words),
  ]);
}
