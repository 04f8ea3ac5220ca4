import { type Stream, stamped } from "../stream.ts";

/** What was ordered; sections and notes between the lines are left out. */
export const orderLines: Stream = {
  table: "order_lines",
  mapping: {
    stream: "sale.order.line",
    columns: {
      ...stamped,
      order_id: "order_id.0",
      product_id: "product_id.0",
      quantity: "product_uom_qty",
      unit_price: "price_unit",
      discount: { from: "discount", transform: "percent" },
      net: "price_subtotal",
      cost: "_cost",
    },
  },
  parts: [
    {
      model: "sale.order.line",
      app: "sale",
      domain: () => [["display_type", "=", false]],
      needs: ["purchase_price", "product_uom_qty"],
      // Unit costs are there where the app Margins is.
      complete: async (records) =>
        records.map((record) => {
          const { purchase_price: cost, product_uom_qty: quantity } = record;
          const known = typeof cost === "number" && typeof quantity === "number";
          return { ...record, _cost: known ? Math.round(cost * quantity * 10_000) / 10_000 : null };
        }),
    },
  ],
};
