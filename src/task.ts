/**
 * Mathematics too long for the thread that answers everybody: one file in `src/tasks/`, whose `run` is pure. Inputs and
 * outputs cross a thread, so they are plain objects and typed arrays.
 */
export interface Task<Input, Output> {
  /** Address of the file that exports it by default. */
  readonly module: string;
  /** Does it load what its thread then keeps outside the heap, tens of megabytes that other tasks have no use for? */
  readonly bulky: boolean;
  run(input: Input): Output;
}

/** Runs a task in a thread of its own; rejects with what it threw (a `UserError` stays one), or when the deadline passes. */
export type Compute = <Input, Output>(task: Task<Input, Output>, input: Input) => Promise<Output>;

/** Types a task; `module` is the file's `import.meta.url`. */
export function defineTask<Input, Output>(
  module: string,
  run: (input: Input) => Output,
  { bulky = false } = {},
): Task<Input, Output> {
  return { module, run, bulky };
}
