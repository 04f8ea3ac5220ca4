import type { z } from "zod";

/** What a task answers: a table for `--out`, and the fields of the summary line. */
export interface AccuracyAnswer {
  readonly columns: readonly string[];
  readonly rows: Iterable<readonly (string | number | null)[]>;
  readonly summary: Readonly<Record<string, unknown>>;
}

/** One task of `npm run bench:accuracy`: runs the functions that the commands call, on a file. */
export interface AccuracyTask<Options extends z.ZodObject = z.ZodObject> {
  /** `--name value` arguments besides `--out`; all of them arrive as text. */
  readonly options: Options;
  run(options: z.output<Options>): Promise<AccuracyAnswer> | AccuracyAnswer;
}

export function defineAccuracyTask<Options extends z.ZodObject>(task: AccuracyTask<Options>): AccuracyTask<Options> {
  return task;
}
