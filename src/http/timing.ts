import { setTimeout } from "node:timers/promises";

/** Time and chance, which tests replace. */
export interface Timing {
  now(): number;
  sleep(ms: number): Promise<void>;
  random(): number;
}

export const realTiming: Timing = {
  now: Date.now,
  sleep: async (ms) => {
    await setTimeout(ms);
  },
  random: Math.random,
};
