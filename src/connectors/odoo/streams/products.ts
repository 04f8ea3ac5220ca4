import { type Stream, stamped } from "../stream.ts";

/** Variants; what all of a product share lies in its template. */
export const products: Stream = {
  table: "products",
  mapping: {
    stream: "product.product",
    columns: {
      ...stamped,
      sku: "default_code",
      name: "display_name",
      category: "categ_id.1",
      list_price: "lst_price",
      cost: "standard_price",
      is_active: "active",
    },
  },
  parts: [{ model: "product.product", app: "product", follows: ["product_tmpl_id"] }],
};
