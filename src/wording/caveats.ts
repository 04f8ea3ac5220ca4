import type { Learned } from "#learned.ts";
import type { Words } from "#messages.ts";
import type { Excluded } from "#queries/excluded-orders.ts";

/** Samples below this are called small. */
export const smallSample = 30;

/** Says that a sample of so many is small; nothing of a large one. */
export function smallSampleNotes(words: Words, n: number): string[] {
  return n < smallSample ? [words.say("reply.small_sample", { n })] : [];
}

/** How old a model is, when that is hours or newer data are being learned: the message `age` says it. */
export function ageNotes(words: Words, { learnedAt, renewing }: Omit<Learned<unknown>, "value">, now: Date): string[] {
  const hours = Math.floor((now.getTime() - learnedAt.getTime()) / 3_600_000);
  return hours >= 1 || renewing ? [words.say("age", { hours, renewing: renewing ? "yes" : "no" })] : [];
}

/** Orders that no customer is credited with, and why. */
export function excludedNotes(words: Words, excluded: readonly Excluded[]): string[] {
  return excluded.map(({ reason, rows, money }) =>
    words.say(`reply.${reason}`, { n: rows, money: words.money(money) }),
  );
}
