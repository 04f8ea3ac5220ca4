import type { Transactions } from "./itemsets.ts";

/** Which orders hold which products, ascending: `order · base + product`, both whole numbers, the product below the base. */
export interface OrderedProducts {
  readonly pairs: Float64Array;
  readonly base: number;
}

/**
 * Baskets out of orders and their products; `rowOf` gives the item of a product's key, −1 for none. An order's basket is
 * the set of its items. Orders without any are left out, and equal baskets become one with a weight, in the order in which
 * they first occur. O(Σ size · log size of the orders); memory a quarter of the input and what the distinct baskets take.
 */
export function basketTransactions(
  { pairs, base }: OrderedProducts,
  rowOf: Int32Array,
  itemCount: number,
): Transactions {
  const book = new DistinctBaskets();
  let items = new Int32Array(256);
  for (let at = 0; at < pairs.length; ) {
    const order = Math.floor((pairs[at] as number) / base);
    const next = (order + 1) * base;
    let size = 0;
    for (; at < pairs.length && (pairs[at] as number) < next; at += 1) {
      const item = rowOf[(pairs[at] as number) - order * base] ?? -1;
      if (item < 0) continue;
      if (size === items.length) items = grown(items, size + 1);
      items[size] = item;
      size += 1;
    }
    const end = sortedSet(items, 0, size);
    if (end > 0) book.add(items, 0, end);
  }
  return { ...book.done(), itemCount };
}

/** Sorts `items[start]` … `items[end − 1]` in place, each item once, and returns where they then end. */
function sortedSet(items: Int32Array, start: number, end: number): number {
  if (end - start > 32) items.subarray(start, end).sort();
  for (let at = start + 1; at < end; at += 1) {
    const item = items[at] as number;
    let place = at;
    for (; place > start && (items[place - 1] as number) > item; place -= 1) items[place] = items[place - 1] as number;
    items[place] = item;
  }
  let last = start;
  for (let at = start + 1; at < end; at += 1) {
    if (items[at] === items[last]) continue;
    last += 1;
    items[last] = items[at] as number;
  }
  return end > start ? last + 1 : start;
}

/** Collects baskets, counting equal ones; open addressing. */
class DistinctBaskets {
  private items = new Int32Array(1024);
  private offsets = new Int32Array(256);
  private weights = new Int32Array(256);
  private slots = new Int32Array(1024).fill(-1);
  private count = 0;

  add(from: Int32Array, start: number, end: number): void {
    const mask = this.slots.length - 1;
    let slot = hash(from, start, end) & mask;
    for (let basket = this.slots[slot] as number; basket !== -1; basket = this.slots[slot] as number) {
      if (this.isSame(basket, from, start, end)) {
        this.weights[basket] = (this.weights[basket] as number) + 1;
        return;
      }
      slot = (slot + 1) & mask;
    }
    this.slots[slot] = this.count;
    const place = this.offsets[this.count] as number;
    if (place + end - start > this.items.length) this.items = grown(this.items, place + end - start);
    this.items.set(from.subarray(start, end), place);
    if (this.count + 2 > this.offsets.length) {
      this.offsets = grown(this.offsets, this.count + 2);
      this.weights = grown(this.weights, this.count + 2);
    }
    this.weights[this.count] = 1;
    this.count += 1;
    this.offsets[this.count] = place + end - start;
    if (this.count * 2 > this.slots.length) this.rehash();
  }

  done(): Pick<Required<Transactions>, "items" | "offsets" | "weights"> {
    const offsets = this.offsets.slice(0, this.count + 1);
    const items = this.items.slice(0, offsets[this.count]);
    return { items, offsets, weights: this.weights.slice(0, this.count) };
  }

  private isSame(basket: number, from: Int32Array, start: number, end: number): boolean {
    const own = this.offsets[basket] as number;
    if ((this.offsets[basket + 1] as number) - own !== end - start) return false;
    for (let at = start; at < end; at += 1) if (from[at] !== this.items[own + at - start]) return false;
    return true;
  }

  private rehash(): void {
    this.slots = new Int32Array(this.slots.length * 4).fill(-1);
    const mask = this.slots.length - 1;
    for (let basket = 0; basket < this.count; basket += 1) {
      let slot = hash(this.items, this.offsets[basket] as number, this.offsets[basket + 1] as number) & mask;
      while (this.slots[slot] !== -1) slot = (slot + 1) & mask;
      this.slots[slot] = basket;
    }
  }
}

function grown(list: Int32Array<ArrayBuffer>, least: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(Math.max(least, list.length * 2));
  larger.set(list);
  return larger;
}

/** Source: Fowler, Noll & Vo, FNV-1a, over whole items; mixed once more as only low bits are used. */
function hash(items: Int32Array, start: number, end: number): number {
  let key = 0x811c9dc5;
  for (let at = start; at < end; at += 1) key = Math.imul(key ^ (items[at] as number), 0x01000193);
  key = Math.imul(key ^ (key >>> 15), 0x85ebca6b);
  return (key ^ (key >>> 13)) >>> 0;
}
