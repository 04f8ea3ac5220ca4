import type { View } from "#store.ts";

export const sample = { from: "2020-01-01", to: "2027-01-01", most: 3 };

/** A deal that was won or lost. */
export interface ClosedDeal {
  readonly deal: string | null;
  readonly customer: string | null;
  readonly owner: string | null;
  readonly status: "won" | "lost";
  /** Why it was lost. */
  readonly reason: string | null;
  /** Reporting currency. */
  readonly amount: number;
}

/** The `most` largest deals won and lost on the days `[from, to)`, of each kind, the largest first. */
export async function closedDeals(
  view: View,
  parameters: { readonly from: string; readonly to: string; readonly most: number },
): Promise<ClosedDeal[]> {
  const rows = await view.select(
    `WITH closed AS (
  SELECT opportunities.name AS deal, opportunities.account_id AS account_key, opportunities.owner_id AS owner_key,
    opportunities.status AS status, opportunities.lost_reason AS reason, opportunities.amount AS amount,
    row_number() OVER (PARTITION BY opportunities.status ORDER BY opportunities.amount DESC, opportunities.external_id) AS place
  FROM opportunities
  WHERE opportunities.status IN ('won', 'lost') AND opportunities.amount > 0
    AND opportunities.closed_on >= CAST($from AS DATE) AND opportunities.closed_on < CAST($to AS DATE)
)
SELECT closed.deal AS deal, accounts.name AS customer, owners.name AS owner, closed.status AS status,
  closed.reason AS reason, closed.amount AS amount
FROM closed
LEFT JOIN accounts ON accounts.id = closed.account_key
LEFT JOIN owners ON owners.id = closed.owner_key
WHERE closed.place <= $most ORDER BY closed.status DESC, closed.place`,
    { ...parameters },
    { deal: "text?", customer: "text?", owner: "text?", status: "text", reason: "text?", amount: "double" },
  );
  return rows.map((row) => ({ ...row, status: row.status === "won" ? "won" : "lost" }));
}
