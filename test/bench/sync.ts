import type { Capabilities, Source } from "#connector.ts";
import type { SourceRow } from "#model/tables.ts";
import { openTestStore } from "../sync/open-test-store.ts";
import type { Figure } from "./figures.ts";

const rows = Number(process.env.BENCH_SYNC_ROWS ?? 5_000_000);
const pageRows = 2_000;
const capabilities: Capabilities = { reads: "increments", deletes: "none", stageHistory: "none", writes: false };
const now = new Date("2026-01-15T00:00:00Z");

/** A source of orders whose rows are made as they are asked for: all changed within the last year, `extra` of them just now. */
function endlessOrders(extra: number, asked: Date): Source {
  const span = 365 * 86_400_000;
  const at = (index: number): number => now.getTime() - 5_000 - Math.floor(((rows - index) / rows) * span);
  return {
    tables: ["orders"],
    check: async () => [],
    fingerprint: async () => null,
    async *read(table, { lo, hi }) {
      const found: SourceRow<"orders">[] = [];
      for (let index = 0; index < rows + extra; index++) {
        const changed = index < rows ? at(index) : asked.getTime() - 30_000;
        if (changed >= hi.getTime() || (lo !== null && changed < lo.getTime())) continue;
        const stamp = new Date(changed).toISOString();
        const id = `o${String(index).padStart(8, "0")}`;
        found.push({
          id,
          source_updated_at: stamp,
          account_id: `a${index % 100_000}`,
          ordered_at: stamp,
          net: index % 9973,
        });
        if (found.length === pageRows) yield { table, rows: found.splice(0), next: id };
      }
      yield { table, rows: found, next: null };
    },
    close: async () => {},
  };
}

/** Rows from a source that is asked for changes into answers; then a sync of nothing, and one of ten orders. */
export async function syncing(): Promise<Figure[]> {
  const store = await openTestStore("bench", process.env.STORE_MEMORY ?? "560MB");
  const sync = async (extra: number, minutes: number): Promise<number> => {
    const started = performance.now();
    const asked = new Date(now.getTime() + minutes * 60_000);
    await store.sync(endlessOrders(extra, asked), { capabilities, now: asked });
    return (performance.now() - started) / 1000;
  };
  const before = process.cpuUsage();
  const first = await sync(0, 0);
  const { user, system } = process.cpuUsage(before);
  if (store.store.freshness()?.rows.orders !== rows) throw new Error("orders are missing");
  const memory = process.resourceUsage().maxRSS / 1024;
  const nothing = await sync(0, 60);
  const ten = await sync(10, 120);
  await store.close();
  return [
    {
      what: `Sync: ${rows / 1e6}M orders, source to answers`,
      value: rows / first,
      unit: "rows/s",
      limit: 20_000,
    },
    {
      what: "Sync: the same, per second of processor",
      value: (rows * 1e6) / (user + system),
      unit: "rows/s",
      limit: null,
    },
    { what: "Sync: peak memory of that", value: memory, unit: "MB", limit: 400 },
    { what: "Sync of nothing after it", value: nothing, unit: "s", limit: 1 },
    { what: "Sync of ten orders after it", value: ten, unit: "s", limit: null },
  ];
}
