import { defineConfig } from "vitest/config";

/**
 * Tests that need what a bare machine lacks (Chromium, a real ClickHouse engine; `.ci/run` installs them), and those that put
 * every command through everything, for which `npm test` has no time.
 */
export default defineConfig({
  test: {
    include: ["test/services/**/*.test.ts", "test/**/*.long.test.ts"],
    globalSetup: ["test/demo-company.ts"],
    // The in-process ClickHouse engine crashes in worker threads.
    pool: "forks",
    fileParallelism: false,
    // Real servers, processes and limiters in real time: a second chance, which the report tells.
    retry: 1,
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
});
