import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/services/**", "test/**/*.long.test.ts"],
    globalSetup: ["test/demo-company.ts"],
    pool: "forks",
    // Files share what they import: with two hundred of them, loading it anew for each would take a minute.
    isolate: false,
    // One more than there are processors: some tests wait for a clock.
    maxWorkers: availableParallelism() + 1,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
