import { batchCharacters, batchRows, type SqlRow } from "./database.ts";

/** Characters that rows take. */
export function charactersOf(rows: readonly SqlRow[]): number {
  let sum = 0;
  for (const row of rows) for (const cell of row) sum += cell?.length ?? 4;
  return sum;
}

/** How many rows to fetch after these, so that neither their number nor their size gets out of hand. */
export function nextBatch(rows: readonly SqlRow[]): number {
  const each = Math.max(1, charactersOf(rows) / Math.max(1, rows.length));
  // Twice as many at most: the rows to come may be larger than those that were.
  return Math.max(1, Math.min(batchRows, 2 * rows.length, Math.floor(batchCharacters / each)));
}
