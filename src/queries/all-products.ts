import type { View } from "#store.ts";

export const sample = {};

/** Every product by its key: external id, sku, name, category, list price, and whether it is still sold (1) or not (0). */
export async function allProducts(view: View) {
  const { columns } = await view.columns(
    `SELECT id, external_id, sku, name, category, list_price, CASE WHEN is_active = FALSE THEN 0 ELSE 1 END AS sold
     FROM products ORDER BY id`,
    {},
    {
      id: "integer",
      external_id: "text",
      sku: "text?",
      name: "text?",
      category: "text?",
      list_price: "double?",
      sold: "integer",
    },
  );
  return {
    key: columns.id,
    id: columns.external_id,
    sku: columns.sku,
    name: columns.name,
    category: columns.category,
    price: columns.list_price,
    sold: columns.sold,
  };
}
