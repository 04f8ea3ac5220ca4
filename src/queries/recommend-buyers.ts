import type { View } from "#store.ts";

export interface RecommendBuyers {
  /** Key of the product to sell, and of at least one that goes with it. */
  readonly product: number;
  readonly companions: readonly number[];
  /** Names of the groups of similar accounts. */
  readonly groups: readonly string[];
  /** Of the accounts, those that bought a companion in the span; what they own is read up to its end. */
  readonly start: Date;
  readonly end: Date;
}

export const sample: RecommendBuyers = {
  product: 100,
  companions: [101, 102, 103],
  groups: ["Retail"],
  start: new Date("2025-11-01T00:00:00Z"),
  end: new Date("2026-11-01T00:00:00Z"),
};

/**
 * Accounts that never bought a product, but others that go with it: how often each of these (`times_0` …), and the row of
 * their group, −1 for none. In the order of their keys.
 */
export async function likelyBuyers(view: View, { product, companions, groups, start, end }: RecommendBuyers) {
  const keys = companions.map((key) => Math.trunc(key));
  const times = keys.map(
    (key, index) =>
      `CAST(sum(CASE WHEN order_lines.product_id = ${key} THEN 1 ELSE 0 END) AS INTEGER) AS times_${index}`,
  );
  const cases = groups.map(
    (_, index) => `WHEN coalesce(accounts.industry, accounts.segment) = $group_${index} THEN ${index}`,
  );
  const { columns, length } = await view.columns(
    `SELECT bought.account AS account, ${keys.map((_, index) => `bought.times_${index} AS times_${index}`).join(", ")},
       ${cases.length === 0 ? "-1" : `CASE ${cases.join(" ")} ELSE -1 END`} AS peers
     FROM (
       SELECT placed.account_id AS account, ${times.join(", ")}
       FROM (
         SELECT id, account_id, ordered_at FROM valid_orders WHERE account_id IS NOT NULL AND ordered_at < $end
       ) AS placed JOIN order_lines ON order_lines.order_id = placed.id
       WHERE order_lines.product_id IN (${[Math.trunc(product), ...keys].join(", ")})
         AND (order_lines.quantity IS NULL OR order_lines.quantity > 0)
       GROUP BY placed.account_id
       HAVING sum(CASE WHEN order_lines.product_id = ${Math.trunc(product)} THEN 1 ELSE 0 END) = 0
         AND max(placed.ordered_at) >= $start
     ) AS bought JOIN accounts ON accounts.id = bought.account
     ORDER BY bought.account`,
    { start, end, ...Object.fromEntries(groups.map((name, index) => [`group_${index}`, name])) },
    {
      account: "integer",
      peers: "integer",
      ...Object.fromEntries(keys.map((_, index) => [`times_${index}`, "integer" as const])),
    },
  );
  const all: Readonly<Record<string, Float64Array>> = columns;
  const none = new Float64Array(length);
  return {
    account: columns.account,
    peers: columns.peers,
    times: keys.map((_, index) => all[`times_${index}`] ?? none),
  };
}

/** What a line with a product brought on average in a span, in the reporting currency; null when there is none. */
export async function lineWorth(
  view: View,
  { product, start, end }: Pick<RecommendBuyers, "product" | "start" | "end">,
) {
  const [found] = await view.select(
    `SELECT CAST(avg(order_lines.net) AS DOUBLE) AS worth
     FROM (SELECT id FROM valid_orders WHERE ordered_at >= $start AND ordered_at < $end) AS placed
     JOIN order_lines ON order_lines.order_id = placed.id
     WHERE order_lines.product_id = ${Math.trunc(product)}`,
    { start, end },
    { worth: "double?" },
  );
  return found?.worth ?? null;
}
