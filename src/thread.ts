import { Worker, type WorkerOptions } from "node:worker_threads";
import { moduleSuffix } from "./module-suffix.ts";

/**
 * Starts a module, given without its suffix, as a thread. Node cannot run TypeScript as a worker's entry: where nothing is
 * compiled, a one-line script registers tsx inside the thread first. Addresses are absolute, so the working folder does
 * not matter.
 */
export function startThread(
  module: URL,
  options: Pick<WorkerOptions, "name" | "workerData" | "resourceLimits">,
): Worker {
  const entry = new URL(module.href + moduleSuffix);
  if (moduleSuffix !== ".ts") return new Worker(entry, { execArgv: [], ...options });
  const loader = import.meta.resolve("tsx/esm/api");
  const script = `import(${JSON.stringify(loader)}).then(({ register }) => {
    register();
    return import(${JSON.stringify(entry.href)});
  })`;
  return new Worker(script, { eval: true, execArgv: [], ...options });
}
