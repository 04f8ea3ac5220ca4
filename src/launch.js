import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { launchArguments, launchEnvironment } from "./launch-options.js";

const main = fileURLToPath(new URL("./main.ts", import.meta.url));
const child = spawn(process.execPath, [...launchArguments, main, "start"], {
  stdio: "inherit",
  env: { ...launchEnvironment, ...process.env },
});
// A terminal sends its interrupt to both processes; anybody else only to this one.
process.on("SIGINT", () => {
  if (!process.stdin.isTTY) child.kill("SIGINT");
});
process.on("SIGTERM", () => child.kill("SIGTERM"));
child.on("exit", (code) => {
  process.exitCode = code ?? 1;
});
