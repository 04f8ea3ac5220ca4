import { SendError } from "#errors.ts";
import type { Allowance } from "./limits.ts";

/** Waits until one more message may go to the target of the work that it is given to. */
export type Turn = () => Promise<void>;

export interface Queue {
  /**
   * Runs work for one target after the other, so that the parts of an answer stay together and in order. Once `until` is
   * aborted it gets no more turns, and rejects as to be tried later.
   */
  run<T>(target: string, work: (turn: Turn) => Promise<T>, until?: AbortSignal): Promise<T>;
  /** Takes a turn at once, if there is one to take. */
  take(target: string): boolean;
  /** Resolves when everything is done. */
  idle(): Promise<void>;
}

export interface Clock {
  now(): number;
  wait(ms: number): Promise<void>;
}

const realClock: Clock = { now: () => Date.now(), wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)) };

/** WeCom's windows may begin when a message arrives, which is later than it was sent. */
const marginMs = 1_000;
/** Longer than this nobody waits for a message. */
const longestWaitMs = 90_000;

const late = (): SendError => new SendError("wecom", "its time ran out before it was posted", { fate: "later" });

function demandTime(until: AbortSignal | undefined): void {
  if (until?.aborted) throw late();
}

/** Rejects once it is aborted. */
const over = (until: AbortSignal): Promise<never> =>
  new Promise((_, reject) => until.addEventListener("abort", () => reject(late()), { once: true }));

/**
 * A queue per target that counts what goes out and holds back what would be too much, because WeCom drops that silently.
 * A turn rejects with a SendError that may be tried later where the wait would be longer than a minute and a half.
 */
export function createQueue(allowances: readonly Allowance[], clock: Clock = realClock): Queue {
  const tails = new Map<string, Promise<unknown>>();
  const sent = new Map<string, number[]>();
  const longestMs = Math.max(...allowances.map(({ withinMs }) => withinMs)) + marginMs;

  /** When the next message may go. */
  function nextAt(target: string): number {
    const now = clock.now();
    const times = (sent.get(target) ?? []).filter((at) => at > now - longestMs);
    if (times.length === 0) sent.delete(target);
    else sent.set(target, times);
    return Math.max(
      now,
      ...allowances.map(({ count, withinMs }) => {
        const blocking = times[times.length - count];
        return blocking === undefined ? now : blocking + withinMs + marginMs;
      }),
    );
  }

  function take(target: string): boolean {
    if (nextAt(target) > clock.now()) return false;
    sent.set(target, [...(sent.get(target) ?? []), clock.now()]);
    return true;
  }

  async function turn(target: string, until?: AbortSignal): Promise<void> {
    demandTime(until);
    while (!take(target)) {
      const waitMs = nextAt(target) - clock.now();
      if (waitMs > longestWaitMs) {
        throw new SendError("wecom", `too many messages to ${target}: WeCom would drop the next`, {
          fate: "later",
          waitMs,
          hint: `Messages go again in ${Math.ceil(waitMs / 60_000)} minutes.`,
        });
      }
      await (until === undefined ? clock.wait(waitMs) : Promise.race([clock.wait(waitMs), over(until)]));
      demandTime(until);
    }
  }

  return {
    take,
    run(target, work, until) {
      const before = tails.get(target) ?? Promise.resolve();
      const begun = until === undefined ? before : Promise.race([before, over(until)]);
      const mine = begun.then(() => work(() => turn(target, until)));
      // Whoever is late leaves the line; those behind still wait for what is under way.
      const tail = Promise.allSettled([before, mine]).then(() => {
        if (tails.get(target) === tail) tails.delete(target);
      });
      tails.set(target, tail);
      return mine;
    },
    async idle() {
      while (tails.size > 0) await Promise.all(tails.values());
    },
  };
}
