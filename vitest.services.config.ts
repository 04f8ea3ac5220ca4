import { defineConfig } from "vitest/config";

/** Tests that need what a bare machine lacks: Chromium, a real ClickHouse engine. `.ci/run` installs them. */
export default defineConfig({
  test: {
    include: ["test/services/**/*.test.ts"],
    // The in-process ClickHouse engine crashes in worker threads.
    pool: "forks",
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
});
