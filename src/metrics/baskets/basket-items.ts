/** Products side by side, in the order of their keys. */
export interface ProductColumns {
  /** Keys, whole numbers from 1. */
  readonly key: Float64Array;
  /** External ids. */
  readonly id: readonly string[];
  readonly sku: readonly (string | null)[];
  readonly name: readonly (string | null)[];
  readonly category: readonly (string | null)[];
}

/** What baskets hold: products, or their categories. */
export interface BasketItems {
  /** By row number; no two are equal. */
  readonly names: readonly string[];
  /** Row number by product key, −1 for none. */
  readonly rowOf: Int32Array;
  /** Other words for each row, which may mean several: sku and external id of a product. */
  readonly codes: readonly (readonly string[])[];
}

/**
 * The items that baskets hold. A product goes by its name, else its sku, else its external id; those that share a name get
 * sku or id behind it. Products without a category are no item where categories are. Linear in the number of products.
 */
export function basketItems(products: ProductColumns, level: "product" | "category"): BasketItems {
  const { key, id, sku, name, category } = products;
  const rowOf = new Int32Array(key.reduce((most, each) => Math.max(most, each), 0) + 1).fill(-1);
  if (level === "category") {
    const rows = new Map<string, number>();
    for (const [index, own] of category.entries()) {
      if (own === null || own === "") continue;
      const row = rows.get(own) ?? rows.size;
      rows.set(own, row);
      rowOf[key[index] as number] = row;
    }
    const names = [...rows.keys()];
    return { names, rowOf, codes: names.map(() => []) };
  }
  const spoken = id.map((own, index) => name[index] || sku[index] || own);
  const times = new Map<string, number>();
  for (const own of spoken) times.set(own, (times.get(own) ?? 0) + 1);
  const used = new Set(spoken);
  const names = spoken.map((own, index) => {
    rowOf[key[index] as number] = index;
    if (times.get(own) === 1) return own;
    // External ids are unique, skus need not be; a name that is already somebody's is lengthened by the id as well.
    const [code, only] = [sku[index] || (id[index] as string), id[index] as string];
    const longer = [`${own} (${code})`, `${own} (${only})`, `${own} (${code}, ${only})`].find(
      (each) => !used.has(each),
    );
    used.add(longer ?? own);
    return longer ?? own;
  });
  return { names, rowOf, codes: id.map((own, index) => [own, ...(sku[index] ? [sku[index]] : [])]) };
}
