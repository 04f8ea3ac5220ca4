import type { View } from "#store.ts";

export const sample = { grouped: true, keys: [1, 2, 100, 101, 102] };

/** Keys of the accounts that the question is about, with the group of each where there is one. */
export async function visibleAccounts(view: View, { grouped }: { readonly grouped: boolean }) {
  if (!grouped) {
    const { columns } = await view.columns("SELECT id FROM accounts ORDER BY id", {}, { id: "integer" });
    return { keys: columns.id, groups: null };
  }
  const { columns } = await view.columns(
    "SELECT id, group_1 AS own_group FROM accounts ORDER BY id",
    {},
    { id: "integer", own_group: "text?" },
  );
  return { keys: columns.id, groups: columns.own_group };
}

/** What accounts are called, and whose they are. */
export function accountNames(view: View, { keys }: { readonly keys: readonly number[] }) {
  return view.select(
    `SELECT accounts.id AS account_key, accounts.external_id AS account, accounts.name AS name, owners.name AS owner
     FROM accounts LEFT JOIN owners ON owners.id = accounts.owner_id
     WHERE accounts.id IN (SELECT unnest($keys))
     ORDER BY accounts.id`,
    { keys },
    { account_key: "integer", account: "text?", name: "text?", owner: "text?" },
  );
}
