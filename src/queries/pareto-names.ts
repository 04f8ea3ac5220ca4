import type { View } from "#store.ts";

export const sample = { keys: [1, 2, 3] };

/** External ids, names and owners of some accounts, by their keys. */
export async function paretoNames(view: View, { keys }: { readonly keys: readonly number[] }) {
  const rows = await view.select(
    `SELECT accounts.id AS account_key, accounts.external_id AS account, accounts.name AS account_name,
       owners.name AS owner_name
     FROM accounts LEFT JOIN owners ON owners.id = accounts.owner_id
     WHERE accounts.id IN (SELECT unnest($keys)) ORDER BY account_key`,
    { keys },
    { account_key: "integer", account: "text?", account_name: "text?", owner_name: "text?" },
  );
  return new Map(rows.map(({ account_key, ...names }) => [account_key, names]));
}
