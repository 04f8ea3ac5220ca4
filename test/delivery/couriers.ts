import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Errand } from "./courier.ts";

/** A courier under way; see `courier.ts`. */
export interface Courier {
  readonly process: ChildProcess;
  /** Resolves once it has complained of something. */
  complains(pattern: RegExp): Promise<void>;
  /** Says a line and waits for the answer; null when it died before it answered. */
  ask<T>(line: string): Promise<T | null>;
  end(): Promise<void>;
}

/** Starts a process and waits until it is ready. */
export async function startCourier(errand: Errand): Promise<Courier> {
  const path = fileURLToPath(new URL("./courier.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", path, JSON.stringify(errand)], {
    stdio: ["pipe", "pipe", "pipe"],
  });
  const over = once(child, "exit");
  let complaint = "";
  const listeners = new Set<() => void>();
  child.stderr.on("data", (chunk) => {
    complaint += String(chunk);
    for (const listener of listeners) listener();
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const heard = async (): Promise<unknown> => {
    const { value, done } = await lines.next();
    if (!done) return JSON.parse(value);
    await over;
    return null;
  };
  if ((await heard()) !== "ready") throw new Error(`the courier did not start: ${complaint}`);
  return {
    process: child,
    complains: (pattern) =>
      new Promise((resolve) => {
        const listener = (): void => {
          if (!pattern.test(complaint)) return;
          listeners.delete(listener);
          resolve();
        };
        listeners.add(listener);
        listener();
      }),
    async ask<T>(line: string) {
      child.stdin.write(`${line}\n`);
      return (await heard()) as T | null;
    },
    async end() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.stdin.write("end\n");
      await over;
    },
  };
}
