import type { View } from "#store.ts";

export const sample: { readonly keys: readonly number[] | null } = { keys: [1, 2, 3, 100, 101, 102] };

/** What an account is called, and whose it is. */
export interface AccountName {
  /** External id. */
  readonly account: string;
  readonly name: string | null;
  readonly owner: string | null;
}

/** Ids, names and owners by account key, in the order of the keys: of these accounts, of all that are seen for null. */
export async function accountNames(
  view: View,
  { keys }: { readonly keys: readonly number[] | null },
): Promise<Map<number, AccountName>> {
  const { columns } = await view.ungrouped.columns(
    `SELECT accounts.id AS account_key, accounts.external_id AS account, accounts.name AS name, owners.name AS owner
     FROM accounts LEFT JOIN owners ON owners.id = accounts.owner_id
     ${keys === null ? "" : "WHERE accounts.id IN (SELECT unnest($keys))"} ORDER BY accounts.id`,
    keys === null ? {} : { keys },
    { account_key: "integer", account: "text", name: "text?", owner: "text?" },
  );
  const { account_key: key, account, name, owner } = columns;
  return new Map(
    account.map((id, row) => [key[row] ?? 0, { account: id, name: name[row] ?? null, owner: owner[row] ?? null }]),
  );
}
