import type { View } from "#store.ts";

export const sample = {};

/** Every product by its key: external id, sku, name and category. */
export async function basketProducts(view: View) {
  const { columns } = await view.columns(
    "SELECT id, external_id, sku, name, category FROM products ORDER BY id",
    {},
    { id: "integer", external_id: "text", sku: "text?", name: "text?", category: "text?" },
  );
  return {
    key: columns.id,
    id: columns.external_id,
    sku: columns.sku,
    name: columns.name,
    category: columns.category,
  };
}
