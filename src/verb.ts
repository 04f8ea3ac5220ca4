import type { Environment } from "./config.ts";
import type { Parley } from "./parley.ts";

/**
 * What a verb does with an open Parley. One process owns the embedded data, so this runs in the process that holds it,
 * or in the terminal's own when none does. Body and result are JSON.
 */
export type Door<Body, Result> = (parley: Parley, body: Body) => Promise<Result>;

/** One thing that can be done from a terminal: one file in `src/cli/`, whose name is the npm script. */
export interface Verb {
  readonly usage: string;
  readonly door?: Door<never, unknown>;
  /** Returns the exit status. */
  run(words: readonly string[], environment: Environment): Promise<number>;
}

/** Types a verb; adds nothing. */
export function defineVerb(verb: Verb): Verb {
  return verb;
}
