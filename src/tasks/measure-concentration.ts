import { concentration } from "#metrics/concentration/concentration.ts";
import { type ParetoColumns, pareto } from "#metrics/concentration/pareto.ts";
import { defineTask } from "#task.ts";

interface Input {
  readonly columns: ParetoColumns;
  /** Largest accounts named. */
  readonly most: number;
  /** Money by account in the period compared with; null where nobody bought. */
  readonly before: Float64Array | null;
}

/** Sorts a million accounts outside the thread that answers everybody. */
export default defineTask(import.meta.url, ({ columns, most, before }: Input) => ({
  now: pareto(columns, most),
  before: before === null ? null : concentration(before),
}));
