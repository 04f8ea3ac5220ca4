import { randomBytes } from "node:crypto";

/** What pages fetch by address: charts and files. */
export interface Shelf<Item> {
  /** Keeps an item and returns its id, which nobody can guess. */
  keep(item: Item): string;
  find(id: string): Item | undefined;
}

/** A shelf in memory; what was longest not looked at leaves first. */
export function createShelf<Item>(limit: number): Shelf<Item> {
  const items = new Map<string, Item>();
  return {
    keep(item) {
      const id = randomBytes(16).toString("hex");
      items.set(id, item);
      for (const oldest of items.keys()) {
        if (items.size <= limit) break;
        items.delete(oldest);
      }
      return id;
    },
    find(id) {
      const item = items.get(id);
      if (item === undefined) return undefined;
      items.delete(id);
      items.set(id, item);
      return item;
    },
  };
}
