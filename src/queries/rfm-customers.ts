import type { View } from "#store.ts";
import { type RfmSpans, scoreColumns, scoredAccounts, sample as spans } from "./rfm-scores.ts";

export const sample = { ...spans, first: [{ r: 1, fm: 5 }], limit: 200 };

/**
 * The customers scored in the period with their names and owners, at most `limit` of them: those in the cells `first`
 * before the others, then by money.
 */
export function rfmCustomers(
  view: View,
  parameters: RfmSpans & {
    readonly first: readonly { readonly r: number; readonly fm: number }[];
    /** Null for all. */
    readonly limit: number | null;
  },
) {
  const { from, to, asOf, first, limit } = parameters;
  const urgent = first.map(({ r, fm }) => `(r = ${Number(r)} AND fm = ${Number(fm)})`).join(" OR ") || "1 = 0";
  return view.select(
    `WITH ${scoredAccounts(view.dialect, { ...parameters, grouped: false })},
     foremost AS (
       SELECT scored.*, CASE WHEN ${urgent} THEN 0 ELSE 1 END AS turn FROM scored
       ORDER BY turn, monetary DESC, account_id ${limit === null ? "" : `LIMIT ${Math.floor(limit)}`}
     )
     SELECT accounts.external_id AS account, accounts.name AS account_name, owners.name AS owner_name,
       recency, frequency, monetary, r, f, m, fm, turn
     FROM foremost
     LEFT JOIN accounts ON accounts.id = foremost.account_id
     LEFT JOIN owners ON owners.id = accounts.owner_id
     ORDER BY turn, monetary DESC, account`,
    { from, to, asOf },
    {
      account: "text?",
      account_name: "text?",
      owner_name: "text?",
      ...scoreColumns,
      turn: "integer",
    },
  );
}
