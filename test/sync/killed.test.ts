import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { openStore } from "#store/open.ts";
import { sync } from "#sync/run.ts";
import { numberedOrders } from "./numbered-orders.ts";

const pages = 40;

test("a process that is killed between two pages goes on behind the last that is stored", {
  timeout: 120_000,
}, async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "parley-killed-"));
  const program = fileURLToPath(new URL("./dying-sync.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", program, dataDir, String(pages)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<NodeJS.Signals | null>((resolve) => child.once("exit", (_code, signal) => resolve(signal)));
  for await (const line of createInterface({ input: child.stdout })) if (line === "20") child.kill("SIGKILL");
  expect(await ended).toBe("SIGKILL");

  const calendar = { zone: "UTC", weekStart: 1, fiscalYearStart: 1, seasons: {} };
  const store = await openStore({
    dataDir,
    source: "test",
    calendar,
    currency: "CNY",
    memoryLimit: "256MB",
    threads: 1,
  });
  const read: number[] = [];
  const { source, capabilities, now } = numberedOrders(pages, (page) => read.push(page));
  const again = new Date(now.getTime() + 30_000);
  const report = await sync({ store, source, capabilities, now: again, name: "test", zone: "UTC", currency: "CNY" });
  expect(read[0]).toBeGreaterThan(10);
  expect(read[0]).toBeLessThanOrEqual(21);
  expect(store.freshness()?.rows.orders).toBe(pages * 5);
  expect(report.rejectedCount).toBe(0);
  const view = store.view({ owners: null, filters: [], by: [] });
  const [sums] = await view.select(
    "SELECT count(*) AS n, sum(net) AS net FROM orders",
    {},
    { n: "integer", net: "double" },
  );
  expect(sums).toEqual({ n: pages * 5, net: (pages * 5 * (pages * 5 - 1)) / 2 });
  await store.close();
  await rm(dataDir, { recursive: true, force: true });
});
