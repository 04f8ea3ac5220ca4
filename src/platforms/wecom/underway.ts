import type { Log } from "#platform.ts";

/** Work that was begun and that a shutdown waits for. */
export interface Underway {
  /** Does work on its own time; a failure is logged. */
  begin(work: () => Promise<unknown>): void;
  /** Resolves when nothing is under way. */
  settled(): Promise<void>;
}

export function createUnderway(log: Log): Underway {
  const works = new Set<Promise<unknown>>();
  return {
    begin(work) {
      const guarded = work()
        .catch((error: unknown) =>
          log.error({ platform: "wecom", err: error }, "an answer could not be delivered to WeCom"),
        )
        .finally(() => works.delete(guarded));
      works.add(guarded);
    },
    async settled() {
      while (works.size > 0) await Promise.all(works);
    },
  };
}
