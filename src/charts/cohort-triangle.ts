import type { TopLevelSpec } from "vega-lite";
import { heat, ink } from "./ink.ts";
import { type Box, boxes, chart, chartWidth, emptyPanel, type Label, labels } from "./layers.ts";
import { extent, isNumber, linear } from "./linear.ts";
import { widest } from "./text-width.ts";

export interface CohortRow {
  /** The cohort, with its size. */
  readonly label: string;
  readonly cells: readonly {
    /** Periods since the first purchase. */
    readonly k: number;
    /** Share in [0, 1]; null when unknown. */
    readonly ratio: number | null;
    readonly text: string;
    /** False while the period is still running for some of the cohort. */
    readonly complete: boolean;
  }[];
}

const most = 13;

/**
 * The cohort triangle (同期群留存三角): one row per cohort, one column per period since the first purchase, darker for
 * a higher share. Cells not yet complete are outlined with dashes instead of filled, as they will still change.
 * The first thirteen columns and the last thirteen cohorts are drawn; period 0, which is always all, stays neutral.
 */
export function cohortTriangle({ rows: given, xTitle }: { rows: readonly CohortRow[]; xTitle: string }): TopLevelSpec {
  const rows = given.slice(-most);
  const periods = [...new Set(rows.flatMap((row) => row.cells.map((cell) => cell.k)))]
    .sort((a, b) => a - b)
    .slice(0, most);
  if (periods.length === 0) return emptyPanel();

  const left =
    Math.min(
      150,
      widest(
        rows.map((row) => row.label),
        15,
      ),
    ) + 12;
  const columnWidth = Math.min(90, (chartWidth - left) / periods.length);
  const rowHeight = Math.min(44, Math.max(28, 310 / rows.length));
  const top = 44;
  // Narrow cells drop the percent sign for larger figures; the title then carries it once.
  const drawn = rows.map((row) => row.cells.filter((cell) => periods.includes(cell.k)));
  const texts = drawn.flat().map((cell) => cell.text);
  const terse = widest(texts, 14) > columnWidth - 6 && texts.some((text) => text.endsWith("%"));
  const shown = (text: string) => (terse ? text.replace(/\s?%$/, "") : text);
  const size = widest(texts.map(shown), 14) > columnWidth - 5 ? 12 : 14;

  const ratios = drawn.flat().filter((cell) => cell.k > 0 && cell.complete);
  const [low, high] = extent(ratios.map((cell) => cell.ratio)) ?? [0, 1];
  const shade = linear(low, high, 0.05, 1);

  const boxList: Box[] = [];
  const words: Label[] = [];
  rows.forEach((row, i) => {
    const y = top + i * rowHeight;
    words.push({ x: left - 12, y: y + rowHeight / 2, text: row.label, align: "right", limit: left - 12 });
    for (const cell of drawn[i] ?? []) {
      const x = left + periods.indexOf(cell.k) * columnWidth;
      const known = isNumber(cell.ratio);
      const color =
        known && cell.k > 0 && cell.complete ? heat(shade.at(cell.ratio ?? 0)) : { fill: ink.panel, ink: ink.label };
      const open = known && !cell.complete;
      const inset = open ? 2 : 1;
      boxList.push({
        x: x + inset,
        x2: x + columnWidth - inset,
        y: y + inset,
        y2: y + rowHeight - inset,
        fill: open ? ink.paper : color.fill,
        ...(open ? { stroke: "#8A97AB", strokeWidth: 1.2, dashed: true } : {}),
      });
      words.push({ x: x + columnWidth / 2, y: y + rowHeight / 2, text: shown(cell.text), size, fill: color.ink });
    }
  });
  periods.forEach((k, i) => {
    words.push({ x: left + (i + 0.5) * columnWidth, y: top - 11, text: String(k), fill: ink.label });
  });
  words.push({ x: left, y: 9, text: terse ? `${xTitle} · %` : xTitle, align: "left", size: 14, fill: ink.quiet });
  return chart(top + rows.length * rowHeight, [...boxes(boxList), ...labels(words)]);
}
