import { monitorEventLoopDelay } from "node:perf_hooks";
import type { Figure } from "./figures.ts";
import { quantile } from "./figures.ts";
import { aboutCustomers, unfiltered } from "./questions.ts";
import { ask, openRig } from "./rig.ts";

/** The demo company: its load, each question alone, then twenty people at once. */
export async function onDemo(): Promise<Figure[]> {
  const rig = await openRig();
  try {
    const from = performance.now();
    await rig.parley.bringUpToDate();
    const loaded = (performance.now() - from) / 1000;
    const questions = [...unfiltered, ...aboutCustomers];
    for (const question of questions) await ask(rig.parley, question);
    const alone: number[] = [];
    for (let round = 0; round < 5; round++)
      for (const question of questions) alone.push(await ask(rig.parley, question));
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const together: number[] = [];
    for (let round = 0; round < 5; round++) {
      const people = Array.from(
        { length: 20 },
        (_, person) => questions[(person + round) % questions.length] ?? "/rfm",
      );
      together.push(...(await Promise.all(people.map((question) => ask(rig.parley, question)))));
    }
    delay.disable();
    const peak = process.resourceUsage().maxRSS / 1024;
    return [
      { what: "demo: first load", value: loaded, unit: "s", limit: null },
      { what: "demo: question to PNG, p50", value: quantile(alone, 0.5), unit: "ms", limit: null },
      { what: "demo: question to PNG, p95", value: quantile(alone, 0.95), unit: "ms", limit: 300 },
      { what: "demo: 20 at once, answer p95", value: quantile(together, 0.95), unit: "ms", limit: null },
      { what: "demo: event-loop delay p99, 20 at once", value: delay.percentile(99) / 1e6, unit: "ms", limit: 50 },
      { what: "demo: peak memory of the process, load included", value: peak, unit: "MB", limit: 600 },
    ];
  } finally {
    await rig.close();
  }
}
