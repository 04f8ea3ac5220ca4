import type { TopLevelSpec } from "vega-lite";
import { ink } from "./ink.ts";
import { type Box, boxes, chart, chartWidth, emptyPanel, type Label, labels, segments } from "./layers.ts";
import { extent, isNumber, linear } from "./linear.ts";
import { plotFrom, plotted } from "./plot.ts";
import { textWidth, widest } from "./text-width.ts";

export interface StageRow {
  readonly label: string;
  /** How many are in the stage now. */
  readonly value: number;
  readonly text: string;
  /** How many came into it and left it since, and the same as they are to be read. */
  readonly came: number;
  readonly went: number;
  readonly cameText: string;
  readonly wentText: string;
  readonly highlight?: boolean;
}

const mostRows = 10;
const size = 15;
const smallSize = 14;
const top = 30;
const step = 43;
const flowBar = 38;
const mostFlowText = 84;

/**
 * Stages with their flows (阶段与流动): a bar for how many are in each stage, in the order given, and beside it how many
 * left (to the left of a line) and came (to the right), on a scale of their own. At most ten rows; what is below zero or
 * no number is drawn as zero. Linear in the number of rows.
 */
export function stageFlows({
  rows: given,
  stockTitle,
  wentTitle,
  cameTitle,
}: {
  rows: readonly StageRow[];
  stockTitle: string;
  wentTitle: string;
  cameTitle: string;
}): TopLevelSpec {
  const rows = given.slice(0, mostRows);
  if (rows.length === 0) return emptyPanel();
  const drawn = (value: number) => (isNumber(value) ? Math.max(0, value) : 0);
  const room = (texts: readonly string[], most: number) => Math.min(most, widest(texts, size, true));
  const nameRoom =
    room(
      rows.map(({ label }) => label),
      130,
    ) + 10;
  const textRoom =
    room(
      rows.map(({ text }) => text),
      80,
    ) + 8;
  const wentRoom =
    room(
      rows.map(({ wentText }) => wentText),
      mostFlowText,
    ) + 6;
  const cameRoom =
    room(
      rows.map(({ cameText }) => cameText),
      mostFlowText,
    ) + 6;
  const axis = chartWidth - cameRoom - flowBar;
  const right = axis - flowBar - wentRoom - 18;

  const most = (values: readonly number[]) => Math.max(1e-300, extent(values)?.[1] ?? 0);
  const stock = linear(0, most(rows.map(({ value }) => drawn(value))), nameRoom, right - textRoom);
  const flow = linear(0, most(rows.flatMap(({ came, went }) => [drawn(came), drawn(went)])), 0, flowBar);

  const bars: Box[] = [];
  const words: Label[] = [];
  rows.forEach((row, i) => {
    const y = top + (i + 0.5) * step;
    const end = stock.at(drawn(row.value));
    const [gone, come] = [flow.at(drawn(row.went)), flow.at(drawn(row.came))];
    const fill = row.highlight ? ink.highlight : ink.muted;
    const bold = row.highlight ?? false;
    bars.push({ x: nameRoom, x2: Math.max(end, nameRoom + 2), y: y - 13, y2: y + 13, fill });
    words.push({ x: nameRoom - 10, y, text: row.label, align: "right", limit: nameRoom - 10, bold });
    words.push({ x: end + 8, y, text: row.text, align: "left", bold: true, limit: textRoom });
    if (gone > 0) bars.push({ x: axis - gone, x2: axis, y: y - 7, y2: y + 7, fill });
    if (come > 0) bars.push({ x: axis, x2: axis + come, y: y - 7, y2: y + 7, fill });
    const side = { y, bold, fill: bold ? ink.text : ink.label };
    words.push({ ...side, x: axis - gone - 6, text: row.wentText, align: "right", limit: wentRoom - 6 });
    words.push({ ...side, x: axis + come + 6, text: row.cameText, align: "left", limit: cameRoom - 6 });
  });
  const title = { y: 9, size: smallSize, fill: ink.quiet };
  const wentWidth = Math.min(textWidth(wentTitle, smallSize), axis - right);
  words.push({ ...title, x: nameRoom, text: stockTitle, align: "left", limit: axis - wentWidth - 14 - nameRoom });
  words.push({ ...title, x: axis - 8, text: wentTitle, align: "right", limit: axis - right });
  words.push({ ...title, x: axis + 8, text: cameTitle, align: "left", limit: chartWidth - axis - 8 });
  const height = top + rows.length * step;
  const spec = chart(height, [
    ...boxes(bars, { cornerRadius: 2 }),
    segments([{ x: axis, x2: axis, y: top - 6, y2: height - 4, stroke: ink.line }]),
    ...labels(words),
  ]);
  return plotted(spec, plotFrom("bars", rows, stockTitle));
}
