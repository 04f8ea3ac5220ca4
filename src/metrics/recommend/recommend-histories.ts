/** Lines of orders by account, time, order and product: `order · base + product` is bought by `account`. */
export interface PurchaseColumns {
  readonly account: Float64Array;
  readonly pair: Float64Array;
  readonly base: number;
}

/**
 * What each account bought, order by order: orders of account row a are `orderStarts[a]` … `orderStarts[a + 1] − 1`, the
 * items of order o `items[itemStarts[o]]` …, each once.
 */
export interface Histories {
  /** Keys by account row. */
  readonly accounts: Float64Array;
  readonly orderStarts: Int32Array;
  readonly itemStarts: Int32Array;
  readonly items: Int32Array;
}

/** Histories out of order lines; `rowOf` is the item of a product's key, −1 for none. Linear in the number of lines. */
export function purchaseHistories({ account, pair, base }: PurchaseColumns, rowOf: Int32Array): Histories {
  const accounts: number[] = [];
  const [orderStarts, itemStarts] = [[0], [0]];
  const items = new Int32Array(pair.length);
  let end = 0;
  let order = -1;
  let start = 0;
  const closeOrder = () => {
    if (end > start) itemStarts.push(end);
    start = end;
  };
  for (let line = 0; line < pair.length; line += 1) {
    const own = account[line] as number;
    const next = Math.floor((pair[line] as number) / base);
    const isNew = own !== accounts[accounts.length - 1];
    if (isNew || next !== order) closeOrder();
    if (isNew) {
      if (accounts.length > 0) orderStarts.push(itemStarts.length - 1);
      accounts.push(own);
    }
    order = next;
    const item = rowOf[(pair[line] as number) - next * base] ?? -1;
    if (item < 0 || pair[line] === pair[line - 1]) continue;
    items[end] = item;
    end += 1;
  }
  closeOrder();
  if (accounts.length > 0) orderStarts.push(itemStarts.length - 1);
  return {
    accounts: Float64Array.from(accounts),
    orderStarts: Int32Array.from(orderStarts),
    itemStarts: Int32Array.from(itemStarts),
    items: items.slice(0, end),
  };
}

/** Something that an account bought. */
export interface OwnedItem {
  readonly item: number;
  /** Orders since the last one with it; 0 is in the latest. */
  readonly ordersAgo: number;
  /** Orders with it. */
  readonly times: number;
}

/** Items read of one account at most: the most recently bought ones. */
const mostOwned = 400;

/**
 * What an account owned before its `hidden` latest orders, the most recently bought first, at most 400 items.
 * Linear in what it bought.
 */
export function ownedItems({ orderStarts, itemStarts, items }: Histories, account: number, hidden = 0): OwnedItem[] {
  const [first, last] = [orderStarts[account] as number, (orderStarts[account + 1] as number) - hidden];
  const owned = new Map<number, { item: number; ordersAgo: number; times: number }>();
  for (let order = last - 1; order >= first; order -= 1) {
    for (let at = itemStarts[order] as number; at < (itemStarts[order + 1] as number); at += 1) {
      const item = items[at] as number;
      const known = owned.get(item);
      if (known !== undefined) known.times += 1;
      else if (owned.size < mostOwned) owned.set(item, { item, ordersAgo: last - 1 - order, times: 1 });
    }
  }
  return [...owned.values()];
}
