import type { TableName } from "#model/tables.ts";
import type { Landing } from "#store.ts";
import { staged } from "./staging.ts";

/**
 * Rows that are numbered, joined and sorted at a time: whatever a table's size, it takes the memory of so many. They fill
 * two of DuckDB's row groups, which then go to the disk at once: the rest of a third would wait in memory for the end.
 */
export const sliceRows = 2 * 122_880;

/** SQL: is this column, which holds places (row numbers) of staging, within the slice? */
export type Slice = (place: string) => string;

/** Divides a staging table by its places; one slice of a table that needs none, none of an empty one. */
export async function slices(landing: Landing, table: TableName): Promise<Slice[]> {
  // Rows that no transaction has committed yet are counted from 2^55, far from the others and beyond what numbers tell apart.
  const found = await landing.rows(
    `SELECT DISTINCT first + (rowid - first) // ${sliceRows} * ${sliceRows} AS start
     FROM ${staged(table)}, (SELECT min(rowid) AS first FROM ${staged(table)}) AS beginning ORDER BY start`,
  );
  return found.map(({ start }) => {
    const from = BigInt(start as bigint);
    return (place) => `${place} >= ${from} AND ${place} < ${from + BigInt(sliceRows)}`;
  });
}
