import type { View } from "#store.ts";

export const sample = { owner: 1 };

/** Keys of the accounts that somebody owns, ascending. */
export async function ownAccounts(view: View, { owner }: { readonly owner: number }): Promise<number[]> {
  const { columns } = await view.ungrouped.columns(
    "SELECT id FROM accounts WHERE owner_id = $owner ORDER BY id",
    { owner },
    { id: "integer" },
  );
  return [...columns.id];
}
