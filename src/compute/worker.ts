import { getHeapStatistics } from "node:v8";
import { parentPort } from "node:worker_threads";
import type { Task } from "#task.ts";
import type { ComputeReply, ComputeRequest } from "./messages.ts";

// The thread that computes: it runs tasks one by one, each loaded from its file when it is first asked for.
const port = parentPort;
if (!port) throw new Error("worker.ts runs only as a worker thread");

port.on("message", async ({ id, module, input }: ComputeRequest) => {
  const heldBytes = (): number => {
    const { total_heap_size: heap, external_memory: outside } = getHeapStatistics();
    return heap + outside;
  };
  let reply: ComputeReply;
  try {
    const { default: task } = (await import(module)) as { default: Task<unknown, unknown> };
    const output = task.run(input);
    reply = { id, heldBytes: heldBytes(), output };
  } catch (error) {
    const { name, message, stack, code, hint } = error as Error & { code?: string; hint?: string };
    reply = { id, heldBytes: heldBytes(), error: { name, message, stack, code, hint } };
  }
  port.postMessage(reply);
});
