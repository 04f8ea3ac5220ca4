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
  type Layer,
  labels,
  path,
  type Segment,
  segments,
} from "./layers.ts";
import { extent, isNumber, linear } from "./linear.ts";
import { textWidth, widest } from "./text-width.ts";

export interface ParetoRow {
  readonly label: string;
  readonly value: number;
  /** The value as it is to be read. */
  readonly text: string;
  /** Cumulative share, set at the right edge. */
  readonly share: string;
  readonly highlight?: boolean;
}

const left = 46;
const right = chartWidth - 20;
const plotHeight = 156;
const top = 26;
const step = 29;
const mostRows = 6;
const quarters = [0, 0.2, 0.4, 0.6, 0.8, 1] as const;

/**
 * Pareto curve (二八曲线): share of the total over the share of those who bring it, largest first, with the place where it
 * reaches the marked share; the broken line is what it would be if all brought the same. Below it the largest as ranked
 * bars, their cumulative share at the right. `points` run from (0, 0) to (1, 1) with ascending x; at most six rows.
 */
export function paretoCurve({
  points: given,
  mark,
  xTitle,
  yTitle,
  rows: allRows,
  rowsTitle,
  shareTitle,
}: {
  points: readonly { readonly x: number; readonly y: number }[];
  mark: { readonly x: number; readonly y: number; readonly text: string } | null;
  xTitle: string;
  yTitle: string;
  rows: readonly ParetoRow[];
  rowsTitle: string;
  shareTitle: string;
}): TopLevelSpec {
  const points = given.filter(({ x, y }) => isNumber(x) && isNumber(y));
  if (points.length < 2) return emptyPanel();
  const percent = (share: number) => `${Math.round(share * 100)}%`;
  const across = linear(0, 1, left, right);
  const bottom = top + plotHeight;
  // Returned goods can carry the curve above the whole.
  const [least, most] = extent([0, 1, ...points.map(({ y }) => y)]) ?? [0, 1];
  const up = linear(least, most, bottom, top);
  const curve = points.map(({ x, y }) => ({ x: across.at(Math.min(1, Math.max(0, x))), y: up.at(y) }));

  const lines: Segment[] = [];
  const words: Label[] = [];
  for (const share of quarters) {
    lines.push({ x: left, x2: right, y: up.at(share), y2: up.at(share), stroke: ink.grid });
    const axis = { size: 14, fill: ink.label };
    if (share > 0) words.push({ ...axis, x: left - 8, y: up.at(share), text: percent(share), align: "right" });
    words.push({ ...axis, x: across.at(share), y: bottom + 16, text: percent(share) });
  }
  const title = { size: 14, fill: ink.quiet };
  words.push({ ...title, x: 0, y: 6, text: yTitle, align: "left", limit: chartWidth });
  words.push({ ...title, x: chartWidth, y: bottom + 38, text: xTitle, align: "right", limit: chartWidth });
  const spots: { x: number; y: number; color: string }[] = [];
  if (mark !== null && isNumber(mark.x) && isNumber(mark.y)) {
    const [x, y] = [across.at(mark.x), up.at(mark.y)];
    spots.push({ x, y, color: ink.attention });
    lines.push({ x, x2: x, y, y2: bottom, stroke: ink.attention, width: 1.5 });
    lines.push({ x: left, x2: x, y, y2: y, stroke: ink.attention, width: 1.5 });
    const width = textWidth(mark.text, 15, true);
    const beside = x + 12 + width < right;
    words.push({
      x: beside ? x + 12 : Math.max(x - 12, left + 6 + width),
      // Out of the way of the broken line, which runs from corner to corner.
      y: mark.x < 0.18 && beside ? Math.min(bottom - 16, y + 22) : bottom - 16,
      text: mark.text,
      align: beside ? "left" : "right",
      bold: true,
      fill: ink.attentionText,
      limit: right - left - 12,
    });
  }
  const area = {
    data: { values: curve },
    mark: { type: "area", fill: ink.highlight, fillOpacity: 0.12, stroke: null, line: false },
    encoding: {
      x: { field: "x", type: "quantitative", scale: null, axis: null },
      y: { field: "y", type: "quantitative", scale: null, axis: null, stack: null },
      y2: { datum: bottom },
    },
  } as unknown as Layer;
  const bars = rankedRows(allRows.slice(0, mostRows), bottom + 66, rowsTitle, shareTitle);
  return chart(bars.height, [
    segments(lines),
    area,
    path(
      [
        { x: left, y: up.at(0) },
        { x: right, y: up.at(1) },
      ],
      { stroke: ink.line, width: 1.5, dash: [4, 4] },
    ),
    path(curve, { stroke: ink.highlight, width: 3 }),
    ...dots(spots),
    ...boxes(bars.boxes, { cornerRadiusTopRight: 3, cornerRadiusBottomRight: 3 }),
    ...labels([...words, ...bars.words]),
  ]);
}

/** The largest as bars below the curve; what is below zero is drawn as zero. */
function rankedRows(rows: readonly ParetoRow[], from: number, title: string, shareTitle: string) {
  if (rows.length === 0) return { height: from - 14, boxes: [], words: [] };
  const room = (texts: readonly string[], most: number) => Math.min(most, widest(texts, 15, true));
  const nameRoom =
    room(
      rows.map(({ label }) => label),
      190,
    ) + 14;
  const textRoom =
    room(
      rows.map(({ text }) => text),
      110,
    ) + 10;
  const shareRoom =
    room(
      rows.map(({ share }) => share),
      60,
    ) + 12;
  const scale = linear(
    0,
    Math.max(1e-300, extent(rows.map(({ value }) => value))?.[1] ?? 0),
    nameRoom,
    chartWidth - shareRoom - textRoom,
  );
  const heading = { y: from, size: 14, fill: ink.quiet };
  const shareWidth = Math.min(textWidth(shareTitle, 14), 200);
  const words: Label[] = [
    { ...heading, x: 0, text: title, align: "left", limit: chartWidth - shareWidth - 16 },
    { ...heading, x: chartWidth, text: shareTitle, align: "right", limit: 200 },
  ];
  const bars: Box[] = [];
  rows.forEach((row, i) => {
    const y = from + 26 + i * step;
    const end = Math.max(nameRoom + 2, scale.at(isNumber(row.value) ? Math.max(0, row.value) : 0));
    const bold = row.highlight ?? false;
    bars.push({ x: nameRoom, x2: end, y: y - 9, y2: y + 9, fill: bold ? ink.highlight : ink.muted });
    words.push({ x: nameRoom - 10, y, text: row.label, align: "right", limit: nameRoom - 14, bold });
    words.push({ x: end + 8, y, text: row.text, align: "left", bold: true, limit: textRoom });
    words.push({ x: chartWidth, y, text: row.share, align: "right", size: 14, fill: ink.quiet, limit: shareRoom });
  });
  return { height: from + 26 + rows.length * step - 8, boxes: bars, words };
}
