import type { View } from "#store.ts";
import { withdrawn } from "./no-profiling.ts";

export const sample = { to: "2026-10-31" };

/** The same rule for consent to being advertised to. */
const unwilling = withdrawn.replace("purpose = 'profiling'", "purpose = 'marketing'");

/** Keys of the accounts that have withdrawn consent to marketing, ascending. */
export async function accountsWithoutMarketing(view: View, { to }: { readonly to: string }): Promise<number[]> {
  const rows = await view.select(`${unwilling} ORDER BY account_id`, { to }, { account_id: "integer" });
  return rows.map(({ account_id }) => account_id);
}
