import type { View } from "#store.ts";

export const sample: { readonly ids: readonly string[] } = { ids: ["accounts-1", "a1", "C00001"] };

/** Accounts by external id, of those that the asker may see. By external id. */
export async function accountsOfIds(view: View, { ids }: { readonly ids: readonly string[] }) {
  if (ids.length === 0) return [];
  return view.select(
    `SELECT accounts.external_id AS account, accounts.name AS name, owners.name AS owner
     FROM accounts LEFT JOIN owners ON owners.id = accounts.owner_id
     WHERE accounts.external_id IN (SELECT unnest($ids)) ORDER BY accounts.external_id`,
    { ids },
    { account: "text", name: "text?", owner: "text?" },
  );
}
