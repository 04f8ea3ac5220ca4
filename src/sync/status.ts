import type { TableName } from "#model/tables.ts";
import type { Store } from "#store.ts";
import { readProgress } from "./progress.ts";
import { count } from "./staging.ts";

/** How far the sync of a source is, by table; empty for a source that is always loaded whole. */
export interface SyncStatus {
  readonly tables: readonly TableStatus[];
}

export interface TableStatus {
  readonly table: TableName;
  /** Every change before it is stored. */
  readonly until: Date | null;
  /** Where history begins so far; null when all of it is there. */
  readonly since: Date | null;
  /** Rows read, ever. */
  readonly rows: number;
  /** Rows that the source lists no longer and that wait for somebody to confirm it. */
  readonly held: number | null;
}

export function syncStatus(store: Store): Promise<SyncStatus> {
  return store.collect(async (landing) => {
    const made =
      "SELECT count(*) AS n FROM information_schema.tables WHERE table_schema = 'mirror' AND table_name = 'progress'";
    if ((await count(landing, made)) === 0) return { tables: [] };
    const tables = [...(await readProgress(landing)).values()];
    return {
      tables: tables.map(({ table, until, since, complete, rows, held }) => ({
        ...{ table, until, since: complete ? null : since, rows, held },
      })),
    };
  });
}
