import type { View } from "#store.ts";

export const sample = {};

/** Keys of all accounts that the question is about, each with its value of the question's `by`. */
export function clvAccounts(view: View) {
  return view.columns(
    "SELECT id AS account, group_1 AS part FROM accounts ORDER BY id",
    {},
    { account: "integer", part: "text?" },
  );
}
