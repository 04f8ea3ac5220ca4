import type { TopLevelSpec } from "vega-lite";
import { heat, ink } from "./ink.ts";
import { type Box, boxes, chart, chartWidth, type Label, labels } from "./layers.ts";
import { extent, isNumber } from "./linear.ts";

export interface RfmCell {
  /** Recency score, 1 to 5; 5 is the most recent. */
  readonly r: number;
  /** Frequency and money score, 1 to 5; 5 is the most. */
  readonly fm: number;
  readonly customers: number;
  /** The number of customers as it is to be read. */
  readonly text: string;
}

const scores = [1, 2, 3, 4, 5] as const;
const gap = 3;
const left = 28;
const top = 26;
const rowHeight = 52;

/**
 * The RFM grid (RFM 九宫格的 5×5 版): recency across, frequency and money up, a darker cell for more customers.
 * Cells left out are empty. Highlighted cells get a thick outline. Always 5 × 5, whatever is given.
 */
export function rfmGrid({
  cells,
  highlight = [],
  xTitle,
  yTitle,
}: {
  cells: readonly RfmCell[];
  highlight?: readonly { readonly r: number; readonly fm: number }[];
  xTitle: string;
  yTitle: string;
}): TopLevelSpec {
  const most = Math.max(0, extent(cells.map((cell) => cell.customers))?.[1] ?? 0);
  const columnWidth = (chartWidth - left) / 5;
  const bottom = top + 5 * rowHeight;

  const boxList: Box[] = [];
  const words: Label[] = [];
  for (const fm of scores)
    for (const r of scores) {
      const cell = cells.find((candidate) => candidate.r === r && candidate.fm === fm);
      const customers = cell && isNumber(cell.customers) ? Math.max(0, cell.customers) : 0;
      const x = left + (r - 1) * columnWidth;
      const y = top + (5 - fm) * rowHeight;
      const marked = highlight.some((place) => place.r === r && place.fm === fm);
      const color = customers > 0 ? heat(customers / most) : { fill: ink.panel, ink: ink.quiet };
      boxList.push({
        x: x + gap / 2,
        x2: x + columnWidth - gap / 2,
        y: y + gap / 2,
        y2: y + rowHeight - gap / 2,
        fill: color.fill,
        ...(marked ? { stroke: ink.attention, strokeWidth: 3.5 } : {}),
      });
      const size = 16;
      const text = cell?.text ?? "0";
      words.push({
        x: x + columnWidth / 2,
        y: y + rowHeight / 2,
        text,
        size,
        bold: customers > 0,
        fill: color.ink,
        limit: columnWidth - 10,
      });
    }
  for (const score of scores) {
    words.push({ x: left - 12, y: top + (5.5 - score) * rowHeight, text: String(score) });
    words.push({ x: left + (score - 0.5) * columnWidth, y: bottom + 15, text: String(score) });
  }
  const title = { size: 14, fill: ink.quiet } as const;
  words.push({ ...title, x: 0, y: 9, text: /[↑→]/.test(yTitle) ? yTitle : `↑ ${yTitle}`, align: "left" });
  words.push({
    ...title,
    x: chartWidth,
    y: bottom + 38,
    text: /[↑→]/.test(xTitle) ? xTitle : `${xTitle} →`,
    align: "right",
  });
  return chart(bottom + 48, [...boxes(boxList, { cornerRadius: 4 }), ...labels(words)]);
}
