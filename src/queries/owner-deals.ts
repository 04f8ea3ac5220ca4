import type { View } from "#store.ts";

export const sample = { owner: 1, day: "2026-10-01", until: "2026-10-07", most: 20 };

/** An open deal of one owner that is due. */
export interface DueDeal {
  readonly id: string;
  readonly deal: string | null;
  readonly customer: string | null;
  readonly amount: number;
  readonly due: string;
}

/** Open deals of an owner that are to close by a day, those longest due first; at most so many. */
export function dueDeals(
  view: View,
  parameters: { readonly owner: number; readonly day: string; readonly until: string; readonly most: number },
): Promise<DueDeal[]> {
  return view.select(
    `SELECT opportunities.external_id AS id, opportunities.name AS deal, accounts.name AS customer,
  coalesce(opportunities.amount, 0) AS amount, opportunities.expected_close_on AS due
FROM opportunities LEFT JOIN accounts ON accounts.id = opportunities.account_id
WHERE opportunities.owner_id = $owner AND coalesce(opportunities.status, 'open') = 'open'
  AND opportunities.created_on <= CAST($day AS DATE) AND opportunities.expected_close_on >= CAST($day AS DATE)
  AND opportunities.expected_close_on <= CAST($until AS DATE)
ORDER BY due, amount DESC, id LIMIT $most`,
    { ...parameters },
    { id: "text", deal: "text?", customer: "text?", amount: "double", due: "day" },
  );
}
