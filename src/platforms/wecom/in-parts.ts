import type { Memory } from "./memory.ts";
import { Lost } from "./refusals.ts";

/** The parts of one message that surely arrived with an earlier try, by their ids. */
export interface PartsSent {
  before(): Promise<readonly string[]>;
  keep(ids: readonly string[]): Promise<void>;
}

/** Nothing went before, and nothing is tried again. */
export const onlyTry: PartsSent = { before: async () => [], keep: async () => {} };

/** Remembers by delivery which parts arrived. */
export function partsSent(memory: Memory, key: string): PartsSent {
  return {
    before: async () => JSON.parse((await memory.get(key)) ?? "[]") as string[],
    keep: (ids) => memory.set(key, JSON.stringify(ids)),
  };
}

/**
 * Does the parts of an answer one after the other, without those that went before; returns the ids of all. A part whose
 * reply was lost may be there: the others still go, and what was lost is thrown at the end.
 */
export async function inParts(parts: readonly (() => Promise<string>)[], sent: PartsSent): Promise<readonly string[]> {
  const ids = [...(await sent.before())];
  let lost: Lost | undefined;
  for (const part of parts.slice(ids.length)) {
    const id = await part().catch((error: unknown) => {
      if (!(error instanceof Lost)) throw error;
      lost = error;
      return "";
    });
    ids.push(id);
    if (lost === undefined && ids.length < parts.length) await sent.keep(ids);
  }
  if (lost !== undefined) throw lost;
  return ids;
}
