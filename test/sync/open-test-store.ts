import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Source } from "#connector.ts";
import type { SourceRow, TableName } from "#model/tables.ts";
import { openStore } from "#store/open.ts";
import type { Landing, Store } from "#store.ts";
import type { SyncOptions } from "#sync/options.ts";
import type { SyncReport } from "#sync/report.ts";
import { sync } from "#sync/run.ts";

export interface TestStore {
  readonly store: Store;
  readonly dataDir: string;
  /** Raw rows as the sync left them. */
  raw(sql: string): Promise<Record<string, unknown>[]>;
  sync(source: Source, options?: Partial<SyncOptions>): Promise<SyncReport>;
  /** Takes its folder away as well, unless that is to be looked at. */
  close(how?: { readonly keep?: boolean }): Promise<void>;
}

export const now = new Date("2026-01-15T00:00:00Z");

/** A real store in a folder of its own, or one that is there; closing it removes the folder. */
export async function openTestStore(
  name = "test",
  memoryLimit = "1GB",
  { folder, currency = "CNY" }: { readonly folder?: string; readonly currency?: string } = {},
): Promise<TestStore> {
  const dataDir = folder ?? (await mkdtemp(join(tmpdir(), "parley-sync-")));
  const calendar = { zone: "UTC", weekStart: 1, fiscalYearStart: 1, seasons: {} };
  const store = await openStore({ dataDir, source: name, calendar, currency, memoryLimit, threads: 2 });
  return {
    store,
    dataDir,
    async raw(sql) {
      let rows: Record<string, unknown>[] = [];
      const undo = new Error("only looked");
      const look = async (landing: Landing) => {
        rows = await landing.rows(sql);
        throw undo;
      };
      await store.load({ source: name, fingerprint: null }, look).catch((error) => {
        if (error !== undo) throw error;
      });
      return rows;
    },
    sync: (source, options) => sync({ store, source, name, now, zone: "UTC", currency, ...options }),
    async close({ keep = false } = {}) {
      await store.close();
      if (!keep) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

type Given = { readonly [Name in TableName]?: readonly (Omit<SourceRow<Name>, never> | Record<string, unknown>)[] };

/** A source that gives rows page by page, two a page. */
export function rowSource(given: Given): Source {
  return {
    tables: Object.keys(given) as TableName[],
    check: async () => [],
    fingerprint: async () => null,
    async *read(table) {
      const rows = (given[table] ?? []) as readonly SourceRow<TableName>[];
      for (let start = 0; start < rows.length; start += 2) {
        yield { table, rows: rows.slice(start, start + 2), next: String(start + 2) };
      }
    },
    close: async () => {},
  };
}
