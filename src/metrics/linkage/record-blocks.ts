/** Records that share a key, block behind block. */
export interface RecordBlocks {
  /** Record numbers, ascending within a block. */
  readonly members: Int32Array;
  /** Where blocks of so many records begin. */
  bySize(size: number): readonly number[];
}

/** Larger blocks tell nothing. */
export const largestBlock = 400;

/**
 * Groups records by keys 0..keyCount − 1, of which `keysOf` hands over those of a record; blocks of one record, and of
 * more than `largestBlock`, are left out. O(keys handed over).
 */
export function recordBlocks(
  records: number,
  keyCount: number,
  keysOf: (record: number, take: (key: number) => void) => void,
): RecordBlocks {
  const counts = new Int32Array(keyCount);
  const last = new Int32Array(keyCount).fill(-1);
  for (let record = 0; record < records; record++) {
    keysOf(record, (key) => {
      if (last[key] === record) return;
      last[key] = record;
      counts[key] = (counts[key] as number) + 1;
    });
  }
  const starts = new Int32Array(keyCount).fill(-1);
  const sizes: number[][] = [];
  let length = 0;
  for (let key = 0; key < keyCount; key++) {
    const size = counts[key] as number;
    if (size < 2 || size > largestBlock) continue;
    starts[key] = length;
    sizes[size] ??= [];
    sizes[size].push(length);
    length += size;
  }
  const members = new Int32Array(length);
  last.fill(-1);
  for (let record = 0; record < records; record++) {
    keysOf(record, (key) => {
      const next = starts[key] as number;
      if (next < 0 || last[key] === record) return;
      last[key] = record;
      members[next] = record;
      starts[key] = next + 1;
    });
  }
  return { members, bySize: (size) => sizes[size] ?? [] };
}
