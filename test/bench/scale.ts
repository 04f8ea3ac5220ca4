import { spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Asker } from "#access/asker.ts";
import { moduleSuffix } from "#module-suffix.ts";
import type { Figure } from "./figures.ts";
import { quantile } from "./figures.ts";
import { aboutCustomers, aboutOne, filtered, unfiltered } from "./questions.ts";
import { ask, openRig, someManager } from "./rig.ts";

/** Milliseconds that a size allows: unfiltered, about customers, with filters and a manager's scope. */
export interface Limits {
  readonly unfiltered: number;
  readonly customers: number;
  readonly filtered: number;
}

/** Question to PNG at a size, warm, one at a time; and how long the first `/churn` takes, which has to learn. */
export async function atScale(orders: number, accounts: number, limits: Limits): Promise<Figure[]> {
  const dataDir = await mkdtemp(join(tmpdir(), "parley-bench-"));
  const name = `${orders / 1e6}M orders, ${accounts / 1e3}k accounts`;
  const from = performance.now();
  const script = fileURLToPath(new URL(`./fill${moduleSuffix}`, import.meta.url));
  const words = [script, dataDir, String(orders), String(accounts)];
  if (spawnSync(process.execPath, words, { stdio: "inherit" }).status !== 0) throw new Error("filling failed");
  const filled = (performance.now() - from) / 1000;
  const rig = await openRig({
    DATA_DIR: dataDir,
    STORE_MEMORY: process.env.STORE_MEMORY ?? "560MB",
    ANSWER_TIMEOUT_S: "60",
  });
  try {
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
    const cold = await ask(rig.parley, "/churn");
    const customers = await run([...aboutCustomers, ...aboutOne]);
    const narrowed = await run(filtered, manager);
    const peak = process.resourceUsage().maxRSS / 1024;
    const part = (what: string, times: Map<string, number[]>, limit: number): Figure[] => [
      { what: `${name}: ${what}, p95`, value: quantile([...times.values()].flat(), 0.95), unit: "ms", limit },
      ...[...times].map(
        ([question, ms]): Figure => ({
          what: `${name}: ${question} (median)`,
          value: quantile(ms, 0.5),
          unit: "ms",
          limit: null,
        }),
      ),
    ];
    return [
      { what: `${name}: made and rolled up`, value: filled, unit: "s", limit: null },
      ...part("unfiltered", plain, limits.unfiltered),
      {
        what: `${name}: first /churn, which learns`,
        value: cold,
        unit: "ms",
        limit: accounts > 100_000 ? null : 5_000,
      },
      ...part("about customers", customers, limits.customers),
      ...part("filters and scope", narrowed, limits.filtered),
      { what: `${name}: peak memory of all these questions`, value: peak, unit: "MB", limit: 1_536 },
    ];
  } finally {
    await rig.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}
