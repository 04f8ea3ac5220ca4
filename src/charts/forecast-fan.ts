import type { TopLevelSpec } from "vega-lite";
import { along, beside, type Spot } from "./direct-label.ts";
import { ink } from "./ink.ts";
import {
  chart,
  chartWidth,
  dots,
  emptyPanel,
  type Label,
  type Layer,
  labels,
  path,
  type Segment,
  segments,
} from "./layers.ts";
import { extent, isNumber, linear } from "./linear.ts";
import { alongside, type Plot, plotFrom, plotted } from "./plot.ts";
import { timeLabels } from "./time-labels.ts";
import { axisRoom, valueAxis } from "./value-axis.ts";

export interface FanPoint {
  /** The period as it is to be read; "\n" breaks it into lines. */
  readonly label: string;
  readonly value: number;
  /** Written at the point; most points have none. */
  readonly text?: string;
}

export interface FanAhead extends FanPoint {
  readonly lo80: number;
  readonly hi80: number;
  readonly lo95: number;
  readonly hi95: number;
  /** What is aimed at in the period. */
  readonly target?: number | null;
}

export interface FanInput {
  /** In time order. */
  readonly past: readonly FanPoint[];
  readonly ahead: readonly FanAhead[];
  readonly targetLabel: string;
  /** What the forecast is called beside what was. */
  readonly aheadLabel: string;
  /** Values of the vertical axis, ready-made; see `niceTicks` and `fanBounds`. */
  readonly axisText: readonly { readonly value: number; readonly text: string }[];
}

const plotHeight = 260;
/** Bands may reach beyond the values by this share of their range before the axis cuts them. */
const mostReach = 1;
/** Labels may stand off the dashes, above or below the bands. */
const offsets = [-18, 19, -34, 35, -52, 54, -72, 74];
const bands = { 95: "#E9F0FC", 80: "#CFDFF8" } as const;
const target = { line: ink.attention, text: ink.attentionText } as const;

/** Lowest and highest value that a fan shows; null without any number. */
export function fanBounds(past: FanInput["past"], ahead: FanInput["ahead"]): readonly [number, number] | null {
  const inside = extent([...[...past, ...ahead].map(({ value }) => value), ...ahead.map(({ target }) => target)]);
  const outside = extent(ahead.flatMap(({ lo95, hi95 }) => [lo95, hi95]));
  if (inside === null || outside === null) return inside;
  const [low, high] = inside;
  const reach = mostReach * (high - low || Math.abs(high));
  return [Math.max(Math.min(outside[0], low), low - reach), Math.min(Math.max(outside[1], high), high + reach)];
}

/**
 * A forecast (预测扇形图): the past as a dark line, what is ahead dashed in the highlight colour within its 80 and 95 %
 * bands, targets as steps. Bands leave the last known point; they are cut at the ends of the axis. Linear in the points.
 */
export function forecastFan({ past, ahead, targetLabel, aheadLabel, axisText }: FanInput): TopLevelSpec {
  const axis = axisText.filter((tick) => isNumber(tick.value));
  const all = [...past, ...ahead];
  const bounds = fanBounds(past, ahead);
  if (bounds === null) return emptyPanel();
  const pad = bounds[0] === bounds[1] ? Math.abs(bounds[0]) || 1 : 0;
  const left = axisRoom(axis);
  const top = 34;
  const bottom = top + plotHeight;
  const scale = linear(bounds[0] - pad, bounds[1] + pad, bottom, top);
  const step = (chartWidth - 10 - left) / Math.max(1, all.length - 1);
  const x = (index: number) => left + index * step;
  const y = (value: number) => Math.min(bottom, Math.max(top, scale.at(value)));
  const spots = all.map(({ value }, i): Spot | null => (isNumber(value) ? { x: x(i), y: y(value) } : null));
  const last = past.length - 1;
  const before = past[last]?.value;

  const band = (low: "lo80" | "lo95", high: "hi80" | "hi95", fill: string) =>
    area(
      [
        ...(isNumber(before) ? [{ x: x(last), y: y(before), y2: y(before) }] : []),
        ...ahead.map((point, k) => ({ x: x(past.length + k), y: y(point[high]), y2: y(point[low]) })),
      ],
      fill,
    );
  const { lines, words } = valueAxis(axis, scale, left);
  const aims = targetSteps(ahead, (k) => x(past.length + k), step, y);
  const gapped = spots.map((spot, i) => ({ x: x(i), y: spot?.y ?? null }));

  const obstacles = [...along(spots), ...aims.flatMap((aim) => along([spotOf(aim, "x"), spotOf(aim, "x2")]))];
  const direct: Label[] = [];
  const label = (spot: Spot, text: string, bold: boolean, fill: string) => {
    const inside = offsets.filter((offset) => spot.y + offset >= 8 && spot.y + offset <= bottom + 6);
    const around = { left, taken: direct, line: obstacles, offsets: inside };
    direct.push({ ...beside(spot, { text, size: bold ? 15 : 14, bold }, around), fill });
  };
  const [aim] = aims;
  if (aim) label({ x: (aim.x + aim.x2) / 2, y: aim.y }, targetLabel, false, target.text);
  const marked = [...all.keys()].filter((i) => all[i]?.text && spots[i]);
  for (const i of marked.toSorted((a, b) => b - a)) {
    label(spots[i] as Spot, all[i]?.text ?? "", true, i > last ? ink.highlightText : ink.text);
  }
  const names = all.map(({ label }, i) => ({ label, x: x(i) }));
  const tall = all.some(({ label }) => label.includes("\n")) ? 18 : 0;
  const spec = chart(bottom + 36 + tall, [
    band("lo95", "hi95", bands[95]),
    band("lo80", "hi80", bands[80]),
    segments(lines),
    segments(aims),
    path(gapped.slice(0, past.length), { stroke: ink.text, width: 2.5 }),
    path(gapped.slice(Math.max(0, last)), { stroke: ink.highlight, width: 3, dash: [4, 5] }),
    ...dots(
      marked.map((i) => ({ ...(spots[i] as Spot), color: i > last ? ink.highlight : ink.text, hollow: i > last })),
    ),
    ...labels([...words, ...timeLabels(names, { y: bottom + 24, from: left - 16, to: chartWidth, step }), ...direct]),
  ]);
  return plotted(spec, fanPlot({ past, ahead, targetLabel, aheadLabel, axisText: axis }));
}

/** Past and forecast as lines of their own, so that they can be told apart without the bands. */
function fanPlot({ past, ahead, targetLabel, aheadLabel, axisText }: FanInput): Plot {
  const nothing = past.map(() => null);
  const known = { ...plotFrom("lines", [...past, ...ahead]), example: axisText.at(-1)?.text ?? "", highlight: [] };
  const whole = {
    ...known,
    series: [{ name: null, values: [...past.map(({ value }) => value), ...ahead.map(() => null)] }],
  };
  const middle = [
    ...nothing.slice(0, -1),
    ...past.slice(-1).map(({ value }) => value),
    ...ahead.map(({ value }) => value),
  ];
  return alongside(alongside(whole, aheadLabel, middle), targetLabel, [
    ...nothing,
    ...ahead.map(({ target }) => target),
  ]);
}

const spotOf = (line: Segment, end: "x" | "x2"): Spot => ({ x: line[end], y: line.y });

/** A level line for each period with a target, and where two follow each other the step between them. */
function targetSteps(
  ahead: readonly FanAhead[],
  x: (index: number) => number,
  step: number,
  y: (value: number) => number,
): Segment[] {
  const half = Math.min(step / 2, 40);
  return ahead.flatMap(({ target: amount }, k) => {
    if (!isNumber(amount)) return [];
    const level = { y: y(amount), y2: y(amount), stroke: target.line, width: 2.5 };
    return [{ ...level, x: Math.max(0, x(k) - half), x2: Math.min(chartWidth, x(k) + half) }];
  });
}

/** What lies between two lines. */
function area(rows: readonly { x: number; y: number; y2: number }[], fill: string): Layer | null {
  if (rows.length < 2) return null;
  const place = (field: string) => ({ field, type: "quantitative", scale: null, axis: null });
  return {
    data: {
      values: rows.map((row) =>
        Object.fromEntries(Object.entries(row).map(([k, v]) => [k, Math.round(v * 100) / 100])),
      ),
    },
    mark: { type: "area", orient: "vertical", fill, fillOpacity: 1, line: false },
    encoding: { x: place("x"), y: place("y"), y2: { field: "y2" } },
  } as Layer;
}
