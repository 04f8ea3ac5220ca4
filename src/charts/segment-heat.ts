import type { TopLevelSpec } from "vega-lite";
import { heat, ink } from "./ink.ts";
import { type Box, boxes, chart, chartWidth, emptyPanel, type Label, labels } from "./layers.ts";
import { extent, isNumber, linear } from "./linear.ts";
import { widest } from "./text-width.ts";

export interface SegmentHeatCell {
  readonly value: number;
  /** The value as it is to be read. */
  readonly text: string;
  readonly highlight?: boolean;
  /** A sum of the rest or what has no name: not compared with the others. */
  readonly aside?: boolean;
}

export interface SegmentHeatRow {
  readonly label: string;
  /** One for each column; null where nobody is. */
  readonly cells: readonly (SegmentHeatCell | null)[];
}

const mostRows = 9;
const mostColumns = 6;

/**
 * A heat table of two dimensions (交叉热力表): one row and one column for each value, the number in each cell, darker for
 * more. Cells below zero stay light; those set aside and those without customers are not shaded. The first nine rows and six columns are drawn.
 */
export function segmentHeat({
  rows: given,
  columns: givenColumns,
}: {
  rows: readonly SegmentHeatRow[];
  columns: readonly string[];
}): TopLevelSpec {
  const rows = given.slice(0, mostRows);
  const columns = givenColumns.slice(0, mostColumns);
  if (rows.length === 0 || columns.length === 0) return emptyPanel();
  const names = rows.map((row) => row.label);
  const left = Math.min(130, widest(names, 15)) + 12;
  const width = Math.min(130, (chartWidth - left) / columns.length);
  const height = Math.min(48, Math.max(34, 340 / rows.length));
  const top = 28;
  const drawn = rows.map((row) => row.cells.slice(0, columns.length));
  const texts = drawn.flat().map((cell) => cell?.text ?? "");
  const size = widest(texts, 15, true) > width - 10 ? 13 : 15;
  const columnSize = widest(columns, 14) > width - 6 ? 12 : 14;
  const most = Math.max(0, extent(drawn.flat().map((cell) => (cell?.aside ? null : cell?.value)))?.[1] ?? 0);
  const shade = linear(0, most, 0, 1);

  const boxList: Box[] = [];
  const words: Label[] = [];
  columns.forEach((column, index) => {
    const x = left + (index + 0.5) * width;
    words.push({ x, y: 11, text: column, size: columnSize, fill: ink.label, limit: width - 6 });
  });
  rows.forEach((row, index) => {
    const y = top + index * height;
    words.push({ x: left - 12, y: y + height / 2, text: row.label, align: "right", limit: left - 12 });
    columns.forEach((_, place) => {
      const cell = drawn[index]?.[place] ?? null;
      const x = left + place * width;
      const value = isNumber(cell?.value) ? Math.max(0, cell.value) : 0;
      const shaded = cell && !cell.aside && most > 0;
      const color = shaded ? heat(shade.at(value)) : { fill: ink.panel, ink: cell ? ink.label : ink.quiet };
      boxList.push({
        x: x + 1.5,
        x2: x + width - 1.5,
        y: y + 1.5,
        y2: y + height - 1.5,
        fill: color.fill,
        ...(cell?.highlight ? { stroke: ink.attention, strokeWidth: 3 } : {}),
      });
      const text = cell?.text ?? "–";
      const bold = cell?.highlight ?? false;
      words.push({ x: x + width / 2, y: y + height / 2, text, size, bold, fill: color.ink, limit: width - 6 });
    });
  });
  return chart(top + rows.length * height, [...boxes(boxList, { cornerRadius: 4 }), ...labels(words)]);
}
