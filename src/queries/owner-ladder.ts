import type { View } from "#store.ts";

export const sample = { account: "A-1" };

export interface OwnerName {
  /** External id. */
  readonly id: string;
  readonly name: string;
}

/** The manager of whoever owns an account, by its external id; null where there is none, or none that may be seen. */
export async function managerOf(view: View, { account }: { readonly account: string }): Promise<OwnerName | null> {
  const [row] = await view.ungrouped.select(
    `SELECT managers.external_id AS id, managers.name AS name
     FROM accounts JOIN owners ON owners.id = accounts.owner_id JOIN owners AS managers ON managers.id = owners.manager_id
     WHERE accounts.external_id = $account`,
    { account },
    { id: "text", name: "text?" },
  );
  return row === undefined ? null : { id: row.id, name: row.name ?? row.id };
}

/** External ids of the people who report to somebody, by their key. */
export async function reportsOf(view: View, { manager }: { readonly manager: number }): Promise<string[]> {
  const rows = await view.ungrouped.select(
    "SELECT external_id AS id FROM owners WHERE manager_id = $manager ORDER BY external_id",
    { manager },
    { id: "text" },
  );
  return rows.map(({ id }) => id);
}
