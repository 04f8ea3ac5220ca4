import { spawn } from "node:child_process";
import { join } from "node:path";
import { compile } from "../../src/compile.js";
import { launchArguments, launchEnvironment } from "../../src/launch-options.js";

// Measured is what users run: compiled, and started as `npm start` starts it.
const main = join(await compile(["src", "commands", "jobs", "test"]), "test/bench/main.js");
const child = spawn(process.execPath, [...launchArguments, main, ...process.argv.slice(2)], {
  stdio: "inherit",
  env: { ...launchEnvironment, ...process.env },
});
child.on("exit", (code) => {
  process.exitCode = code ?? 1;
});
