import { type ParetoColumns, pareto } from "#metrics/pareto.ts";
import { defineTask } from "#task.ts";

/** Sorts a million accounts outside the thread that answers everybody. */
export default defineTask(import.meta.url, ({ columns, most }: { columns: ParetoColumns; most: number }) =>
  pareto(columns, most),
);
