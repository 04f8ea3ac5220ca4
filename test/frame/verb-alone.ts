import { execFile } from "node:child_process";
import { join } from "node:path";
import { launchArguments } from "../../src/launch-options.js";
import { mainModule } from "../main-module.ts";

interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a verb in a process of its own, as a terminal does. */
export async function verbAlone(words: readonly string[], environment: Readonly<Record<string, string>>): Promise<Ran> {
  const env = { PATH: process.env.PATH ?? "", ...environment };
  const main = await mainModule();
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [...launchArguments, main, ...words],
      { cwd: join(import.meta.dirname, "../.."), env, maxBuffer: 1e9 },
      (error, stdout, stderr) => resolve({ status: typeof error?.code === "number" ? error.code : 0, stdout, stderr }),
    );
  });
}
