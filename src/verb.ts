import type { Environment } from "./config.ts";

/** One thing that can be done from a terminal: one file in `src/cli/`, whose name is the npm script. */
export interface Verb {
  readonly usage: string;
  /** Returns the exit status. */
  run(words: readonly string[], environment: Environment): Promise<number>;
}

/** Types a verb; adds nothing. */
export function defineVerb(verb: Verb): Verb {
  return verb;
}
