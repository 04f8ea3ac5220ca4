import { Lost } from "./refusals.ts";

/**
 * Does the parts of an answer one after the other. A part whose reply was lost may be there: the others still go, and
 * what was lost is thrown at the end.
 */
export async function inParts(parts: readonly (() => Promise<void>)[]): Promise<void> {
  let lost: Lost | undefined;
  for (const part of parts) {
    await part().catch((error: unknown) => {
      if (!(error instanceof Lost)) throw error;
      lost = error;
    });
  }
  if (lost !== undefined) throw lost;
}
