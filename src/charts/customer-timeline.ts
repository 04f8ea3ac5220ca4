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
import { isNumber, type Linear, linear } from "./linear.ts";
import { keepInside, textWidth, widest } from "./text-width.ts";
import { timeLabels } from "./time-labels.ts";
import type { TrendInput } from "./trend-input.ts";
import { axisRoom, valueAxis } from "./value-axis.ts";

export interface TimelineMonth {
  /** "\n" breaks it into lines. */
  readonly label: string;
  readonly value: number;
  readonly text: string;
  readonly highlight?: boolean;
  /** The month is still running. */
  readonly partial?: boolean;
}

export interface TimelineMark {
  /** Months from the left edge: 0 is the first day of the first month, 1.5 the middle of the second. */
  readonly at: number;
  /** Written beside it where there is room, the latest first. */
  readonly text?: string;
  /** A filled dot, a hollow one for attention, or a mere tick. */
  readonly as: "good" | "bad" | "tick";
}

export interface CustomerTimeline {
  /** In time order. */
  readonly months: readonly TimelineMonth[];
  /** Values of the vertical axis, ready-made; see `niceTicks`. */
  readonly axisText: TrendInput["axisText"];
  /** What else happened, a row for each kind. */
  readonly lanes: readonly { readonly label: string; readonly marks: readonly TimelineMark[] }[];
  /** The silence that the headline speaks of, in months from the left edge. */
  readonly silence?: { readonly from: number; readonly to: number; readonly text: string };
}

const plotHeight = 190;
const laneHeight = 32;
const barShare = 0.74;
const size = 13;
const widestLane = 110;

/** A text that stands from `left` to `right` around `y`. */
interface Stand {
  readonly left: number;
  readonly right: number;
  readonly y: number;
}

/**
 * A customer's story (客户时间轴): what it bought per month as bars from zero, and below them a row for each kind of event.
 * Without any money there are only the rows; without these either an empty panel.
 */
export function customerTimeline({ months, axisText, lanes, silence }: CustomerTimeline): TopLevelSpec {
  const buys = months.some(({ value }) => isNumber(value) && value !== 0);
  const rows = lanes.filter(({ marks }) => marks.length > 0);
  if (months.length === 0 || (!buys && rows.length === 0)) return emptyPanel();
  const names = widest(
    rows.map(({ label }) => label),
    size,
  );
  const left = Math.max(buys ? axisRoom(axisText) : 0, rows.length === 0 ? 0 : Math.min(widestLane, names) + 12);
  const step = (chartWidth - left) / months.length;
  const x = (at: number) => left + Math.min(months.length, Math.max(0, at)) * step;
  const top = buys ? 22 : 0;
  const bottom = top + (buys ? plotHeight : 0);
  const values = months.map(({ value }) => (isNumber(value) ? value : 0));
  const scale = linear(Math.min(0, ...values), Math.max(0, ...values), bottom, top);
  const plot = buys ? bars(months, scale, { left, step, x, axisText, ...(silence ? { silence } : {}) }) : nothing;
  const tall = months.some(({ label }) => label.includes("\n")) ? 18 : 0;
  const dates = timeLabels(
    months.map(({ label }, i) => ({ label, x: x(i + 0.5) })),
    { y: bottom + 17, from: left, to: chartWidth, step, size },
  );
  const first = bottom + 34 + tall;
  const lower = rows.map((row, i) => lane(row, { y: first + i * laneHeight + laneHeight / 2, left, x }));
  return chart(first + rows.length * laneHeight + 2, [
    segments(plot.lines),
    ...boxes(lower.map(({ stripe }) => stripe)),
    ...boxes(plot.boxes, { cornerRadiusTopLeft: 2, cornerRadiusTopRight: 2 }),
    segments([...plot.marks, ...lower.flatMap(({ ticks }) => ticks)]),
    ...dots(lower.flatMap(({ spots }) => spots)),
    ...labels([...plot.words, ...dates, ...lower.flatMap(({ words }) => words)]),
  ]);
}

const nothing = { lines: [] as Segment[], boxes: [] as Box[], marks: [] as Segment[], words: [] as Label[] };

interface Plot {
  readonly left: number;
  readonly step: number;
  readonly x: (at: number) => number;
  readonly axisText: TrendInput["axisText"];
  readonly silence?: NonNullable<CustomerTimeline["silence"]>;
}

function bars(months: readonly TimelineMonth[], scale: Linear, { left, step, x, axisText, silence }: Plot) {
  const zero = scale.at(0);
  const { lines, words } = valueAxis(axisText, scale, left);
  const half = (step * barShare) / 2;
  const heights = months.map(({ value }) => scale.at(isNumber(value) ? value : 0));
  const drawn = months.flatMap(({ value, highlight, partial }, i): Box[] => {
    if (!isNumber(value) || value === 0) return [];
    const [fill, stroke] = highlight ? ["#D3E2FA", ink.highlight] : ["#EEF2F8", ink.line];
    const style = partial
      ? { fill, stroke, strokeWidth: 1.5, dashed: true }
      : { fill: highlight ? ink.highlight : ink.muted };
    const [y, y2] = [Math.min(zero, heights[i] ?? zero), Math.max(zero, heights[i] ?? zero)];
    return [{ x: x(i + 0.5) - half, x2: x(i + 0.5) + half, y, y2, ...style }];
  });
  const taken: Stand[] = [];
  /** Writes a text above whatever bars it spans, unless another stands there; that of a bar only where none is taller. */
  const write = (middle: number, text: string, style: Pick<Label, "fill" | "bold">, own?: number) => {
    const width = textWidth(text, size, style.bold);
    const at = keepInside(middle, width, left, chartWidth);
    const spanned = heights.filter((_, i) => Math.abs(x(i + 0.5) - at) < width / 2 + half);
    const top = Math.min(zero, ...spanned);
    const stand = { left: at - width / 2, right: at + width / 2, y: top - 11 };
    if ((own !== undefined && top < own) || taken.some((other) => touches(stand, other))) return;
    taken.push(stand);
    words.push({ x: at, y: stand.y, text, size, ...style });
  };
  const marks: Segment[] = [{ x: left, x2: chartWidth, y: zero, y2: zero, stroke: ink.line }];
  if (silence && silence.to > silence.from) {
    const [from, to] = [x(silence.from), x(silence.to)];
    marks.push({ x: from, x2: to, y: zero - 1.5, y2: zero - 1.5, stroke: ink.attention, width: 3 });
    write((from + to) / 2, silence.text, { fill: ink.attentionText, bold: true });
  }
  const known = [...months.keys()].filter((i) => isNumber(months[i]?.value) && months[i]?.value !== 0);
  const [best] = known.toSorted((a, b) => (months[b]?.value ?? 0) - (months[a]?.value ?? 0) || b - a);
  for (const i of new Set([best, known.at(-1)])) {
    const month = i === undefined ? undefined : months[i];
    if (i === undefined || month === undefined) continue;
    const style = { fill: month.highlight ? ink.highlightText : ink.label, bold: month.highlight ?? false };
    write(x(i + 0.5), month.text, style, Math.min(zero, heights[i] ?? zero));
  }
  return { lines, boxes: drawn, marks, words };
}

function lane(
  { label, marks }: CustomerTimeline["lanes"][number],
  { y, left, x }: { readonly y: number; readonly left: number; readonly x: (at: number) => number },
) {
  const words: Label[] = [{ x: 0, y, text: label, size, fill: ink.label, align: "left", limit: left - 12 }];
  const spots = marks
    .filter(({ as }) => as !== "tick")
    .map(({ at, as }) => ({
      x: keepInside(x(at), 12, left, chartWidth),
      y,
      color: as === "bad" ? ink.attention : ink.highlight,
      hollow: as === "bad",
    }));
  const ticks = marks
    .filter(({ as }) => as === "tick")
    .map(({ at }): Segment => ({ x: x(at), x2: x(at), y: y - 7, y2: y + 7, stroke: ink.line, width: 2 }));
  const taken: Stand[] = [
    ...spots.map((spot) => ({ left: spot.x - 7, right: spot.x + 7, y })),
    ...ticks.map((tick) => ({ left: tick.x - 2, right: tick.x + 2, y })),
  ];
  for (const { at, text, as } of marks.toSorted((a, b) => b.at - a.at)) {
    if (text === undefined || text === "") continue;
    const width = textWidth(text, size) + 4;
    const dot = keepInside(x(at), 12, left, chartWidth);
    const beside = [
      { left: dot + 11, right: dot + 11 + width, y, x: dot + 12, align: "left" as const },
      { left: dot - 11 - width, right: dot - 11, y, x: dot - 12, align: "right" as const },
    ];
    const free = beside.find(
      (stand) => stand.left >= left && stand.right <= chartWidth && taken.every((other) => !touches(stand, other)),
    );
    if (free === undefined) continue;
    taken.push(free);
    words.push({ x: free.x, y, text, size, align: free.align, fill: as === "bad" ? ink.attentionText : ink.label });
  }
  const stripe: Box = {
    x: left,
    x2: chartWidth,
    y: y - laneHeight / 2 + 2,
    y2: y + laneHeight / 2 - 2,
    fill: ink.panel,
  };
  return { stripe, spots, ticks, words };
}

function touches(a: Stand, b: Stand): boolean {
  return Math.abs(a.y - b.y) < size * 1.2 && a.left < b.right + 3 && b.left < a.right + 3;
}
