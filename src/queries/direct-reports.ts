import type { View } from "#store.ts";

export const sample = { manager: 1 };

/** External ids of the people who report to somebody, by their key. */
export async function reportsOf(view: View, { manager }: { readonly manager: number }): Promise<string[]> {
  const rows = await view.ungrouped.select(
    "SELECT external_id AS id FROM owners WHERE manager_id = $manager ORDER BY external_id",
    { manager },
    { id: "text" },
  );
  return rows.map(({ id }) => id);
}
