import type { LinkageField } from "./linkage-field.ts";

/** Pairs of different or same records alike: those that agree on the first field, and those that agree on both. */
export interface JointAgreement {
  /** At first · fields + second: pairs that agree on the first and have both values of the second. */
  readonly first: Float64Array;
  readonly both: Float64Array;
}

/**
 * How often two records agree on one field given that they agree on another, counted over all n² pairs: people of one
 * household share name and address, a postcode goes with its suburb. With `split`, pairs across it only.
 * O(records · fields²).
 */
export function jointAgreement(fields: readonly LinkageField[], records: number, split?: number): JointAgreement {
  const width = fields.length;
  const first = new Float64Array(width * width);
  const both = new Float64Array(width * width);
  for (const [j, one] of fields.entries()) {
    for (const [k, other] of fields.entries()) {
      if (j === k) continue;
      const known = (record: number) => other.ids[record] as number;
      const cell = j * width + k;
      first[cell] = equalPairs(records, split, (record) => (known(record) < 0 ? -1 : (one.ids[record] as number)));
      if (j > k) both[cell] = both[k * width + j] as number;
      else {
        const values = other.values.length;
        both[cell] = equalPairs(records, split, (record) => {
          const [a, b] = [one.ids[record] as number, known(record)];
          return a < 0 || b < 0 ? -1 : a * values + b;
        });
      }
    }
  }
  return { first, both };
}

/** Pairs of records with the same key; keys below zero are none. */
function equalPairs(records: number, split: number | undefined, keyOf: (record: number) => number): number {
  const before = new Map<number, number>();
  let pairs = 0;
  if (split === undefined) {
    for (let record = 0; record < records; record++) {
      const key = keyOf(record);
      if (key < 0) continue;
      const count = before.get(key) ?? 0;
      pairs += count;
      before.set(key, count + 1);
    }
    return pairs;
  }
  for (let record = 0; record < split; record++) {
    const key = keyOf(record);
    if (key >= 0) before.set(key, (before.get(key) ?? 0) + 1);
  }
  for (let record = split; record < records; record++) {
    const key = keyOf(record);
    if (key >= 0) pairs += before.get(key) ?? 0;
  }
  return pairs;
}
