import type { View } from "#store.ts";

export const sample = { grouped: true };

/** Keys of all accounts that the question is about, each with where the question's `by` puts it, when it is asked by. */
export function clvAccounts(view: View, { grouped }: { readonly grouped: boolean }) {
  return view.columns(
    `SELECT id AS account, ${grouped ? "group_1" : "NULL"} AS part FROM accounts ORDER BY id`,
    {},
    { account: "integer", part: "text?" },
  );
}
