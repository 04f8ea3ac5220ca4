import { SourceError } from "#errors.ts";
import { realTiming, type Timing } from "./timing.ts";

/** How much may be asked of one endpoint; what is left out is unlimited. */
export interface Limits {
  /** Calls within a period: a token bucket that fills evenly and holds this many. */
  readonly calls?: { readonly count: number; readonly perMs: number };
  /** Calls at the same time. */
  readonly concurrency?: number;
  /** Calls within a day (UTC), so that other users of the same allowance keep theirs. */
  readonly daily?: number;
}

export interface Limiter {
  /** Runs a call when its turn comes. Throws SourceError `quota` when the day's budget is spent. */
  run<T>(call: () => Promise<T>): Promise<T>;
  /** Nobody calls before then: the server said so. */
  pauseUntil(at: number): void;
}

const day = 86_400_000;

export function createLimiter(name: string, limits: Limits, timing: Timing = realTiming): Limiter {
  const { calls, concurrency = Number.POSITIVE_INFINITY, daily = Number.POSITIVE_INFINITY } = limits;
  const waiting: (() => void)[] = [];
  let running = 0;
  let tokens = calls?.count ?? 0;
  let filledAt = timing.now();
  let paused = 0;
  let today = 0;
  let spent = 0;
  let turn: Promise<unknown> = Promise.resolve();

  function spend(): void {
    const date = Math.floor(timing.now() / day);
    if (date !== today) spent = 0;
    today = date;
    if (spent >= daily) {
      throw new SourceError(name, `the daily budget of ${daily} calls is spent`, {
        kind: "quota",
        hint: "It begins anew at midnight UTC; what was read until now is kept.",
      });
    }
    spent += 1;
  }

  async function token(): Promise<void> {
    for (let left = paused - timing.now(); left > 0; left = paused - timing.now()) await timing.sleep(left);
    if (calls === undefined) return;
    const rate = calls.count / calls.perMs;
    const fill = (): void => {
      const now = timing.now();
      tokens = Math.min(calls.count, tokens + (now - filledAt) * rate);
      filledAt = now;
    };
    for (fill(); tokens < 1; fill()) await timing.sleep(Math.ceil((1 - tokens) / rate));
    tokens -= 1;
  }

  return {
    pauseUntil(at) {
      paused = Math.max(paused, at);
    },
    async run(call) {
      if (running >= concurrency) await new Promise<void>((resolve) => waiting.push(resolve));
      else running += 1;
      try {
        // One after the other: whoever came first is served first.
        const mine = turn.then(token);
        turn = mine.catch(() => {});
        await mine;
        spend();
        return await call();
      } finally {
        const next = waiting.shift();
        if (next === undefined) running -= 1;
        else next();
      }
    },
  };
}

const shared = new Map<string, Limiter>();

/** The limiter of an endpoint, the same for everybody in this process who asks with the same key. */
export function sharedLimiter(key: string, name: string, limits: Limits, timing: Timing): Limiter {
  const known = shared.get(key) ?? createLimiter(name, limits, timing);
  shared.set(key, known);
  return known;
}
