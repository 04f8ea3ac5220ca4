import type { View } from "#store.ts";

export const sample = {
  accounts: [1, 2, 3, 100, 101],
  base: 1_000,
  end: new Date("2026-11-01T00:00:00Z"),
  from: "2025-11-01",
  to: "2026-11-01",
  most: 300,
};

/** The accounts that brought most on the days `[from, to)`, the largest first; ties by key. */
export async function largestAccounts(
  view: View,
  { from, to, most }: { readonly from: string; readonly to: string; readonly most: number },
): Promise<number[]> {
  const rows = await view.select(
    `SELECT account_id, sum(net) AS brought FROM account_histories
     WHERE account_id IS NOT NULL AND ordered_on >= CAST($from AS DATE) AND ordered_on < CAST($to AS DATE)
     GROUP BY account_id ORDER BY brought DESC, account_id LIMIT ${Math.floor(most)}`,
    { from, to },
    { account_id: "integer", brought: "double" },
  );
  return rows.map(({ account_id }) => account_id);
}

/** Who these accounts are, and their group of similar accounts, in the order of their keys. */
export function recommendAccounts(view: View, { accounts }: { readonly accounts: readonly number[] }) {
  return view.select(
    `SELECT accounts.id AS id, accounts.external_id AS account, accounts.name AS name,
       owners.name AS owner, coalesce(accounts.industry, accounts.segment) AS peers
     FROM accounts LEFT JOIN owners ON owners.id = accounts.owner_id
     WHERE accounts.id IN (${keysOf(accounts)}) ORDER BY accounts.id`,
    {},
    { id: "integer", account: "text", name: "text?", owner: "text?", peers: "text?" },
  );
}

/** Lines of these accounts' valid orders up to an instant, as `recommendPurchases` gives them. */
export async function ownedProducts(
  view: View,
  { accounts, base, end }: { readonly accounts: readonly number[]; readonly base: number; readonly end: Date },
) {
  const { columns } = await view.columns(
    `SELECT placed.account_id AS account, CAST(placed.id AS DOUBLE) * $base + order_lines.product_id AS pair
     FROM (
       SELECT id, account_id, ordered_at FROM valid_orders
       WHERE account_id IN (${keysOf(accounts)}) AND ordered_at < $end
     ) AS placed JOIN order_lines ON order_lines.order_id = placed.id
     WHERE order_lines.product_id < $base AND (order_lines.quantity IS NULL OR order_lines.quantity > 0)
     ORDER BY account, placed.ordered_at, pair`,
    { base, end },
    { account: "integer", pair: "double" },
  );
  return columns;
}

function keysOf(accounts: readonly number[]): string {
  return accounts.length === 0 ? "-1" : accounts.map((key) => Math.trunc(key)).join(", ");
}
