import type { View } from "#store.ts";

export interface RecommendSpan {
  /** Last business day that counts. */
  readonly to: string;
  /** Only accounts whose key leaves `part` when divided by `parts`. */
  readonly parts: number;
  readonly part: number;
  /** Above every product's key. */
  readonly base: number;
}

export const sample: RecommendSpan = { to: "2026-10-31", parts: 1, part: 0, base: 1_000 };

/** How many accounts have ever ordered up to a day, and the highest key of a product. */
export async function recommendSize(view: View, { to }: Pick<RecommendSpan, "to">) {
  const [found] = await view.select(
    "SELECT count(DISTINCT account_id) AS accounts FROM account_days WHERE ordered_on <= CAST($to AS DATE)",
    { to },
    { accounts: "integer" },
  );
  const [highest] = await view.select(
    "SELECT coalesce(max(id), 0) AS product FROM products",
    {},
    { product: "integer" },
  );
  return { accounts: found?.accounts ?? 0, product: highest?.product ?? 0 };
}

/**
 * Lines of valid orders up to a day, by account and time: whose they are, and key of the order · `base` + key of the
 * product.
 */
export async function recommendPurchases(view: View, { to, parts, part, base }: RecommendSpan) {
  const { columns } = await view.columns(
    `SELECT placed.account_id AS account, CAST(placed.id AS DOUBLE) * $base + order_lines.product_id AS pair
     FROM (
       SELECT id, account_id, ordered_at FROM valid_orders
       WHERE account_id IS NOT NULL AND ordered_on <= CAST($to AS DATE) AND account_id % $parts = $part
     ) AS placed JOIN order_lines ON order_lines.order_id = placed.id
     WHERE order_lines.product_id < $base AND (order_lines.quantity IS NULL OR order_lines.quantity > 0)
     ORDER BY account, placed.ordered_at, pair`,
    { to, parts, part, base },
    { account: "integer", pair: "double" },
  );
  return columns;
}

/** The group of similar accounts to which each belongs: its industry, else its segment; in the order of their keys. */
export async function recommendGroups(view: View, { parts, part }: Pick<RecommendSpan, "parts" | "part">) {
  const { columns } = await view.columns(
    `SELECT id, coalesce(industry, segment) AS name FROM accounts
     WHERE (industry IS NOT NULL OR segment IS NOT NULL) AND id % $parts = $part ORDER BY id`,
    { parts, part },
    { id: "integer", name: "text?" },
  );
  return { account: columns.id, group: columns.name };
}
