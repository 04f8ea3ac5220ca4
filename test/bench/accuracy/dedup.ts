import { z } from "zod";
import { duplicates } from "#metrics/linkage/duplicates.ts";
import { readTable } from "./table.ts";
import { defineAccuracyTask } from "./task.ts";

export default defineAccuracyTask({
  options: z.object({
    data: z.string(),
    other: z.string().optional(),
    id: z.string(),
    ignore: z.string().default(""),
    threshold: z.coerce.number().gt(0).lt(1).optional(),
  }),
  run({ data, other, id, ignore, threshold }) {
    const first = readTable(data);
    const second = other === undefined ? undefined : readTable(other);
    for (const { columns } of second ? [first, second] : [first]) {
      if (!columns.includes(id)) throw new Error(`There is no column ${id}`);
    }
    const apart = new Set([id, ...ignore.split(",").map((column) => column.trim())]);
    const columns = first.columns.filter((column) => !apart.has(column) && (second?.columns.includes(column) ?? true));
    const found = duplicates({
      columns,
      rows: first.rows,
      ...(second && { other: second.rows }),
      ...(threshold !== undefined && { threshold }),
    });
    const ids = [...first.rows, ...(second?.rows ?? [])].map((row) => row[id] ?? "");
    return {
      columns: ["a", "b", "probability"],
      rows: found.pairs.map(({ a, b, probability }) => [ids[a] ?? "", ids[b] ?? "", probability]),
      summary: {
        n: ids.length,
        pairs: found.pairs.length,
        clusters: found.clusters.length,
        threshold: found.threshold,
      },
    };
  },
});
