import type { View } from "#store.ts";

export interface OutlierPart {
  /** First business day of orders that are counted; medians are of all up to the last. */
  readonly from: string;
  /** Last business day that counts. */
  readonly to: string;
  /** Only accounts whose key leaves `part` when divided by `parts`. */
  readonly parts: number;
  readonly part: number;
}

export const sample: OutlierPart = { from: "2025-01-01", to: "2026-10-31", parts: 1, part: 0 };

/** Outliers kept at most a part: more than that are no slips. */
const most = 20_000;

/** Orders of known accounts in one part of them. */
const placed = `placed AS (
       SELECT id, account_id, coalesce(owner_id, 0) AS owner_id, ordered_on, CAST(net AS DOUBLE) AS net FROM valid_orders
       WHERE account_id IS NOT NULL AND ordered_on <= CAST($to AS DATE) AND account_id % $parts = $part
     )`;
const found = "placed.id AS id, placed.owner_id AS owner, CAST(placed.ordered_on AS VARCHAR) AS ordered_on";
const shape = { id: "integer", owner: "integer", ordered_on: "text", times: "double" } as const;

/**
 * Valid orders of ten times their account's median and more, or of a tenth of it and less: a zero too many or too few.
 * Owner key 0 where there is none; `times` the median.
 */
export async function qualityOutliers(view: View, { to, parts, part }: Omit<OutlierPart, "from">) {
  const { columns } = await view.columns(
    `WITH ${placed}, usual AS (
       SELECT account_id, ${view.dialect.median("net")} AS middle FROM placed GROUP BY account_id
     )
     SELECT ${found}, placed.net / usual.middle AS times
     FROM placed JOIN usual ON usual.account_id = placed.account_id
     WHERE placed.net >= 10 * usual.middle OR 10 * placed.net <= usual.middle ORDER BY placed.id LIMIT ${most}`,
    { to, parts, part },
    shape,
  );
  return columns;
}

/**
 * Valid orders of which every quantity is a multiple of ten, five times as large as their account buys of such products
 * and more (geometric means): a zero too many, whatever the products cost.
 */
export async function qualityQuantities(view: View, { to, parts, part }: Omit<OutlierPart, "from">) {
  const { columns } = await view.columns(
    `WITH ${placed}, bought AS (
       SELECT order_lines.order_id AS order_id, order_lines.product_id AS product_id, placed.account_id AS account_id,
         ln(CAST(order_lines.quantity AS DOUBLE)) AS amount,
         CASE WHEN floor(order_lines.quantity / 10) * 10 = order_lines.quantity THEN 1 ELSE 0 END AS even
       FROM order_lines JOIN placed ON placed.id = order_lines.order_id
       WHERE order_lines.quantity > 0 AND order_lines.product_id IS NOT NULL
     ), products AS (
       SELECT product_id, avg(amount) AS usual FROM bought GROUP BY product_id
     ), sizes AS (
       SELECT bought.order_id AS order_id, bought.account_id AS account_id, min(bought.even) AS all_even,
         avg(bought.amount - products.usual) AS size
       FROM bought JOIN products ON products.product_id = bought.product_id GROUP BY bought.order_id, bought.account_id
     ), habits AS (
       SELECT account_id, avg(size) AS habit FROM sizes GROUP BY account_id
     )
     SELECT ${found}, CAST(exp(sizes.size - habits.habit) AS DOUBLE) AS times
     FROM sizes JOIN habits ON habits.account_id = sizes.account_id JOIN placed ON placed.id = sizes.order_id
     WHERE sizes.all_even = 1 AND sizes.size - habits.habit >= ln(5) ORDER BY placed.id LIMIT ${most}`,
    { to, parts, part },
    shape,
  );
  return columns;
}

/** How many valid orders of known accounts there are from one day to another. */
export async function qualityOrders(view: View, { from, to }: Pick<OutlierPart, "from" | "to">): Promise<number> {
  const [found] = await view.select(
    "SELECT count(*) AS orders FROM valid_orders WHERE account_id IS NOT NULL AND ordered_on BETWEEN CAST($from AS DATE) AND CAST($to AS DATE)",
    { from, to },
    { orders: "integer" },
  );
  return found?.orders ?? 0;
}
