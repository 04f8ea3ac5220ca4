import { mkdir } from "node:fs/promises";
import { resolve } from "node:path";
import type { Worker } from "node:worker_threads";
import { isUrgent, joinLine, type Waiting } from "#waiting.ts";
import { exportFontconfig, writeFontconfig } from "./fontconfig.ts";
import { fontFiles } from "./fonts.ts";
import type { Drawn, Picture } from "./picture.ts";
import { spawnWorker } from "./spawn-worker.ts";
import type { WorkerReply } from "./worker-messages.ts";

/** Draws pictures in one thread of its own, in the order asked; what nobody waits for comes last. */
export interface Renderer {
  /** Throws `RenderError` when the picture cannot be drawn or takes longer than the deadline. */
  render(picture: Picture): Promise<Drawn>;
  /** Starts the thread and draws once, so that the first asker does not wait half a second longer. */
  warmUp(): Promise<void>;
  /** Ends the thread; what is still waiting fails. */
  close(): Promise<void>;
}

/** A picture could not be drawn; the answer itself can still be given without it. */
export class RenderError extends Error {
  override name = "RenderError";
}

interface Request extends Waiting {
  readonly id: number;
  readonly picture: Picture;
  readonly resolve: (drawn: Drawn) => void;
  readonly reject: (error: RenderError) => void;
}

/** Longest a thread may take to start: it reads two ten-megabyte fonts the first time. */
const startDeadlineMs = 60_000;

/**
 * A renderer that keeps its font tables in `cacheDir` and gives a picture `deadlineMs` (default 8 s). A picture that
 * takes longer, or crashes the thread, fails alone: the thread is replaced and the next in line is drawn.
 */
export async function createRenderer(options: { cacheDir: string; deadlineMs?: number }): Promise<Renderer> {
  const cacheDir = resolve(options.cacheDir);
  const deadlineMs = options.deadlineMs ?? 8_000;
  const fonts = fontFiles();
  await mkdir(cacheDir, { recursive: true });
  exportFontconfig(await writeFontconfig(fonts, cacheDir));

  const waiting: Request[] = [];
  let worker: Worker | undefined;
  let ready = false;
  let drawing: Request | undefined;
  let timer: NodeJS.Timeout | undefined;
  let lastId = 0;
  let closed = false;

  /** Forgets the thread, fails the request it had, and goes on with the next one in a new thread. */
  const abandon = (reason: string): void => {
    clearTimeout(timer);
    const [ended, failed] = [worker, drawing ?? (ready ? undefined : waiting.shift())];
    worker = undefined;
    drawing = undefined;
    ended?.removeAllListeners().on("error", () => undefined);
    void ended?.terminate();
    failed?.reject(new RenderError(reason));
    proceed();
  };

  const receive = (reply: WorkerReply): void => {
    clearTimeout(timer);
    if ("ready" in reply) {
      ready = true;
    } else if (drawing?.id === reply.id) {
      const request = drawing;
      drawing = undefined;
      if ("drawn" in reply) request.resolve(reply.drawn);
      else request.reject(new RenderError(`the chart could not be drawn: ${reply.error}`));
    }
    proceed();
  };

  const start = (): void => {
    ready = false;
    const started = spawnWorker({ fonts, cacheDir });
    worker = started;
    started.on("message", receive);
    started.on("error", (error) => abandon(`the drawing thread crashed: ${error.message}`));
    started.on("exit", (code) => abandon(`the drawing thread ended with code ${code}`));
    timer = setTimeout(() => abandon(`the drawing thread did not start within ${startDeadlineMs} ms`), startDeadlineMs);
  };

  const proceed = (): void => {
    if (closed || drawing) return;
    if (waiting.length === 0) {
      // An idle thread must not keep a finished program alive.
      worker?.unref();
      return;
    }
    if (!worker) start();
    worker?.ref();
    if (!worker || !ready) return;
    const request = waiting.shift();
    if (!request) return;
    drawing = request;
    timer = setTimeout(() => abandon(`the chart took longer than ${deadlineMs} ms and was stopped`), deadlineMs);
    try {
      worker.postMessage({ id: request.id, picture: request.picture });
    } catch (error) {
      receive({ id: request.id, error: error instanceof Error ? error.message : String(error) });
    }
  };

  const render = (picture: Picture): Promise<Drawn> =>
    new Promise((resolve, reject) => {
      if (closed) return reject(new RenderError("the renderer is closed"));
      joinLine(waiting, { id: ++lastId, picture, resolve, reject, urgent: isUrgent() });
      proceed();
    });

  return {
    render,
    async warmUp() {
      const spec = {
        data: { values: [{ x: "1", y: 1 }] },
        mark: "bar" as const,
        encoding: { x: { field: "x", type: "ordinal" as const }, y: { field: "y", type: "quantitative" as const } },
      };
      await render({ title: "暖机 Warm-up 🙂", subtitle: "1", footer: "1", spec, locale: "zh", alt: "" });
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      const pending = drawing ? [drawing, ...waiting.splice(0)] : waiting.splice(0);
      drawing = undefined;
      for (const request of pending) request.reject(new RenderError("the renderer was closed"));
      worker?.removeAllListeners();
      await worker?.terminate();
      worker = undefined;
    },
  };
}
