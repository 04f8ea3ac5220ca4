import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { startChild } from "../bench/child.ts";
import { verbAlone } from "./verb-alone.ts";

const root = join(import.meta.dirname, "../..");
let dataDir: string;
const run = (words: readonly string[], environment: Record<string, string> = {}) =>
  verbAlone(words, { DATA_DIR: dataDir, ...environment });

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "parley-start-"));
  await cp(inject("demoDataDir"), dataDir, { recursive: true });
  // Made for the demo company's fixed day: brought up to today's once, so that no process of these has to.
  await run(["sync"]);
}, 120_000);
afterAll(() => rm(dataDir, { recursive: true, force: true }));

// Whole processes, several to a test.
describe("npm start", { timeout: 90_000 }, () => {
  it("lets terminals ask the process that holds the data, refuses a second, and says which variable moves a port that is taken", async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), "parley-second-"));
    await cp(dataDir, elsewhere, { recursive: true });
    const child = await startChild({ DATA_DIR: dataDir, PLAYGROUND_PORT: "38917" });
    try {
      const { status, stdout } = await run(["ask", "/sales last90d", "--json"]);
      expect(status).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({ ok: true, command: "sales" });
      const second = await run(["start"], { PLAYGROUND: "off" });
      expect(second.status).toBe(2);
      expect(second.stderr).toContain("already runs");
      const other = await run(["ask", "/sales", "--json"], { WEEK_START: "7" });
      expect(JSON.parse(other.stdout).error.code).toBe("other_settings");
      const beside = await run(["start"], { DATA_DIR: elsewhere, PLAYGROUND_PORT: "38917" });
      expect(beside.status).toBe(1);
      expect(beside.stderr).toContain("PLAYGROUND_PORT");
    } finally {
      await child.stop();
      await rm(elsewhere, { recursive: true, force: true });
    }
  });

  it("passes on what it is told, and what became of it", async () => {
    const environment = { ...process.env, DATA_DIR: dataDir, PLAYGROUND: "off", LOG_LEVEL: "error" };
    const launched = spawn(process.execPath, ["src/launch.js"], { cwd: root, env: environment });
    const ended = once(launched, "exit");
    await new Promise<void>((resolve) => {
      launched.stdout.on("data", (text) => String(text).includes("Parley is ready") && resolve());
    });
    launched.kill("SIGTERM");
    expect(await ended).toEqual([0, null]);
  });
});
