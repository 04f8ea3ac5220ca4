import { setTimeout as pause } from "node:timers/promises";
import { SourceError } from "#errors.ts";

/** Waits between attempts to reach a server, milliseconds: what takes longer is left to the next sync. */
const waits = [200, 1_000];

/** Tries again what failed for a reason that passes. */
export async function persistently<T>(attempt: () => Promise<T>): Promise<T> {
  for (const wait of waits) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof SourceError) || error.kind !== "retryable") throw error;
    }
    await pause(wait * (0.5 + Math.random() / 2));
  }
  return attempt();
}
