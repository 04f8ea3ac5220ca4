const first = 5_000;
const longest = 15 * 60_000;

/**
 * How long to wait before a try, milliseconds: anything up to twice as long each time ("full jitter", Brooker 2015), so
 * that many that failed together do not come back together; never less than the platform asks.
 * @param attempt how often it was tried, from 1
 */
export function backoff(attempt: number, asked: number | undefined, random: () => number): number {
  const ceiling = Math.min(longest, first * 2 ** (attempt - 1));
  return Math.max(asked ?? 0, 1_000) + Math.round(random() * ceiling);
}
