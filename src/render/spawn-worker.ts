import type { Worker } from "node:worker_threads";
import { startThread } from "#thread.ts";
import type { WorkerSetup } from "./worker-messages.ts";

/** Starts the drawing thread. */
export function spawnWorker(setup: WorkerSetup): Worker {
  return startThread(new URL("./worker", import.meta.url), {
    workerData: setup,
    name: "draw",
    // A chart that eats memory ends its thread, not the process; a small nursery keeps the idle thread small.
    resourceLimits: { maxOldGenerationSizeMb: 384, maxYoungGenerationSizeMb: 4 },
  });
}
