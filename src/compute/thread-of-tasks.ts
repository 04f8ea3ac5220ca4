import type { Worker } from "node:worker_threads";
import { NotEnoughData, UserError } from "#errors.ts";
import type { Compute, Task } from "#task.ts";
import { startThread } from "#thread.ts";
import { isUrgent, joinLine, type Waiting } from "#waiting.ts";
import type { ComputeReply, ThrownError } from "./messages.ts";

/** Runs tasks in one thread, in the order asked; what nobody waits for comes last. */
export interface ThreadOfTasks {
  /** Runs tasks until the deadline; one that takes longer is stopped, and what waits goes on in a new thread. */
  until(deadline: AbortSignal): Compute;
  close(): Promise<void>;
}

interface Job extends Waiting {
  readonly id: number;
  readonly module: string;
  readonly bulky: boolean;
  readonly input: unknown;
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** How long an idle thread keeps its memory; one that grew, as by learning, is worth less than a new thread. */
const idleMs = 30_000;
const grownBytes = 96 * 1024 * 1024;

export function openThreadOfTasks(): ThreadOfTasks {
  const waiting: Job[] = [];
  let worker: Worker | undefined;
  /** Has the thread done a bulky task? */
  let bulky = false;
  let running: Job | undefined;
  let idle: NodeJS.Timeout | undefined;
  let lastId = 0;
  let closed = false;

  function dismiss(): Promise<unknown> {
    clearTimeout(idle);
    const ended = worker;
    worker = undefined;
    bulky = false;
    ended?.removeAllListeners().on("error", () => undefined);
    return ended?.terminate() ?? Promise.resolve();
  }

  function fail(error: Error): void {
    const failed = running;
    running = undefined;
    void dismiss();
    failed?.reject(error);
    proceed();
  }

  function receive(reply: ComputeReply): void {
    if (running?.id !== reply.id) return;
    const job = running;
    running = undefined;
    bulky ||= job.bulky;
    if ((bulky || reply.heldBytes > grownBytes) && waiting.length === 0) void dismiss();
    if ("error" in reply) job.reject(thrown(reply.error));
    else job.resolve(reply.output);
    proceed();
  }

  function start(): Worker {
    const started = startThread(new URL("./worker", import.meta.url), {
      name: "compute",
      // A task that eats memory ends its thread, not the process; a small nursery keeps the idle thread small.
      resourceLimits: { maxOldGenerationSizeMb: 1_024, maxYoungGenerationSizeMb: 4 },
    });
    started.on("message", receive);
    started.on("error", fail);
    started.on("exit", (code) => fail(new Error(`the computing thread ended with code ${code}`)));
    return started;
  }

  function proceed(): void {
    if (closed || running !== undefined) return;
    running = waiting.shift();
    clearTimeout(idle);
    if (running === undefined) {
      // An idle thread must not keep a finished program alive, nor its memory for ever.
      worker?.unref();
      idle = setTimeout(() => void dismiss(), idleMs).unref();
      return;
    }
    worker ??= start();
    worker.ref();
    const { id, module, input } = running;
    worker.postMessage({ id, module, input });
  }

  function add<Input, Output>(task: Task<Input, Output>, input: Input, deadline: AbortSignal): Promise<Output> {
    if (closed) return Promise.reject(new Error("the computing thread is closed"));
    if (deadline.aborted) return Promise.reject(late());
    return new Promise<Output>((resolve, reject) => {
      const id = ++lastId;
      const giveUp = () => {
        const place = waiting.findIndex((job) => job.id === id);
        if (place >= 0) waiting.splice(place, 1);
        if (running?.id === id) fail(late());
        else reject(late());
      };
      deadline.addEventListener("abort", giveUp, { once: true });
      const done = () => deadline.removeEventListener("abort", giveUp);
      joinLine(waiting, {
        id,
        module: task.module,
        bulky: task.bulky,
        urgent: isUrgent(),
        input,
        resolve: (output) => {
          done();
          resolve(output as Output);
        },
        reject: (error) => {
          done();
          reject(error);
        },
      });
      proceed();
    });
  }

  return {
    until: (deadline) => (task, input) => add(task, input, deadline),
    async close() {
      closed = true;
      const left = running === undefined ? waiting.splice(0) : [running, ...waiting.splice(0)];
      running = undefined;
      for (const job of left) job.reject(new Error("the computing thread was closed"));
      await dismiss();
    },
  };
}

function late(): UserError {
  return new UserError("timeout", "This computation took too long and was stopped");
}

function thrown({ name, message, stack, code, hint }: ThrownError): Error {
  if (name === "NotEnoughData") return new NotEnoughData(code ?? "", message);
  if (name === "UserError") return new UserError(code ?? "failed", message, hint === undefined ? {} : { hint });
  const error = new Error(message);
  error.name = name;
  if (stack !== undefined) error.stack = stack;
  return error;
}
