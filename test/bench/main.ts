import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { launchArguments, launchEnvironment } from "../../src/launch-options.js";
import { type Figure, line } from "./figures.ts";

/**
 * `npm run bench [-- name …]`: figures as Markdown rows. Each part runs in a process of its own, so that memory and
 * warmth are its own.
 */
const parts: Record<string, () => Promise<Figure[]>> = {
  demo: async () => (await import("./demo.ts")).onDemo(),
  exports: async () => (await import("./exports.ts")).exporting(),
  start: async () => (await import("./start.ts")).starting(),
  language: async () => (await import("./language.ts")).language(),
  slack: async () => (await import("./slack.ts")).overSlack(),
  crowd: async () => (await import("./crowd.ts")).crowd(),
  digests: async () => (await import("./digests.ts")).digests(),
  statistics: async () => (await import("./statistics.ts")).statistics(),
  load: async () => (await import("./load.ts")).loading(),
  sync: async () => (await import("./sync.ts")).syncing(),
  postgres: async () => (await import("./postgres.ts")).fromPostgres(),
  "1m": async () =>
    (await import("./scale.ts")).atScale(1_000_000, 100_000, { unfiltered: 600, customers: 600, filtered: 4_000 }),
  "10m": async () =>
    (await import("./scale.ts")).atScale(10_000_000, 1_000_000, {
      unfiltered: 1_500,
      customers: 3_000,
      filtered: 4_000,
    }),
};

const [mode, name = ""] = process.argv.slice(2);
if (mode === "--part") {
  for (const figure of (await parts[name]?.()) ?? []) console.log(line(figure));
} else {
  const wanted = process.argv.slice(2).filter((word) => word in parts);
  console.log("| figure | measured | limit | |\n| --- | --- | --- | --- |");
  for (const part of wanted.length > 0 ? wanted : Object.keys(parts)) {
    const script = fileURLToPath(import.meta.url);
    const { status } = spawnSync(process.execPath, [...launchArguments, script, "--part", part], {
      stdio: "inherit",
      env: { ...launchEnvironment, ...process.env },
    });
    if (status !== 0) process.exitCode = 1;
  }
}
