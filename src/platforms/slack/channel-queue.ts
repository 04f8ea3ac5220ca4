/**
 * Runs work for the same channel one after the other: uploads complete when they like, so a later message could
 * overtake an earlier one. Different channels do not wait for each other.
 */
export function createChannelQueue(): {
  run<T>(channel: string, work: () => Promise<T>): Promise<T>;
  idle(): Promise<void>;
} {
  const tails = new Map<string, Promise<unknown>>();
  return {
    run(channel, work) {
      const before = tails.get(channel) ?? Promise.resolve();
      const mine = before.then(work, work);
      const tail = mine
        .catch(() => {})
        .then(() => {
          if (tails.get(channel) === tail) tails.delete(channel);
        });
      tails.set(channel, tail);
      return mine;
    },
    async idle() {
      while (tails.size > 0) await Promise.all(tails.values());
    },
  };
}
