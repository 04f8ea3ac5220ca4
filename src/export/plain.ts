import type { Row } from "#reply.ts";
import type { NamedPlot } from "./name-series.ts";

/** Longest text that Excel takes in a cell. */
const longest = 32_767;
/** What XML cannot hold; tabs and line ends may stay. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** A text as every file format takes it: without control characters and halves of characters, at most a cell long. */
export function plain(text: string): string {
  return text
    .slice(0, longest)
    .replace(/\p{Surrogate}/gu, " ")
    .replace(forbidden, " ");
}

/** A row of plain texts and finite numbers; what is neither is null. */
export function plainRow(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => {
      if (typeof value === "string") return [key, plain(value)];
      return [key, typeof value === "number" && Number.isFinite(value) ? value : null];
    }),
  );
}

/** A plot of plain labels on one line each. */
export function plainPlot(plot: NamedPlot): NamedPlot {
  const line = (text: string): string => plain(text).replaceAll("\n", " ");
  return {
    ...plot,
    labels: plot.labels.map(line),
    series: plot.series.map(({ name, values }) => ({
      name: line(name),
      values: values.map((value) => (value !== null && Number.isFinite(value) ? value : null)),
    })),
  };
}

/** Is a text a day as the data write it, `2026-11-22`? */
export const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
