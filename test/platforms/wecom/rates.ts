/** Counts what arrives, as WeCom does, which drops what is too much without a word. */
export function createRates(allowances: readonly { count: number; withinMs: number }[]) {
  const arrived = new Map<string, number[]>();
  return {
    /** Is there still room for this one? */
    arrive(target: string): boolean {
      const times = arrived.get(target) ?? [];
      const now = Date.now();
      const room = allowances.every(({ count, withinMs }) => times.filter((at) => at > now - withinMs).length < count);
      if (room) arrived.set(target, [...times, now]);
      return room;
    },
  };
}
