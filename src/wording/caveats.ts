import type { Words } from "#messages.ts";
import type { Excluded } from "#queries/excluded-orders.ts";

/** Samples below this are called small. */
export const smallSample = 30;

/** Says that a sample of so many is small; nothing of a large one. */
export function smallSampleNotes(words: Words, n: number): string[] {
  return n < smallSample ? [words.say("reply.small_sample", { n })] : [];
}

/** Orders that no customer is credited with, and why. */
export function excludedNotes(words: Words, excluded: readonly Excluded[]): string[] {
  return excluded.map(({ reason, rows, money }) =>
    words.say(`reply.${reason}`, { n: rows, money: words.money(money) }),
  );
}
