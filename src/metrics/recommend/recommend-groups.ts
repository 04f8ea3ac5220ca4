import { type Histories, ownedItems } from "./recommend-histories.ts";

/** Buyers among accounts of each group; the last group is everybody. Cells are `group · items + item`. */
export interface GroupBuyers {
  readonly accounts: Int32Array;
  readonly buyers: Int32Array;
}

/** How many people's worth of everybody's share a group's own share is mixed with. */
const prior = 20;

/**
 * Accounts of each group, and those that bought each item before their `hidden` latest orders. `groupOf` is the group of
 * each account row, −1 for none. Linear in what was bought.
 */
export function groupBuyers(
  histories: Histories,
  groupOf: Int32Array,
  groups: number,
  itemCount: number,
  hidden = 0,
): GroupBuyers {
  const accounts = new Int32Array(groups + 1);
  const buyers = new Int32Array((groups + 1) * itemCount);
  for (let account = 0; account < histories.accounts.length; account += 1) {
    const owned = ownedItems(histories, account, hidden);
    if (owned.length === 0) continue;
    const group = groupOf[account] as number;
    for (const each of group < 0 ? [groups] : [group, groups]) {
      accounts[each] = (accounts[each] as number) + 1;
      for (const { item } of owned) {
        buyers[each * itemCount + item] = (buyers[each * itemCount + item] as number) + 1;
      }
    }
  }
  return { accounts, buyers };
}

/** Share of a group's accounts that bought an item, drawn towards everybody's share where the group is small. */
export function buyingShare({ accounts, buyers }: GroupBuyers, group: number, item: number): number {
  const everybody = accounts.length - 1;
  const itemCount = buyers.length / accounts.length;
  const all = (buyers[everybody * itemCount + item] as number) / Math.max(1, accounts[everybody] as number);
  if (group < 0 || group === everybody) return all;
  return ((buyers[group * itemCount + item] as number) + prior * all) / ((accounts[group] as number) + prior);
}
