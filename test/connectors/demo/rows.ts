import connector from "#connectors/demo/index.ts";
import type { SourceRow, TableName } from "#model/tables.ts";
import { alone } from "../alone.ts";

export const autumn = new Date("2026-11-22T05:00:00Z");

const kept = new Map<string, Promise<readonly unknown[]>>();

async function load(table: TableName, now: Date): Promise<readonly unknown[]> {
  const source = await connector.open({}, { now, zone: "Asia/Shanghai", scratch: "/nonexistent", ...alone });
  const rows: unknown[] = [];
  for await (const page of source.read?.(table, { lo: null, hi: now }, null) ?? []) {
    for (const row of page.rows) rows.push(row);
  }
  return rows;
}

/** Every row of one table of the demo company as of an instant; read once for all tests of a file. */
export function rowsOf<Name extends TableName>(table: Name, now: Date = autumn): Promise<readonly SourceRow<Name>[]> {
  const key = `${table} ${now.toISOString()}`;
  const rows = kept.get(key) ?? load(table, now);
  kept.set(key, rows);
  return rows as Promise<readonly SourceRow<Name>[]>;
}

/** Quarter in Shanghai of an instant, such as `2026Q3`. */
export function quarter(instant: string): string {
  const local = new Date(Date.parse(instant) + 8 * 3_600_000);
  return `${local.getUTCFullYear()}Q${Math.floor(local.getUTCMonth() / 3) + 1}`;
}

export function day(instant: string): string {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** z of the difference of two proportions with a pooled variance. */
export function twoProportions(hits: number, of: number, otherHits: number, otherOf: number): number {
  const pooled = (hits + otherHits) / (of + otherOf);
  return (hits / of - otherHits / otherOf) / Math.sqrt(pooled * (1 - pooled) * (1 / of + 1 / otherOf));
}
