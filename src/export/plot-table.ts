import type { Words } from "#messages.ts";
import type { NamedPlot } from "./name-series.ts";
import type { Sheet } from "./sheet.ts";

/** A plot's numbers as a table: a row for each label, a column for each series. */
export function plotTable({ labels, series, format }: NamedPlot, words: Words): Sheet {
  return {
    columns: [
      { key: "label", label: words.say("export.figure"), format: "text" },
      ...series.map(({ name }, at) => ({ key: `series_${at}`, label: name, format })),
    ],
    rows: labels.map((label, row) => ({
      label,
      ...Object.fromEntries(series.map(({ values }, at) => [`series_${at}`, values[row] ?? null])),
    })),
  };
}
