import type { Words } from "#messages.ts";
import type { SatisfactionGroup } from "#metrics/satisfaction/satisfaction-groups.ts";

/** A score of -1..1 as it is spoken of, in points: 0.413 → 41. */
export function points(words: Words, score: number): string {
  return words.integer(Math.round(100 * score) + 0);
}

/** A difference of scores with its sign: 0.06 → +6. */
export function pointChange(words: Words, difference: number): string {
  const rounded = Math.round(100 * difference) + 0;
  return rounded > 0 ? `+${words.integer(rounded)}` : words.integer(rounded);
}

/** Hours as they are read: 0.5 → 0.5, 27.31 → 27. */
export function hours(words: Words, value: number): string {
  return words.say("hours", { n: words.number(value < 10 ? Math.round(10 * value) / 10 : Math.round(value)) });
}

/** One number of so many in a hundred: 3.214 → 3.2. */
export function perHundred(words: Words, value: number): string {
  return words.number(Math.round(10 * value) / 10);
}

/** A group as it is called. */
export function groupName(words: Words, key: string | null): string {
  return key ?? words.say("none");
}

/** Do the groups have scores of their own? */
export function scoredByGroup({ groups }: { readonly groups: readonly SatisfactionGroup[] }): boolean {
  return groups.some(({ now }) => now.votes !== null);
}
