import type { Answer } from "#answer.ts";
import { SendError } from "#errors.ts";
import type { Connection, MessageRef } from "#platform.ts";
import { backoff } from "./backoff.ts";

/** What is said outside the ledger is tried so often, while somebody waits. */
const mostTries = 4;

/** How waiting is done. */
export interface Patience {
  readonly random: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

/**
 * Sends what no ledger keeps by the ledger's policy: what surely was not accepted is tried again after a while, as long as
 * the platform asks; what may have arrived is looked for, and never repeated unseen.
 * @throws SendError of the last try.
 */
export async function sendPersistently(
  connection: Connection,
  message: { readonly target: string; readonly answer: Answer; readonly key: string },
  { random, sleep }: Patience,
): Promise<MessageRef> {
  const { target, answer, key } = message;
  const since = new Date(Date.now() - 10 * 60_000);
  for (let attempt = 1; ; attempt++) {
    try {
      return await connection.send(target, answer, key);
    } catch (error) {
      if (!(error instanceof SendError) || error.fate === "refused" || attempt === mostTries) throw error;
      if (error.fate === "lost" && connection.find === undefined) throw error;
      await sleep(backoff(attempt, error.waitMs, random));
      const found = error.fate === "lost" ? await connection.find?.(target, key, since) : null;
      if (found) return found;
    }
  }
}
