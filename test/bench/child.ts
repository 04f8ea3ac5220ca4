import { spawn } from "node:child_process";
import { launchArguments, launchEnvironment } from "../../src/launch-options.js";
import { mainModule } from "../main-module.ts";

/** A whole Parley in a process of its own, as `npm start` runs it; resolves when it says that it is ready. */
export async function startChild(environment: Record<string, string>): Promise<{ pid: number; stop(): Promise<void> }> {
  const child = spawn(process.execPath, [...launchArguments, await mainModule(), "start"], {
    env: { ...launchEnvironment, ...process.env, LOG_LEVEL: "error", ...environment },
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout.on("data", (text: Buffer) => text.toString().includes("Parley is ready") && resolve());
    child.once("exit", (code) => reject(new Error(`the process ended with ${code}`)));
  });
  return {
    pid: child.pid ?? 0,
    async stop() {
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await gone;
    },
  };
}
