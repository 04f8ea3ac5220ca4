import type { SyncReport } from "./report.ts";

/** How a load is wished for. */
export interface Wish {
  readonly force?: boolean;
  readonly progress?: (note: string) => void;
}

/**
 * Runs loads one at a time. Whoever only wants fresh data shares the next one; a forced wish gets a load of its own.
 * `quiet` resolves when none is under way.
 */
export function inTurn(load: (wish: Wish) => Promise<SyncReport | null>) {
  let running: Promise<SyncReport | null> = Promise.resolve(null);
  let waiting: Promise<SyncReport | null> | null = null;
  return {
    bringUpToDate(wish: Wish = {}): Promise<SyncReport | null> {
      if (!wish.force && waiting) return waiting;
      const mine = running.catch(() => null).then(() => load(wish));
      running = mine;
      if (!wish.force) {
        waiting = mine;
        const done = (): void => {
          if (waiting === mine) waiting = null;
        };
        mine.then(done, done);
      }
      return mine;
    },
    async quiet(): Promise<void> {
      await running.catch(() => {});
    },
  };
}
