import type { View } from "#store.ts";
import { type BasketSpan, basketOrders, sample as span } from "./basket-lines.ts";

export interface BasketRevenueSpan extends BasketSpan {
  /** Keys of at least one product. */
  readonly products: readonly number[];
}

export const sample: BasketRevenueSpan = { ...span, products: [1, 2, 100, 101] };

/** What the lines of a span's orders brought by product, net and in the reporting currency; only of the products asked for. */
export function basketRevenue(view: View, { start, end, priced, products }: BasketRevenueSpan) {
  const wanted = products.map((key) => Math.trunc(key)).join(", ");
  // By way of text, because ClickHouse cuts a double where DuckDB rounds it.
  const quantity = "CAST(CAST(order_lines.quantity AS VARCHAR) AS DECIMAL(18, 4))";
  return view.select(
    `SELECT order_lines.product_id AS product,
       sum(coalesce(order_lines.net, CAST(${quantity} * order_lines.unit_price AS DECIMAL(18, 4)))) AS net
     FROM (${basketOrders(priced)}) AS placed JOIN order_lines ON order_lines.order_id = placed.id
     WHERE order_lines.product_id IN (${wanted}) AND (order_lines.quantity IS NULL OR order_lines.quantity > 0)
     GROUP BY order_lines.product_id ORDER BY product`,
    { start, end },
    { product: "integer", net: "double?" },
  );
}
