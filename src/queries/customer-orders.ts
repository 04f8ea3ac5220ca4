import type { View } from "#store.ts";
import type { OfAccount } from "./customer-account.ts";

export interface CustomerSpan extends OfAccount {
  /** First day of the period; it ends before `to`. */
  readonly from: string;
  readonly to: string;
}

export const sample: CustomerSpan = { account: 106, asOf: "2026-10-31", from: "2025-11-01", to: "2026-11-01" };

/** Days on which a customer ordered, oldest first, each with its valid orders and their money. */
export function customerOrderDays(view: View, { account, asOf }: CustomerSpan) {
  return view.select(
    `SELECT ordered_on, CAST(sum(orders) AS INTEGER) AS placed, CAST(sum(net) AS DOUBLE) AS money
     FROM account_days
     WHERE account_id = $account AND ordered_on <= CAST($asOf AS DATE)
     GROUP BY ordered_on ORDER BY ordered_on`,
    { account, asOf },
    { ordered_on: "day", placed: "integer", money: "double" },
  );
}

/** What a customer bought most of in the period, by money, at most five products. */
export function customerProducts(view: View, { account, from, to }: CustomerSpan) {
  return view.select(
    `SELECT products.external_id AS item, products.name AS product, products.category AS category,
       CAST(sum(order_lines.net) AS DOUBLE) AS money, count(DISTINCT valid_orders.id) AS placed,
       max(valid_orders.ordered_on) AS last_on
     FROM valid_orders
     JOIN order_lines ON order_lines.order_id = valid_orders.id
     JOIN products ON products.id = order_lines.product_id
     WHERE valid_orders.account_id = $account AND order_lines.account_id = $account
       AND valid_orders.ordered_on >= CAST($from AS DATE) AND valid_orders.ordered_on < CAST($to AS DATE)
     GROUP BY products.external_id, products.name, products.category
     ORDER BY money DESC NULLS LAST, item LIMIT 5`,
    { account, from, to },
    { item: "text", product: "text?", category: "text?", money: "double?", placed: "integer", last_on: "day" },
  );
}

/** Days on which a customer sent goods back, oldest first, with the money returned and the reason where it is one. */
export function customerReturns(view: View, { account, asOf }: CustomerSpan) {
  return view.select(
    `SELECT returns.returned_on AS returned_on, CAST(sum(returns.amount) AS DOUBLE) AS money,
       CASE WHEN count(DISTINCT returns.reason) = 1 THEN min(returns.reason) END AS why
     FROM returns
     WHERE returns.account_id = $account AND returns.returned_on <= CAST($asOf AS DATE)
     GROUP BY returns.returned_on ORDER BY returned_on`,
    { account, asOf },
    { returned_on: "day", money: "double?", why: "text?" },
  );
}

/**
 * Days between two order days of an account, counted over all accounts: up to the as-of, and before the period. What is
 * usual for those who have too few of their own.
 */
export async function usualGaps(view: View, { asOf, from }: CustomerSpan) {
  const { columns } = await view.columns(
    `SELECT CAST(gap AS INTEGER) AS days, CAST(count(*) AS INTEGER) AS up_to_now,
       CAST(sum(CASE WHEN ordered_on < CAST($from AS DATE) THEN 1 ELSE 0 END) AS INTEGER) AS before_period
     FROM account_gaps WHERE ordered_on <= CAST($asOf AS DATE)
     GROUP BY days ORDER BY days`,
    { asOf, from },
    { days: "integer", up_to_now: "integer", before_period: "integer" },
  );
  return columns;
}
