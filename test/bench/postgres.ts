import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import connector from "#connectors/sql/index.ts";
import { openMapping } from "#sync/mapping/open-mapping.ts";
import { alone } from "../connectors/alone.ts";
import { openTestPostgres } from "../services/sql/databases.ts";
import { makeShop, present, shopMapping } from "../services/sql/shop.ts";
import { openTestStore } from "../sync/open-test-store.ts";
import type { Figure } from "./figures.ts";

const rows = Number(process.env.BENCH_SYNC_ROWS ?? 1_000_000);

/** Orders of a real PostgreSQL, which must be installed, into answers: the first load with its history, then nothing. */
export async function fromPostgres(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), "parley-bench-sql-"));
  const database = await openTestPostgres();
  const store = await openTestStore("sql");
  try {
    await makeShop(database, rows);
    await database.run("ANALYZE");
    const path = join(folder, "mapping.yaml");
    await writeFile(path, shopMapping);
    const { of, mapped } = await openMapping(connector, path);
    const sync = async (minutes: number): Promise<{ seconds: number; cpu: number }> => {
      const now = new Date(present.getTime() + minutes * 60_000);
      const context = { ...alone, now, zone: "UTC", scratch: folder, mapping: of, mapped };
      const source = await connector.open({ CRM_SQL_URL: database.url }, context);
      const [started, used] = [performance.now(), process.cpuUsage()];
      // The shop's clock is its own.
      await store.sync({ ...source, clock: async () => now }, { capabilities: connector.capabilities, now });
      const { user, system } = process.cpuUsage(used);
      await source.close();
      return { seconds: (performance.now() - started) / 1000, cpu: (user + system) / 1e6 };
    };
    const first = await sync(0);
    const memory = process.resourceUsage().maxRSS / 1024;
    if (store.store.freshness()?.rows.orders !== rows) throw new Error("orders are missing");
    const nothing = await sync(60);
    const what = `PostgreSQL: ${rows / 1e6}M orders`;
    return [
      { what: `${what}, first load to answers`, value: first.seconds, unit: "s", limit: 60 },
      { what: `${what}, processor time of that`, value: first.cpu, unit: "s", limit: null },
      { what: `${what}, peak memory of that (store's limit 1 GB)`, value: memory, unit: "MB", limit: null },
      { what: `${what}, sync of nothing after it`, value: nothing.seconds, unit: "s", limit: 1 },
    ];
  } finally {
    await store.close();
    await database.close();
    await rm(folder, { recursive: true, force: true });
  }
}
