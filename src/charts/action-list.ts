import type { TopLevelSpec } from "vega-lite";
import { ink } from "./ink.ts";
import { type Box, boxes, chart, chartWidth, emptyPanel, type Label, labels } from "./layers.ts";
import { extent, isNumber, linear } from "./linear.ts";
import { plotFrom, plotted } from "./plot.ts";
import { textWidth, widest } from "./text-width.ts";

export interface ActionRow {
  /** Word of its kind, written on the bar's line before the name, and its number among the kinds, for the colour. */
  readonly kind: string;
  readonly colour: number;
  readonly name: string;
  /** At least 0. */
  readonly value: number;
  readonly text: string;
  /** Who does it, and by when. */
  readonly side: string;
}

const mostRows = 7;
const step = 50;
const nameSize = 15;
const sideSize = 13;
/** Apart under deuteranopia and protanopia; the word of the kind says the same. */
const colours = ["#2F6FDE", "#E07B28", "#452A6E", "#3DB7D5", "#5C2213", "#C97272"];

/**
 * A list of things to do by their expected value (待办清单): each line names the kind in its colour, what it is about, who
 * does it by when, above a bar from zero with its value. Drawn in the order given, at most seven. Linear in their number.
 */
export function actionList({ rows: given }: { rows: readonly ActionRow[] }): TopLevelSpec {
  const rows = given.slice(0, mostRows);
  if (rows.length === 0) return emptyPanel();
  const kindRoom =
    widest(
      rows.map(({ kind }) => kind),
      nameSize,
      true,
    ) + 12;
  const textRoom =
    widest(
      rows.map(({ text }) => text),
      nameSize,
      true,
    ) + 12;
  const value = (row: ActionRow) => (isNumber(row.value) ? Math.max(0, row.value) : 0);
  const high = extent(rows.map(value))?.[1] ?? 0;
  const scale = linear(0, high > 0 ? high : 1, 0, chartWidth - textRoom);
  const bars: Box[] = [];
  const words: Label[] = [];
  rows.forEach((row, index) => {
    const y = index * step;
    const fill = colours[row.colour % colours.length] as string;
    const sideRoom = Math.min(170, textWidth(row.side, sideSize));
    const end = scale.at(value(row));
    words.push({ x: 0, y: y + 10, text: row.kind, size: nameSize, bold: true, align: "left", limit: kindRoom });
    const room = chartWidth - kindRoom - sideRoom - 12;
    words.push({ x: kindRoom, y: y + 10, text: row.name, size: nameSize, align: "left", limit: room });
    const side = { y: y + 10, text: row.side, size: sideSize, limit: 170 };
    words.push({ ...side, x: chartWidth, align: "right", fill: ink.quiet });
    bars.push({ x: 0, x2: Math.max(2, end), y: y + 22, y2: y + 36, fill });
    words.push({ x: end + 8, y: y + 29, text: row.text, size: nameSize, align: "left", bold: true });
  });
  const spec = chart(rows.length * step, [...boxes(bars, { cornerRadius: 2 }), ...labels(words)]);
  return plotted(
    spec,
    plotFrom(
      "bars",
      rows.map((row) => ({ ...row, label: row.name })),
    ),
  );
}
