import type { View } from "#store.ts";
import { withdrawnFrom } from "./no-profiling.ts";

export const sample = { to: "2026-10-31" };

/** Keys of the accounts that have withdrawn consent to marketing, ascending. */
export async function accountsWithoutMarketing(view: View, { to }: { readonly to: string }): Promise<number[]> {
  const rows = await view.select(
    `${withdrawnFrom("marketing")} ORDER BY account_id`,
    { to },
    { account_id: "integer" },
  );
  return rows.map(({ account_id }) => account_id);
}
