import type { View } from "#store.ts";

/** Instants `[start, end)`; `priced` to read orders that count, else those that say nothing of money. */
export interface BasketSpan {
  readonly start: Date;
  readonly end: Date;
  readonly priced: boolean;
}

export interface BasketLines extends BasketSpan {
  readonly base: number;
}

export const sample: BasketLines = {
  start: new Date("2025-11-01T00:00:00Z"),
  end: new Date("2026-11-01T00:00:00Z"),
  priced: true,
  base: 1_000,
};

/** Orders of a span that count, or the confirmed ones without an amount: their keys as `id`. */
export function basketOrders(priced: boolean): string {
  const span = "ordered_at >= $start AND ordered_at < $end";
  return priced
    ? `SELECT id FROM valid_orders WHERE ${span}`
    : `SELECT id FROM orders WHERE ${span} AND status IN ('confirmed', 'fulfilled') AND net IS NULL AND (units IS NULL OR units > 0)`;
}

/**
 * Which products each order of a span holds, a number for each line that sells one: key of the order · `base` + key of the
 * product, ascending, where `base` is above every product's key. One number, as millions of them cross over.
 */
export async function basketLines(view: View, { start, end, priced, base }: BasketLines): Promise<Float64Array> {
  const { columns } = await view.columns(
    `SELECT CAST(order_lines.order_id AS DOUBLE) * $base + order_lines.product_id AS pair
     FROM (${basketOrders(priced)}) AS placed JOIN order_lines ON order_lines.order_id = placed.id
     WHERE order_lines.product_id < $base AND (order_lines.quantity IS NULL OR order_lines.quantity > 0)
     ORDER BY pair`,
    { start, end, base },
    { pair: "double" },
  );
  return columns.pair;
}
