import type { Asker } from "#access/asker.ts";
import type { Figure } from "./figures.ts";
import { quantile } from "./figures.ts";
import { filtered, unfiltered } from "./questions.ts";
import { ask, openRig, someManager } from "./rig.ts";
import { fillSynthetic } from "./synthetic.ts";

/** Question to PNG at a size, warm, one at a time: unfiltered, then with filters and a manager's scope. */
export async function atScale(
  orders: number,
  accounts: number,
  limit: number,
  filteredLimit: number,
): Promise<Figure[]> {
  const rig = await openRig({
    STORE_MEMORY: process.env.STORE_MEMORY ?? (orders > 5_000_000 ? "4GB" : "1GB"),
    ANSWER_TIMEOUT_S: "60",
  });
  try {
    const name = `${orders / 1e6}M orders, ${accounts / 1e3}k accounts`;
    const from = performance.now();
    await fillSynthetic(rig.parley.parts.store, orders, accounts);
    const filled = (performance.now() - from) / 1000;
    const manager = await someManager(rig.parley);
    const run = async (questions: readonly string[], asker?: Asker): Promise<Map<string, number[]>> => {
      const times = new Map<string, number[]>();
      for (let round = 0; round < 4; round++) {
        for (const question of questions) {
          const ms = await ask(rig.parley, question, asker);
          // The first round warms caches and the optimiser.
          if (round > 0) times.set(question, [...(times.get(question) ?? []), ms]);
        }
      }
      return times;
    };
    const plain = await run(unfiltered);
    const narrowed = await run(filtered, manager);
    const figures = (times: Map<string, number[]>): Figure[] =>
      [...times].map(([question, ms]) => ({
        what: `${name}: ${question} (median)`,
        value: quantile(ms, 0.5),
        unit: "ms",
        limit: null,
      }));
    return [
      { what: `${name}: made and rolled up`, value: filled, unit: "s", limit: null },
      { what: `${name}: unfiltered, p95`, value: quantile([...plain.values()].flat(), 0.95), unit: "ms", limit },
      ...figures(plain),
      {
        what: `${name}: filters and scope, p95`,
        value: quantile([...narrowed.values()].flat(), 0.95),
        unit: "ms",
        limit: filteredLimit,
      },
      ...figures(narrowed),
    ];
  } finally {
    await rig.close();
  }
}
