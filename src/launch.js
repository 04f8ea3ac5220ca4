import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

// `npm start`: Parley in a process whose allocator (glibc's) keeps two arenas. By default every thread keeps the memory
// it frees in an arena of its own, which makes the process a tenth larger; it can only be said before a process starts.
const child = spawn(
  process.execPath,
  ["--import", "tsx", fileURLToPath(new URL("./main.ts", import.meta.url)), "start"],
  {
    stdio: "inherit",
    env: { MALLOC_ARENA_MAX: "2", ...process.env },
  },
);
// A terminal sends its interrupt to both processes; anybody else only to this one.
process.on("SIGINT", () => {
  if (!process.stdin.isTTY) child.kill("SIGINT");
});
process.on("SIGTERM", () => child.kill("SIGTERM"));
child.on("exit", (code) => {
  process.exitCode = code ?? 1;
});
