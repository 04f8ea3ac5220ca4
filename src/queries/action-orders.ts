import type { View } from "#store.ts";

export const sample = {
  from: "2020-01-01",
  to: "2026-11-01",
  start: new Date("2020-01-01T00:00:00Z"),
  end: new Date("2026-11-01T00:00:00Z"),
  products: [1, 2, 3],
};

type Span = { readonly start: Date; readonly end: Date };

/** Valid orders of a span that name no account, by owner: how many, and what they brought. */
export function ordersOfNobody(view: View, { start, end }: Span) {
  return view.select(
    `SELECT owners.name AS owner, count(*) AS orders, sum(placed.net) AS net
     FROM valid_orders AS placed LEFT JOIN owners ON owners.id = placed.owner_id
     WHERE placed.account_id IS NULL AND placed.ordered_at >= $start AND placed.ordered_at < $end
     GROUP BY owners.name ORDER BY owner`,
    { start, end },
    { owner: "text?", orders: "integer", net: "double" },
  );
}

/** Customers of the days `[from, to)`, and those of them that ordered more than once. */
export async function customersBack(
  view: View,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<{ customers: number; back: number }> {
  const [row] = await view.select(
    `SELECT count(*) AS customers, count(CASE WHEN placed > 1 THEN 1 END) AS back
     FROM (SELECT account_id, sum(orders) AS placed FROM account_histories
       WHERE ordered_on >= CAST($from AS DATE) AND ordered_on < CAST($to AS DATE) GROUP BY account_id) AS buyers`,
    { from, to },
    { customers: "integer", back: "integer" },
  );
  return row ?? { customers: 0, back: 0 };
}

/** What a line with a product brings on average in a span, by product key. */
export async function lineWorths(
  view: View,
  { start, end, products }: Span & { readonly products: readonly number[] },
): Promise<Map<number, number>> {
  if (products.length === 0) return new Map();
  const rows = await view.select(
    `SELECT order_lines.product_id AS product, CAST(avg(order_lines.net) AS DOUBLE) AS worth
     FROM (SELECT id FROM valid_orders WHERE ordered_at >= $start AND ordered_at < $end) AS placed
     JOIN order_lines ON order_lines.order_id = placed.id
     WHERE order_lines.product_id IN (SELECT unnest($products))
     GROUP BY order_lines.product_id ORDER BY product`,
    { start, end, products },
    { product: "integer", worth: "double?" },
  );
  return new Map(rows.flatMap(({ product, worth }) => (worth === null ? [] : [[product, worth]])));
}
