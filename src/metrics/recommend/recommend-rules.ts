import { type Histories, ownedItems } from "./recommend-histories.ts";
import type { Neighbours } from "./recommend-neighbours.ts";

/**
 * How often neighbours go together in each group, the last group being everybody. Of an item's neighbour at `place` (its
 * place among the neighbours) and group g: cell `g · places + place`; of an item alone: `g · items + item`.
 */
export interface RulePairs {
  readonly places: number;
  readonly itemCount: number;
  /** Accounts that own both, and the item. */
  readonly accountsBoth: Int32Array;
  readonly accountsWith: Int32Array;
  /** Orders that hold both, and the item. */
  readonly ordersBoth: Int32Array;
  readonly ordersWith: Int32Array;
}

/** Counts the neighbours' rules by group. O(Σ items of accounts and orders · neighbours). */
export function rulePairs(
  histories: Histories,
  groupOf: Int32Array,
  groups: number,
  neighbours: Neighbours,
): RulePairs {
  const { width, items } = neighbours;
  const places = items.length;
  const itemCount = width === 0 ? 1 : places / width;
  const found = {
    accountsBoth: new Int32Array((groups + 1) * places),
    accountsWith: new Int32Array((groups + 1) * itemCount),
    ordersBoth: new Int32Array((groups + 1) * places),
    ordersWith: new Int32Array((groups + 1) * itemCount),
  };
  const inSet = new Int32Array(itemCount).fill(-1);
  let sets = 0;
  const count = (
    set: ArrayLike<number>,
    start: number,
    end: number,
    group: number,
    both: Int32Array,
    alone: Int32Array,
  ) => {
    sets += 1;
    for (let at = start; at < end; at += 1) inSet[set[at] as number] = sets;
    for (let at = start; at < end; at += 1) {
      const item = set[at] as number;
      for (const each of group < 0 ? [groups] : [group, groups]) {
        alone[each * itemCount + item] = (alone[each * itemCount + item] as number) + 1;
      }
      for (let place = item * width; place < (item + 1) * width; place += 1) {
        const other = items[place] as number;
        if (other < 0) break;
        if (inSet[other] !== sets) continue;
        if (group >= 0) both[group * places + place] = (both[group * places + place] as number) + 1;
        both[groups * places + place] = (both[groups * places + place] as number) + 1;
      }
    }
  };
  const { accounts, orderStarts, itemStarts, items: bought } = histories;
  for (let account = 0; account < accounts.length; account += 1) {
    const group = groupOf[account] as number;
    const owned = ownedItems(histories, account).map(({ item }) => item);
    count(owned, 0, owned.length, group, found.accountsBoth, found.accountsWith);
    for (let order = orderStarts[account] as number; order < (orderStarts[account + 1] as number); order += 1) {
      const [start, end] = [itemStarts[order] as number, itemStarts[order + 1] as number];
      count(bought, start, end, group, found.ordersBoth, found.ordersWith);
    }
  }
  return { places, itemCount, ...found };
}
