import { parentPort, workerData } from "node:worker_threads";
import { createDrawer } from "./draw.ts";
import type { WorkerReply, WorkerRequest, WorkerSetup } from "./worker-messages.ts";

// The thread that draws. It answers requests one by one and says when it is ready for the first.
const port = parentPort;
if (!port) throw new Error("worker.ts runs only as a worker thread");
const { fonts, cacheDir } = workerData as WorkerSetup;
const drawer = await createDrawer(fonts, cacheDir);

port.on("message", async ({ id, picture }: WorkerRequest) => {
  let reply: WorkerReply;
  try {
    reply = { id, drawn: await drawer.draw(picture) };
  } catch (error) {
    reply = { id, error: error instanceof Error ? error.message : String(error) };
  }
  port.postMessage(reply, "drawn" in reply ? [reply.drawn.png.buffer as ArrayBuffer] : []);
});
port.postMessage({ ready: true } satisfies WorkerReply);
