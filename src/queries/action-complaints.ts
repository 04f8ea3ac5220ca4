import type { View } from "#store.ts";

export const sample = {
  from: "2020-01-01",
  asOf: "2026-10-31",
  keys: [1, 2, 3, 100, 101],
  to: "2026-11-01",
};

/** Complaints of known accounts that were opened since `from` and are not settled on the as-of day, the oldest first. */
export function openComplaints(view: View, { from, asOf }: { readonly from: string; readonly asOf: string }) {
  return view.select(
    `SELECT tickets.external_id AS record, tickets.subject AS subject, tickets.opened_on AS opened,
       CASE WHEN tickets.first_response_on <= CAST($asOf AS DATE) THEN 1 ELSE 0 END AS answered,
       accounts.id AS account_key, accounts.external_id AS account, accounts.name AS name, owners.name AS owner
     FROM tickets
     JOIN accounts ON accounts.id = tickets.account_id
     LEFT JOIN owners ON owners.id = accounts.owner_id
     WHERE tickets.kind = 'complaint' AND tickets.opened_on >= CAST($from AS DATE) AND tickets.opened_on <= CAST($asOf AS DATE)
       AND (tickets.resolved_on IS NULL OR tickets.resolved_on > CAST($asOf AS DATE))
     ORDER BY opened, record LIMIT 2000`,
    { from, asOf },
    {
      record: "text",
      subject: "text?",
      opened: "day",
      answered: "integer",
      account_key: "integer",
      account: "text",
      name: "text?",
      owner: "text?",
    },
  );
}

/** What accounts bought on the days `[from, to)`, by key. */
export async function boughtBy(
  view: View,
  { keys, from, to }: { readonly keys: readonly number[]; readonly from: string; readonly to: string },
): Promise<Map<number, number>> {
  if (keys.length === 0) return new Map();
  const rows = await view.select(
    `SELECT account_id, sum(net) AS bought FROM account_days
     WHERE account_id IN (SELECT unnest($keys)) AND ordered_on >= CAST($from AS DATE) AND ordered_on < CAST($to AS DATE)
     GROUP BY account_id ORDER BY account_id`,
    { keys, from, to },
    { account_id: "integer", bought: "double" },
  );
  return new Map(rows.map(({ account_id, bought }) => [account_id, bought]));
}
