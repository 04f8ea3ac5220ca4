import type { BasketItems, ProductColumns } from "../baskets/basket-items.ts";
import type { ItemFacts } from "./recommend-offers.ts";

/** Products as a model's items. */
export interface RecommendFacts extends ItemFacts {
  /** By item row, as an asker reads them. */
  readonly names: readonly string[];
  /** Item row by product key, −1 for none, for all keys below the base. */
  readonly rowOf: Int32Array;
  readonly base: number;
  /** Items that are no longer sold. */
  readonly inactive: number;
}

/**
 * What is known of a model's items out of the products as they are now; one that is gone is not sold. Linear in the number
 * of products.
 */
export function recommendFacts(
  keys: Int32Array,
  products: ProductColumns & { readonly price: Float64Array; readonly sold: Float64Array },
  items: BasketItems,
): RecommendFacts {
  const rows = Array.from(keys, (key) => items.rowOf[key] ?? -1);
  const base = Math.max(
    items.rowOf.length,
    keys.reduce((most, key) => Math.max(most, key + 1), 1),
  );
  const rowOf = new Int32Array(base).fill(-1);
  for (const [row, key] of keys.entries()) rowOf[key] = row;
  const sold = rows.map((row) => row >= 0 && products.sold[row] === 1);
  return {
    names: rows.map((row) => items.names[row] ?? ""),
    category: rows.map((row) => products.category[row] ?? null),
    price: Float64Array.from(rows, (row) => products.price[row] ?? Number.NaN),
    sold,
    rowOf,
    base,
    inactive: sold.filter((each) => !each).length,
  };
}
