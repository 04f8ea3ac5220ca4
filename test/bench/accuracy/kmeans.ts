import Papa from "papaparse";
import { z } from "zod";
import { kMeans } from "#metrics/clusters/k-means.ts";
import { silhouette } from "#metrics/clusters/silhouette.ts";
import { readText } from "./table.ts";
import { defineAccuracyTask } from "./task.ts";

/** A numeric matrix with or without a header; `row` counts from 0. Columns that are not numeric are left out and named. */
export default defineAccuracyTask({
  options: z.object({ data: z.string(), k: z.coerce.number() }),
  run({ data, k }) {
    const { points, dimensions, ignored } = readMatrix(readText(data));
    const { assignments, inertia } = kMeans(points, dimensions, k);
    const width = k > 1 && k < assignments.length ? silhouette(points, dimensions, assignments) : null;
    return {
      columns: ["row", "cluster"],
      rows: Array.from(assignments, (cluster, row) => [row, cluster]),
      summary: { k, n: assignments.length, dimensions, inertia, silhouette: width, ignored },
    };
  },
});

/** Numbers of a CSV text, row by row. A column without a name beside named ones holds row names. */
export function readMatrix(text: string) {
  const { data } = Papa.parse<string[]>(text, { delimiter: ",", skipEmptyLines: "greedy" });
  const cells = data.map((row) => row.map((cell) => cell.trim()));
  const first = cells[0] ?? [];
  const titled = first.some((cell, column) => !numeric(cell) && cell !== "" && numeric(cells[1]?.[column] ?? ""));
  const rows = titled ? cells.slice(1) : cells;
  const columns = first.map((title, column) => ({ column, title: titled ? title : String(column + 1) }));
  const used = columns.filter(
    ({ column, title }) =>
      title !== "" && rows.every((row) => numeric(row[column] ?? "") || (row[column] ?? "") === ""),
  );
  for (const { column, title } of used) {
    const row = rows.findIndex((values) => (values[column] ?? "") === "");
    if (row >= 0) throw new Error(`Row ${row} has no number in column ${title}`);
  }
  if (used.length === 0) throw new Error("Expected at least one column of numbers");
  const points = Float64Array.from(rows.flatMap((row) => used.map(({ column }) => Number(row[column]))));
  const ignored = columns.filter((column) => !used.includes(column)).map(({ title }) => title);
  return { points, dimensions: used.length, ignored };
}

function numeric(cell: string): boolean {
  return cell !== "" && Number.isFinite(Number(cell));
}
