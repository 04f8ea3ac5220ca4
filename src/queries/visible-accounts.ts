import type { View } from "#store.ts";

export const sample = { grouped: true };

/** Keys of the accounts that the question is about, ascending, with the group of each where there is one. */
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
