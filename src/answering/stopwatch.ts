/** Times the steps of an answer. */
export interface Stopwatch {
  time<T>(step: string, work: () => Promise<T>): Promise<T>;
  /** Milliseconds by step, and in all. */
  total(): Record<string, number>;
}

/** Starts counting. */
export function stopwatch(): Stopwatch {
  const began = performance.now();
  const steps: Record<string, number> = {};
  const since = (from: number): number => Math.round((performance.now() - from) * 10) / 10;
  return {
    async time(step, work) {
      const from = performance.now();
      try {
        return await work();
      } finally {
        steps[step] = since(from);
      }
    },
    total: () => ({ ...steps, total: since(began) }),
  };
}
