import type { Source } from "#connector.ts";
import type { TableName } from "#model/tables.ts";
import type { TableRead } from "./report.ts";

/** How far the table that is being read is. */
export interface Reading {
  readonly table: TableName;
  /** Rows that were stored of it by this sync. */
  readonly rows: number;
  readonly perSecond: number;
  /** Null when the source does not say how many there are. */
  readonly secondsLeft: number | null;
}

/** Counts what is read, and says how it goes. */
export interface Tally {
  begin(table: TableName): Promise<void>;
  stored(table: TableName, counts: Omit<TableRead, "table">): void;
  end(): void;
  reads(): readonly TableRead[];
}

/** A table says how far it is after so many rows. */
const stride = 100_000;

export function createTally(source: Source, say: (note: string) => void, told: (reading: Reading) => void): Tally {
  const counts = new Map<TableName, Omit<TableRead, "table">>();
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
      const seconds = (performance.now() - (begun.get(table) ?? 0)) / 1000;
      const perSecond = now.read / Math.max(seconds, 0.001);
      const total = totals.get(table);
      const secondsLeft =
        total === undefined || total <= now.read ? null : Math.ceil((total - now.read) / Math.max(perSecond, 1));
      told({ table, rows: now.read, perSecond: Math.round(perSecond), secondsLeft });
      if (Math.floor(now.read / stride) === Math.floor(before.read / stride)) return;
      const left = secondsLeft === null ? "" : `, about ${secondsLeft} s left`;
      say(`${table}: ${now.read} rows so far, ${Math.round(perSecond)} per second${left}`);
    },
    end() {
      for (const [table, { read, changed }] of counts)
        if (read > 0) say(`${table}: ${read} rows read, ${changed} changed`);
    },
    reads: () => [...counts].map(([table, found]) => ({ table, ...found })),
  };
}
