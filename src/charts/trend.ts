import type { TopLevelSpec } from "vega-lite";
import { emptyPanel } from "./layers.ts";
import { isNumber } from "./linear.ts";
import { alongside, plotFrom, plotted } from "./plot.ts";
import { trendBars } from "./trend-bars.ts";
import type { TrendInput } from "./trend-input.ts";
import { trendLine } from "./trend-line.ts";

const mostBars = 14;

/**
 * A trend (趋势图). Up to 14 periods are bars from zero with their values on top; more become a line with its last and
 * its highlighted points labelled. The compared period is a tick on each bar, or a grey line with its own label.
 * A running period is outlined or dashed. Without any number an empty panel is drawn.
 */
export function trend(input: TrendInput): TopLevelSpec {
  if (!input.points.some((point) => isNumber(point.value))) return emptyPanel();
  const standing = input.points.length <= mostBars;
  const plot = plotFrom(standing ? "columns" : "lines", input.points, input.currentLabel ?? input.unit ?? null);
  const compared = alongside(plot, input.previousLabel ?? null, input.previous?.map(({ value }) => value) ?? []);
  return plotted(standing ? trendBars(input) : trendLine(input), compared);
}
