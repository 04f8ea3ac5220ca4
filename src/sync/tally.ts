import type { Source } from "#connector.ts";
import type { TableName } from "#model/tables.ts";
import type { TableRead } from "./report.ts";

/** Counts what is read, and says how it goes. */
export interface Tally {
  begin(table: TableName): Promise<void>;
  stored(table: string, counts: Omit<TableRead, "table">): void;
  end(): void;
  reads(): readonly TableRead[];
}

/** A table says how far it is after so many rows. */
const stride = 100_000;

export function createTally(source: Source, say: (note: string) => void): Tally {
  const counts = new Map<string, Omit<TableRead, "table">>();
  const totals = new Map<string, number>();
  const begun = new Map<string, number>();
  return {
    async begin(table) {
      begun.set(table, performance.now());
      const total = (await source.count?.(table)) ?? null;
      if (total !== null) totals.set(table, total);
    },
    stored(table, { read, changed, deleted }) {
      const before = counts.get(table) ?? { read: 0, changed: 0, deleted: 0 };
      const now = { read: before.read + read, changed: before.changed + changed, deleted: before.deleted + deleted };
      counts.set(table, now);
      if (Math.floor(now.read / stride) === Math.floor(before.read / stride)) return;
      const seconds = (performance.now() - (begun.get(table) ?? 0)) / 1000;
      const perSecond = now.read / Math.max(seconds, 0.001);
      const total = totals.get(table);
      const left =
        total === undefined || total <= now.read ? "" : `, about ${Math.ceil((total - now.read) / perSecond)} s left`;
      say(`${table}: ${now.read} rows so far, ${Math.round(perSecond)} per second${left}`);
    },
    end() {
      for (const [table, { read, changed }] of counts)
        if (read > 0) say(`${table}: ${read} rows read, ${changed} changed`);
    },
    reads: () => [...counts].map(([table, found]) => ({ table: table as TableName, ...found })),
  };
}
