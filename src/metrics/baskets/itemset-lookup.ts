import { seededRandom } from "../random.ts";
import type { Itemsets } from "./itemsets.ts";

/**
 * Counts of itemsets by their items: `countOf(start, end, without)` is the count of `items[start]` … `items[end − 1]`,
 * leaving out the one at `without`. Throws for what is not among the itemsets. Building it is O(items), a look-up O(set).
 * Source: Zobrist, A new hashing method with application for game playing (1970); open addressing.
 */
export function itemsetLookup({ items, offsets, counts }: Itemsets) {
  const random = seededRandom(1);
  const keys = Int32Array.from(
    { length: items.reduce((most, item) => Math.max(most, item), -1) + 1 },
    () => random() * 2 ** 32,
  );
  const mask = 2 ** Math.ceil(Math.log2(counts.length + 1) + 1) - 1;
  const slots = new Int32Array(mask + 1).fill(-1);
  const hash = (start: number, end: number, without: number) => {
    let key = 0;
    for (let at = start; at < end; at += 1) if (at !== without) key ^= keys[items[at] as number] as number;
    return (key ^ (key >>> 15)) & mask;
  };
  for (let set = 0; set < counts.length; set += 1) {
    let slot = hash(offsets[set] as number, offsets[set + 1] as number, -1);
    while (slots[slot] !== -1) slot = (slot + 1) & mask;
    slots[slot] = set;
  }
  const same = (set: number, start: number, end: number, without: number) => {
    let at = offsets[set] as number;
    if ((offsets[set + 1] as number) - at !== end - start - (without >= start && without < end ? 1 : 0)) return false;
    for (let other = start; other < end; other += 1) {
      if (other === without) continue;
      if (items[other] !== items[at]) return false;
      at += 1;
    }
    return true;
  };
  return (start: number, end: number, without = -1): number => {
    let slot = hash(start, end, without);
    for (let set = slots[slot] as number; set !== -1; set = slots[slot] as number) {
      if (same(set, start, end, without)) return counts[set] as number;
      slot = (slot + 1) & mask;
    }
    throw new Error("itemsetLookup requires all subsets to be among the itemsets");
  };
}
