import type { TopLevelSpec } from "vega-lite";
import { ink } from "./ink.ts";
import { chart, chartWidth, dots, type Label, labels, path, segments } from "./layers.ts";
import { extent, isNumber, linear } from "./linear.ts";
import { keepInside, textWidth } from "./text-width.ts";
import { timeLabels } from "./time-labels.ts";
import type { TrendInput } from "./trend-input.ts";
import { axisRoom, valueAxis } from "./value-axis.ts";

const plotHeight = 250;

interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Puts a label above its point, or below where something is in the way, and inside [left, chartWidth]. */
function beside(
  spot: Spot,
  text: string,
  size: number,
  bold: boolean,
  left: number,
  taken: readonly Label[],
  line: readonly Spot[],
) {
  const width = textWidth(text, size, bold);
  const x = keepInside(spot.x, width, left, chartWidth);
  const crossings = (y: number) =>
    line.filter((point) => Math.abs(point.x - x) < width / 2 + 2 && Math.abs(point.y - y) < size * 0.75).length +
    taken.filter((other) => {
      const reach = (width + textWidth(String(other.text), other.size ?? 15, other.bold)) / 2 + 6;
      return Math.abs(other.x - x) < reach && Math.abs(other.y - y) < size * 1.3 ? 1 : 0;
    }).length *
      100;
  const places = [-18, 19, -34, 35].map((offset) => spot.y + offset);
  const best = places.reduce((chosen, place) => (crossings(place) < crossings(chosen) ? place : chosen));
  return { x, y: best, text, size, bold };
}

/** Points along the line every few pixels, to see where labels would cross it. */
function along(spots: readonly (Spot | null)[]): Spot[] {
  return spots.flatMap((spot, i) => {
    const next = spots[i + 1];
    if (!spot || !next) return spot ? [spot] : [];
    const count = Math.max(1, Math.ceil((next.x - spot.x) / 4));
    return Array.from({ length: count }, (_, k) => ({
      x: spot.x + ((next.x - spot.x) * k) / count,
      y: spot.y + ((next.y - spot.y) * k) / count,
    }));
  });
}

/** The trend of more than 14 periods as a line; it need not start at zero, so the axis is labelled. */
export function trendLine(input: TrendInput): TopLevelSpec {
  const { points, previous = [] } = input;
  const axis = input.axisText.filter((tick) => isNumber(tick.value));
  const compared = points.map((_, i) => previous[i]?.value);
  const bounds = extent([...points.map((point) => point.value), ...compared, ...axis.map((tick) => tick.value)]) ?? [
    0, 1,
  ];
  const pad = bounds[0] === bounds[1] ? Math.abs(bounds[0]) || 1 : 0;
  const left = axisRoom(axis);
  const top = input.unit ? 40 : 18;
  const bottom = top + plotHeight;
  const scale = linear(bounds[0] - pad, bounds[1] + pad, bottom, top);
  const step = (chartWidth - 8 - left) / Math.max(1, points.length - 1);
  const spot = (value: number | null | undefined, i: number): Spot | null =>
    isNumber(value) ? { x: left + i * step, y: scale.at(value) } : null;
  const current = points.map((point, i) => spot(point.value, i));
  const before = compared.map(spot);
  const last = current.findLastIndex((place) => place !== null);
  const running = points[last]?.partial ? last : -1;
  const gapped = (spots: readonly (Spot | null)[]) =>
    spots.map((place, i) => ({ x: left + i * step, y: place?.y ?? null }));

  const { lines, words } = valueAxis(axis, scale, left);
  const marked = [...points.keys()].filter((i) => current[i] && (i === last || points[i]?.highlight));
  const direct: Label[] = [];
  const obstacles = [...along(current), ...along(before)];
  for (const i of marked.toSorted(
    (a, b) => Number(points[b]?.highlight ?? false) - Number(points[a]?.highlight ?? false),
  )) {
    const place = current[i];
    const point = points[i];
    if (!place || !point) continue;
    const name = i === last ? (input.currentLabel ?? point.label) : point.label;
    const said = [name.replaceAll("\n", " "), point.text].filter(Boolean).join(" ");
    const fill = point.highlight ? ink.highlightText : ink.text;
    direct.push({ ...beside(place, said, 15, true, left, direct, obstacles), fill });
  }
  const lastBefore = before.findLastIndex((place) => place !== null);
  const end = before[lastBefore];
  if (end && input.previousLabel)
    direct.push({ ...beside(end, input.previousLabel, 14, false, left, direct, obstacles), fill: ink.quiet });

  // A value between two gaps has no line to show it.
  const lonely = [...points.keys()].filter(
    (i) => current[i] && !current[i - 1] && !current[i + 1] && !marked.includes(i),
  );
  const names = points.map(({ label }, i) => ({ label, x: left + i * step }));
  const tall = points.some((point) => point.label.includes("\n")) ? 18 : 0;
  const unit: Label[] = input.unit ? [{ x: 0, y: 8, text: input.unit, align: "left", size: 13, fill: ink.quiet }] : [];
  return chart(bottom + 36 + tall, [
    segments(lines),
    path(gapped(before), { stroke: ink.line, width: 2 }),
    path(gapped(current.map((place, i) => (i === running ? null : place))), { stroke: ink.highlight, width: 3 }),
    running > 0
      ? path(gapped(current).slice(running - 1, running + 1), { stroke: ink.highlight, width: 3, dash: [3, 6] })
      : null,
    ...dots(
      [...marked, ...lonely].flatMap((i) => {
        const place = current[i];
        return place ? [{ ...place, color: ink.highlight, hollow: i === running }] : [];
      }),
    ),
    ...labels([
      ...words,
      ...timeLabels(names, { y: bottom + 24, from: left - 16, to: chartWidth, step }),
      ...unit,
      ...direct,
    ]),
  ]);
}
