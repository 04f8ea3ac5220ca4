import { type TableName, tables } from "./model/tables.ts";
import type { Administration, SyncState } from "./office.ts";
import type { Store } from "./store.ts";
import type { Syncing } from "./syncing.ts";

/** What administrators see and may do of the sync; `next` says when the CRM is looked at again. */
export function createSyncStates(parts: {
  readonly syncing: Pick<Syncing, "status" | "bringUpToDate">;
  readonly store: Pick<Store, "freshness">;
  readonly sourceTitle: string;
  readonly next: () => Date | null;
}): Pick<Administration, "syncState" | "beginSync"> {
  const { syncing, store, sourceTitle, next } = parts;
  return {
    async syncState(): Promise<SyncState> {
      const { running, reading, last, tables: followed } = await syncing.status();
      const { confirmedAt = null, rows = {} } = store.freshness() ?? {};
      const names = new Set([...Object.keys(rows), ...followed.map(({ table }) => table)]);
      return {
        ...{ source: sourceTitle, running, reading, confirmedAt, next: next() },
        failure: last === null || last.error === null ? null : { at: last.at, message: last.error },
        notes: last?.report?.notes ?? [],
        tables: [...names].map((table) => {
          const { until = null, since = null, held = null } = followed.find((one) => one.table === table) ?? {};
          return { table, rows: rows[table] ?? 0, until, since, held };
        }),
      };
    },
    beginSync({ confirm }) {
      const tableNames = Object.keys(tables).filter((name): name is TableName => name === confirm);
      // A failure is kept in the status, where it is asked for.
      syncing.bringUpToDate({ force: true, confirm: tableNames }).catch(() => {});
    },
  };
}
