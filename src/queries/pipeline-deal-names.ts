import type { View } from "#store.ts";

export const sample: { readonly deals: readonly number[] } = { deals: [101, 102, 103] };

/** Who a deal is with, and whose it is. */
export interface DealName {
  readonly id: string;
  readonly deal: string | null;
  readonly account: string | null;
  readonly customer: string | null;
  readonly owner: string | null;
}

/** Ids and names of deals by their keys. */
export async function dealNames(
  view: View,
  { deals }: { readonly deals: readonly number[] },
): Promise<Map<number, DealName>> {
  if (deals.length === 0) return new Map();
  const rows = await view.ungrouped.select(
    `SELECT opportunities.id AS deal_key, opportunities.external_id AS id, opportunities.name AS deal,
  accounts.external_id AS account, accounts.name AS customer, owners.name AS owner
FROM opportunities
LEFT JOIN accounts ON accounts.id = opportunities.account_id
LEFT JOIN owners ON owners.id = opportunities.owner_id
WHERE opportunities.id IN (SELECT unnest($deals)) ORDER BY deal_key`,
    { deals },
    { deal_key: "integer", id: "text", deal: "text?", account: "text?", customer: "text?", owner: "text?" },
  );
  return new Map(rows.map(({ deal_key, ...name }) => [deal_key, name]));
}
