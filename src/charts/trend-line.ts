import type { TopLevelSpec } from "vega-lite";
import { along, beside, type Spot } from "./direct-label.ts";
import { ink } from "./ink.ts";
import { chart, chartWidth, dots, type Label, labels, path, segments } from "./layers.ts";
import { extent, isNumber, linear } from "./linear.ts";
import { timeLabels } from "./time-labels.ts";
import type { TrendInput } from "./trend-input.ts";
import { axisRoom, valueAxis } from "./value-axis.ts";

const plotHeight = 250;

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
  const names = points.map(({ label }, i) => ({ label, x: left + i * step }));
  const underneath = timeLabels(names, { y: bottom + 24, from: left - 16, to: chartWidth, step });
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
    direct.push({
      ...beside(
        place,
        { text: said, size: 15, bold: true },
        { left, taken: [...underneath, ...direct], line: obstacles },
      ),
      fill,
    });
  }
  const lastBefore = before.findLastIndex((place) => place !== null);
  const end = before[lastBefore];
  if (end && input.previousLabel)
    direct.push({
      ...beside(
        end,
        { text: input.previousLabel, size: 14, bold: false },
        { left, taken: [...underneath, ...direct], line: obstacles },
      ),
      fill: ink.quiet,
    });

  // A value between two gaps has no line to show it.
  const lonely = [...points.keys()].filter(
    (i) => current[i] && !current[i - 1] && !current[i + 1] && !marked.includes(i),
  );
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
    ...labels([...words, ...underneath, ...unit, ...direct]),
  ]);
}
