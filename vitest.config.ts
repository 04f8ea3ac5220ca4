import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/services/**", "test/**/*.long.test.ts"],
    globalSetup: ["test/demo-company.ts"],
    pool: "forks",
    // Files share what they import: with two hundred of them, loading it anew for each would take a minute.
    isolate: false,
    maxWorkers: "100%",
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
