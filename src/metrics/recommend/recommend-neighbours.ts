import { type Histories, ownedItems } from "./recommend-histories.ts";

/** Items that go with each item, the most similar first: those of item i begin at `i · width`, −1 where there are no more. */
export interface Neighbours {
  readonly width: number;
  readonly items: Int32Array;
  /** 0..1. */
  readonly similarity: Float32Array;
}

/** Neighbours of one item, and pairs that count for nothing: `count / (count + shrinkage)` tempers rare ones. */
const mostNeighbours = 40;
const shrinkage = 10;

/**
 * Which items go together, in orders or in what accounts own, before each account's `hidden` latest orders: the shrunk
 * cosine n(i, j) / √(n(i) · n(j)) · n(i, j) / (n(i, j) + 10). O(Σ size² + items²); memory four bytes for each pair.
 * Sources: Linden, Smith & York (2003), item-to-item collaborative filtering; Bell & Koren (2007), shrinkage.
 */
export function itemNeighbours(
  histories: Histories,
  itemCount: number,
  { hidden, within }: { readonly hidden: number; readonly within: "orders" | "accounts" },
): Neighbours {
  const together = pairCounts(histories, itemCount, hidden, within);
  const width = Math.min(mostNeighbours, Math.max(0, itemCount - 1));
  const items = new Int32Array(itemCount * width).fill(-1);
  const similarity = new Float32Array(itemCount * width);
  for (let item = 0; item < itemCount; item += 1) {
    const own = together[item * itemCount + item] as number;
    let kept = 0;
    for (let other = 0; other < itemCount; other += 1) {
      const both = together[item * itemCount + other] as number;
      if (both === 0 || other === item) continue;
      const likeness =
        ((both / Math.sqrt(own * (together[other * itemCount + other] as number))) * both) / (both + shrinkage);
      const start = item * width;
      if (kept === width && likeness <= (similarity[start + width - 1] as number)) continue;
      // Inserted into the few kept so far; equal ones stay in the order of their rows.
      let place = Math.min(kept, width - 1);
      for (; place > 0 && (similarity[start + place - 1] as number) < likeness; place -= 1) {
        similarity[start + place] = similarity[start + place - 1] as number;
        items[start + place] = items[start + place - 1] as number;
      }
      similarity[start + place] = likeness;
      items[start + place] = other;
      kept = Math.min(width, kept + 1);
    }
  }
  return { width, items, similarity };
}

/** How many orders (or accounts) hold both of two items, and on the diagonal each one. */
function pairCounts(
  histories: Histories,
  itemCount: number,
  hidden: number,
  within: "orders" | "accounts",
): Int32Array {
  const together = new Int32Array(itemCount * itemCount);
  const count = (set: ArrayLike<number>, start: number, end: number) => {
    for (let one = start; one < end; one += 1) {
      const row = (set[one] as number) * itemCount;
      for (let other = start; other < end; other += 1) {
        const cell = row + (set[other] as number);
        together[cell] = (together[cell] as number) + 1;
      }
    }
  };
  const { accounts, orderStarts, itemStarts, items } = histories;
  for (let account = 0; account < accounts.length; account += 1) {
    if (within === "accounts") {
      const owned = ownedItems(histories, account, hidden).map(({ item }) => item);
      count(owned, 0, owned.length);
      continue;
    }
    for (
      let order = orderStarts[account] as number;
      order < (orderStarts[account + 1] as number) - hidden;
      order += 1
    ) {
      count(items, itemStarts[order] as number, itemStarts[order + 1] as number);
    }
  }
  return together;
}
