import { spawn } from "node:child_process";
import { join } from "node:path";
import { compile } from "./compile.js";
import { launchArguments, launchEnvironment } from "./launch-options.js";

/** `node src/launch.js <verb> …`: npm's scripts start here. */
const main = join(await compile(), "src/main.js");
const child = spawn(process.execPath, [...launchArguments, main, ...process.argv.slice(2)], {
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
