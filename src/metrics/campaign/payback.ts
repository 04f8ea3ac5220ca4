import { daysBetween } from "../days.ts";

/**
 * Days from the first spending to the first business day on which what was earned so far covers all that was spent; 0 when
 * it had by then, null when it has not, or nothing was spent. `earned` is by ascending day. O(days).
 */
export function paybackDays(
  earned: readonly { readonly day: string; readonly amount: number }[],
  spent: { readonly first: string; readonly amount: number } | null,
): number | null {
  if (spent === null || !(spent.amount > 0)) return null;
  let sum = 0;
  for (const { day, amount } of earned) {
    sum += amount;
    if (sum >= spent.amount) return Math.max(0, daysBetween(spent.first, day));
  }
  return null;
}
