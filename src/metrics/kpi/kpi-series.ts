/**
 * An indicator's values bucket by bucket. A sum of which a bucket has no row is zero there, a ratio is not known (NaN);
 * before the first value that is not zero nothing was recorded. O(buckets).
 */
export function kpiSeries(
  starts: readonly string[],
  rows: readonly { readonly start: string | null; readonly value: number | null }[],
  isSum: boolean,
): Float64Array {
  const found = new Map(rows.map(({ start, value }) => [start, value]));
  const missing = isSum ? 0 : Number.NaN;
  const values = Float64Array.from(starts, (start) => (found.has(start) ? (found.get(start) ?? Number.NaN) : missing));
  const first = values.findIndex((value) => value !== 0 && !Number.isNaN(value));
  return values.fill(Number.NaN, 0, first < 0 ? values.length : first);
}
