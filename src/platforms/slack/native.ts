import type { types } from "@slack/bolt";
import type { DisplayedTable } from "#answer.ts";
import { cut, limits } from "./limits.ts";

/** Slack's chart block; the installed types do not have it yet. Source: docs.slack.dev, data visualization block. */
export interface ChartBlock {
  readonly type: "data_visualization";
  readonly title: string;
  readonly chart: {
    readonly type: "bar" | "line";
    readonly series: readonly {
      readonly name: string;
      readonly data: readonly { readonly label: string; readonly value: number }[];
    }[];
    readonly axis_config: { readonly categories: readonly string[]; readonly y_label?: string };
  };
}

const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);

/** The labels of an axis, cut to their limit; null when two would be the same. */
function axisLabels(texts: readonly string[]): string[] | null {
  const labels = texts.map((text) => cut(text, limits.chartLabel));
  return labels.includes("") || new Set(labels).size < labels.length ? null : labels;
}

/**
 * A chart made of an answer's table: the first column names the points, and all others are numbers of one format, a
 * series each; dates make a line, else bars. Null when the table is anything else (mixed units, gaps, too long), as
 * then it would not show what the picture shows.
 */
export function nativeChart(title: string, { columns, rows, cells, total }: DisplayedTable): ChartBlock | null {
  const [first, ...measures] = columns;
  const format = measures[0]?.format;
  if (first === undefined || format === undefined || format === "text" || format === "date") return null;
  if (first.format !== "text" && first.format !== "date") return null;
  if (measures.some((column) => column.format !== format) || measures.length > limits.chartSeries) return null;
  if (rows.length < 2 || rows.length > limits.chartPoints || (total ?? rows.length) > rows.length) return null;
  const categories = axisLabels(cells.map(([label = ""]) => label));
  const names = axisLabels(measures.map(({ label }) => label));
  if (categories === null || names === null) return null;
  const scale = format === "percent" ? 100 : 1;
  const series = measures.map(({ key }, index) => ({
    name: names[index] ?? "",
    data: rows.map((row, at) => ({ label: categories[at] ?? "", value: Number(row[key]) * scale })),
  }));
  if (!rows.every((row) => measures.every(({ key }) => isNumber(row[key])))) return null;
  const unit = format === "percent" ? "%" : measures.length === 1 ? (measures[0]?.label ?? "") : "";
  return {
    type: "data_visualization",
    title: cut(title, limits.chartTitle),
    chart: {
      type: first.format === "date" ? "line" : "bar",
      series,
      axis_config: { categories, ...(unit === "" ? {} : { y_label: cut(unit, limits.axisLabel) }) },
    },
  };
}

/** A table that people can sort and page; null when it is beyond Slack's limits. */
export function nativeTable(caption: string, table: DisplayedTable): types.DataTableBlock | null {
  const { columns, rows, cells } = table;
  if (rows.length === 0 || rows.length + 1 > limits.tableRows || columns.length > limits.tableColumns) return null;
  const text = (value: string) => ({ type: "raw_text" as const, text: value === "" ? "–" : value });
  const head = columns.map(({ label }) => text(label));
  const body = cells.map((line, at) =>
    line.map((shown, index) => {
      const value = rows[at]?.[columns[index]?.key ?? ""];
      return isNumber(value) ? { ...text(shown), type: "raw_number" as const, value } : text(shown);
    }),
  );
  const characters = [head, ...body].flat().reduce((sum, cell) => sum + cell.text.length, 0);
  if (characters > limits.tableCharacters) return null;
  return {
    type: "data_table",
    caption: cut(caption, limits.alt),
    rows: [head, ...body],
    page_size: Math.min(10, rows.length),
  };
}
