import type { View } from "#store.ts";

export const sample = { from: "2025-11-01", to: "2026-10-31", parts: 1, part: 0, industry: "retail" };

/** How many accounts have ever ordered, and on how many days, up to the day `to`. */
export async function churnSize(view: View, { to }: { readonly to: string }) {
  const [found] = await view.select(
    `SELECT count(DISTINCT account_id) AS accounts, count(*) AS days FROM account_days WHERE ordered_on <= CAST($to AS DATE)`,
    { to },
    { accounts: "integer", days: "integer" },
  );
  return found ?? { accounts: 0, days: 0 };
}

/** Keys of the accounts of an industry, ascending. */
export async function accountsOfIndustry(view: View, { industry }: { readonly industry: string }) {
  const { columns } = await view.columns(
    "SELECT id FROM accounts WHERE industry = $industry ORDER BY id",
    { industry },
    { id: "integer" },
  );
  return columns.id;
}

/**
 * What the lines of valid orders from the day `from` to the day `to` brought and cost by account, of those lines whose
 * cost is known; of the accounts whose key leaves `part` when divided by `parts`.
 */
export async function accountMargins(
  view: View,
  { from, to, parts, part }: { from: string; to: string; parts: number; part: number },
) {
  const { columns } = await view.columns(
    `SELECT valid_orders.account_id AS account, CAST(sum(order_lines.net) AS DOUBLE) AS net,
       CAST(sum(order_lines.cost) AS DOUBLE) AS cost
     FROM valid_orders JOIN order_lines ON order_lines.order_id = valid_orders.id
     WHERE valid_orders.account_id % $parts = $part AND order_lines.cost IS NOT NULL AND order_lines.net IS NOT NULL
       AND ordered_on >= CAST($from AS DATE) AND ordered_on <= CAST($to AS DATE)
     GROUP BY valid_orders.account_id
     ORDER BY account`,
    { from, to, parts, part },
    { account: "integer", net: "double", cost: "double" },
  );
  return columns;
}
