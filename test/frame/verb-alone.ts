import { execFile } from "node:child_process";
import { join } from "node:path";

interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a verb in a process of its own, as a terminal does. */
export function verbAlone(words: readonly string[], environment: Readonly<Record<string, string>>): Promise<Ran> {
  const env = { PATH: process.env.PATH ?? "", ...environment };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ["--import", "tsx", "src/main.ts", ...words],
      { cwd: join(import.meta.dirname, "../.."), env, maxBuffer: 1e9 },
      (error, stdout, stderr) => resolve({ status: typeof error?.code === "number" ? error.code : 0, stdout, stderr }),
    );
  });
}
