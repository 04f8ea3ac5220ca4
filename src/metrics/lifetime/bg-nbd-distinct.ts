/** Rows that occur, each once, in the order they are first seen. */
export interface DistinctRows {
  /** Which distinct row each row is. */
  readonly index: Int32Array;
  /** A row that is like each distinct row. */
  readonly first: Int32Array;
  /** How many rows are like each distinct row. */
  readonly count: Float64Array;
}

/**
 * Groups rows with equal numbers in all columns (of equal length), by hashing: many customers share their purchase
 * history, and what depends on nothing else needs to be computed once. O(n).
 */
export function distinctRows(columns: readonly Float64Array[]): DistinctRows {
  const rows = columns[0]?.length ?? 0;
  const bits = columns.map((column) => new Uint32Array(column.buffer, column.byteOffset, 2 * column.length));
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * rows + 1))).fill(-1);
  const index = new Int32Array(rows);
  const first = new Int32Array(rows);
  const count = new Float64Array(rows);
  let found = 0;
  for (let row = 0; row < rows; row++) {
    let hash = 0;
    for (let column = 0; column < bits.length; column++) {
      const half = bits[column] as Uint32Array;
      hash = Math.imul(hash ^ (half[2 * row] as number), 0x9e3779b1);
      hash = Math.imul((hash ^ (hash >>> 15)) + (half[2 * row + 1] as number), 0x85ebca6b);
    }
    let slot = (hash ^ (hash >>> 13)) & (slots.length - 1);
    let group = slots[slot] as number;
    while (group >= 0 && !alike(columns, row, first[group] as number)) {
      slot = (slot + 1) & (slots.length - 1);
      group = slots[slot] as number;
    }
    if (group < 0) {
      group = found++;
      slots[slot] = group;
      first[group] = row;
    }
    index[row] = group;
    count[group] = (count[group] as number) + 1;
  }
  return { index, first: first.slice(0, found), count: count.slice(0, found) };
}

function alike(columns: readonly Float64Array[], row: number, other: number): boolean {
  for (let index = 0; index < columns.length; index++) {
    const column = columns[index] as Float64Array;
    if (column[row] !== column[other]) return false;
  }
  return true;
}
