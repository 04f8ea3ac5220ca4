import type { Random } from "../random.ts";

/**
 * Row numbers of a simple random sample without replacement, ascending; all rows when there are no more than `size`.
 * O(rows). Source: Fan, Muller & Rezucha (1962), selection sampling; Knuth, TAOCP 2, algorithm 3.4.2S.
 */
export function sampleRows(rows: number, size: number, random: Random): Int32Array {
  const chosen = new Int32Array(Math.min(rows, size));
  let found = 0;
  for (let row = 0; found < chosen.length; row += 1) {
    if ((rows - row) * random() < chosen.length - found) {
      chosen[found] = row;
      found += 1;
    }
  }
  return chosen;
}

/** Points (row-major, `dimensions` numbers each) of some rows, copied. O(rows · dimensions). */
export function takeRows(points: Float64Array, dimensions: number, rows: Int32Array): Float64Array {
  const taken = new Float64Array(rows.length * dimensions);
  for (let index = 0; index < rows.length; index += 1) {
    const start = (rows[index] as number) * dimensions;
    for (let axis = 0; axis < dimensions; axis += 1) taken[index * dimensions + axis] = points[start + axis] as number;
  }
  return taken;
}

/** How many different points there are, counted up to `limit`. O(points · limit · dimensions), mostly far less. */
export function distinctPoints(points: Float64Array, dimensions: number, limit: number): number {
  const found: number[] = [];
  for (let start = 0; start < points.length && found.length < limit; start += dimensions) {
    if (!found.some((other) => same(points, dimensions, start, other))) found.push(start);
  }
  return found.length;
}

function same(points: Float64Array, dimensions: number, one: number, other: number): boolean {
  for (let axis = 0; axis < dimensions; axis += 1) if (points[one + axis] !== points[other + axis]) return false;
  return true;
}
