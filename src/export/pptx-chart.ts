import type { Words } from "#messages.ts";
import { within } from "./breadth.ts";
import type { ChartOptions } from "./deck.ts";
import { pageInk } from "./ink.ts";
import type { NamedPlot } from "./name-series.ts";
import { labelFormat, shownValue } from "./number-format.ts";

/** Most values that are written beside their bars: more would run into each other. */
const mostWritten = 20;

/** Every bar quiet but those that the headline speaks of; all alike where it speaks of none. */
function colours({ series, labels, highlight, attention = [] }: NamedPlot): string[] {
  if (series.length > 1 || highlight.length + attention.length === 0)
    return [pageInk.highlight, pageInk.muted, pageInk.attention];
  const [strong, grave] = [new Set(highlight), new Set(attention)];
  return labels.map((_, at) =>
    grave.has(at) ? pageInk.attention : strong.has(at) ? pageInk.highlight : pageInk.muted,
  );
}

/** Axis ends that leave room for what is written behind the longest bars on either side. */
function roomAround(values: readonly number[]): ChartOptions {
  const [low, high] = [Math.min(...values), Math.max(0, ...values)];
  const room = (high - low) * 0.2;
  return { valAxisMinVal: low - room, valAxisMaxVal: high + room };
}

/**
 * A picture's numbers as a chart that PowerPoint owns: its data open in a sheet, its colours and labels can be changed.
 * Bars lie from top to bottom as in the picture; several series stand beside each other with a legend.
 */
export function chartOf(
  plot: NamedPlot,
  words: Words,
): {
  readonly kind: "bar" | "line";
  readonly data: { name: string; labels: string[]; values: number[] }[];
  readonly options: ChartOptions;
} {
  const lying = plot.kind === "bars";
  const line = plot.kind === "lines";
  const shown = (value: number | null) => (value === null ? null : shownValue(value, plot.format, words));
  const values = plot.series.flatMap((series) => series.values.map(shown).filter((value) => value !== null));
  const code = labelFormat(plot.format, values, words);
  const written = !line && plot.labels.length * plot.series.length <= mostWritten;
  const font = {
    catAxisLabelFontSize: plot.labels.length > 10 && !lying ? 10 : 12,
    catAxisLabelColor: pageInk.text,
    valAxisLabelColor: pageInk.quiet,
  };
  return {
    kind: line ? "line" : "bar",
    data: plot.series.map((series) => ({
      name: series.name,
      labels: plot.labels.map((label) => within(label, 40)),
      // A gap is null in the file, though the library's types know numbers only.
      values: series.values.map(shown) as number[],
    })),
    options: {
      ...font,
      ...(line
        ? { lineSize: 2.5, lineDataSymbol: plot.labels.length > 31 ? "none" : "circle", lineDataSymbolSize: 6 }
        : { barDir: lying ? "bar" : "col", barGapWidthPct: 45 }),
      chartColors: colours(plot),
      displayBlanksAs: "gap",
      valAxisLabelFormatCode: code,
      dataLabelFormatCode: code,
      dataLabelFontSize: plot.series.length > 1 ? 10 : 12,
      dataLabelColor: pageInk.text,
      ...(line ? {} : { dataLabelPosition: "outEnd" as const }),
      showValue: written,
      valAxisHidden: written,
      valAxisLineShow: false,
      valAxisLabelFontSize: 11,
      valGridLine: written ? { style: "none" } : { color: pageInk.line, size: 1 },
      catGridLine: { style: "none" },
      // Beside the axis names would stand on bars that go the other way.
      ...(values.some((value) => value < 0) ? { catAxisLabelPos: "low" as const, ...roomAround(values) } : {}),
      ...(lying ? { catAxisOrientation: "maxMin" as never } : {}),
      ...(plot.labels.length > 16 ? { catAxisLabelFrequency: String(Math.ceil(plot.labels.length / 10)) } : {}),
      showLegend: plot.series.length > 1,
      legendPos: "t",
      legendFontSize: 12,
    },
  };
}
