import { Worker } from "node:worker_threads";
import type { WorkerSetup } from "./worker-messages.ts";

/**
 * Starts the drawing thread. Node cannot run a TypeScript file as a worker's entry, so a one-line script registers
 * tsx inside the thread first; addresses are absolute, so the working folder does not matter.
 */
export function spawnWorker(setup: WorkerSetup): Worker {
  const loader = import.meta.resolve("tsx/esm/api");
  const entry = new URL("./worker.ts", import.meta.url).href;
  const script = `import(${JSON.stringify(loader)}).then(({ register }) => {
    register();
    return import(${JSON.stringify(entry)});
  })`;
  return new Worker(script, {
    eval: true,
    execArgv: [],
    workerData: setup,
    name: "draw",
    // A chart that eats memory ends its thread, not the process; a small nursery keeps the idle thread small.
    resourceLimits: { maxOldGenerationSizeMb: 384, maxYoungGenerationSizeMb: 4 },
  });
}
