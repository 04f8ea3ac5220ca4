/**
 * Rows by their values, the largest first, equal values in the order of the rows. Values are finite. Sorting numbers
 * and looking places up is several times as fast as sorting rows by comparison. O(n log n).
 *
 * @example descendingOrder(Float64Array.of(2, 9, 2)) // Int32Array [1, 0, 2]
 */
export function descendingOrder(values: Float64Array): Int32Array {
  const sorted = values.slice().sort();
  const rows = values.length;
  const taken = new Int32Array(rows);
  const order = new Int32Array(rows);
  for (let row = 0; row < rows; row++) {
    // The first place of the value: behind all that are larger.
    const value = values[row] as number;
    let [low, high] = [0, rows];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sorted[middle] as number) <= value) low = middle + 1;
      else high = middle;
    }
    const first = rows - low;
    order[first + (taken[first] as number)] = row;
    taken[first] = (taken[first] as number) + 1;
  }
  return order;
}
