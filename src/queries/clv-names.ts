import type { View } from "#store.ts";

export const sample = { accounts: [1, 2, 3] };

/** Who the accounts of these keys are and who owns them; of all accounts for null. */
export function clvNames(view: View, { accounts }: { readonly accounts: readonly number[] | null }) {
  const chosen = accounts === null ? "" : `WHERE accounts.id IN (${accounts.map(Math.trunc).join(", ")})`;
  return view.ungrouped.columns(
    `SELECT accounts.id AS account, accounts.external_id AS external, accounts.name AS name, owners.name AS owner
     FROM accounts LEFT JOIN owners ON owners.id = accounts.owner_id ${chosen} ORDER BY accounts.id`,
    {},
    { account: "integer", external: "text", name: "text?", owner: "text?" },
  );
}
