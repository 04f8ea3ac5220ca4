import { Worker, type WorkerOptions } from "node:worker_threads";

/**
 * Starts a TypeScript file as a thread. Node cannot run one as a worker's entry, so a one-line script registers tsx
 * inside the thread first; addresses are absolute, so the working folder does not matter.
 */
export function startThread(
  entry: URL,
  options: Pick<WorkerOptions, "name" | "workerData" | "resourceLimits">,
): Worker {
  const loader = import.meta.resolve("tsx/esm/api");
  const script = `import(${JSON.stringify(loader)}).then(({ register }) => {
    register();
    return import(${JSON.stringify(entry.href)});
  })`;
  return new Worker(script, { eval: true, execArgv: [], ...options });
}
