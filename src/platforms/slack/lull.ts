import { setTimeout } from "node:timers/promises";

/** A question that comes this soon after another belongs to the same rush. */
const pauseMs = 5;
/** However many go on coming, none waits longer. */
const mostPauses = 20;

/**
 * Waits until no more questions come, so that a whole rush is acknowledged before the first of it keeps the process busy:
 * Slack tells those who ask that the app failed where an acknowledgement takes three seconds.
 */
export function createLull(wait: (ms: number) => Promise<unknown> = setTimeout): { next(): Promise<void> } {
  let come = 0;
  let rush: Promise<void> | null = null;

  async function over(): Promise<void> {
    for (let pause = 0, before = 0; before !== come && pause < mostPauses; pause++) {
      before = come;
      await wait(pauseMs);
    }
    rush = null;
  }

  return {
    next() {
      come += 1;
      rush ??= over();
      return rush;
    },
  };
}
