import type { View } from "#store.ts";

/** Instants `[start, end)`; `priced` to read orders that count, else those that say nothing of money. */
export interface BasketSpan {
  readonly start: Date;
  readonly end: Date;
  readonly priced: boolean;
}

export const sample: BasketSpan = {
  start: new Date("2025-11-01T00:00:00Z"),
  end: new Date("2026-11-01T00:00:00Z"),
  priced: true,
};

/** Orders of a span that count, or the confirmed ones without an amount: their keys as `id`. */
export function basketOrders(priced: boolean): string {
  const span = "ordered_at >= $start AND ordered_at < $end";
  return priced
    ? `SELECT id FROM valid_orders WHERE ${span}`
    : `SELECT id FROM orders WHERE ${span} AND status IN ('confirmed', 'fulfilled') AND net IS NULL AND (units IS NULL OR units > 0)`;
}

/**
 * Which products each order of a span holds: a row for each line that sells one, keys of order and product, in no order.
 */
export function basketLines(view: View, { start, end, priced }: BasketSpan) {
  return view.columns(
    `SELECT order_lines.order_id AS basket, order_lines.product_id AS product
     FROM (${basketOrders(priced)}) AS placed JOIN order_lines ON order_lines.order_id = placed.id
     WHERE order_lines.product_id IS NOT NULL AND (order_lines.quantity IS NULL OR order_lines.quantity > 0)`,
    { start, end },
    { basket: "integer", product: "integer" },
  );
}
