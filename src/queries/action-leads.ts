import type { View } from "#store.ts";

export const sample = { from: "2020-01-01", asOf: "2026-10-31" };

type Days = { readonly from: string; readonly asOf: string };

/** Leads created since `from` that nobody has answered by the as-of day and nobody gave up, the newest first; at most 2,000. */
export function waitingLeads(view: View, { from, asOf }: Days) {
  const notYet = (day: string) => `(leads.${day} IS NULL OR leads.${day} > CAST($asOf AS DATE))`;
  return view.select(
    `SELECT leads.external_id AS record, leads.name AS name, leads.source AS source, leads.created_on AS created,
       owners.name AS owner
     FROM leads LEFT JOIN owners ON owners.id = leads.owner_id
     WHERE leads.created_on >= CAST($from AS DATE) AND leads.created_on <= CAST($asOf AS DATE)
       AND ${notYet("first_response_on")} AND ${notYet("converted_on")} AND leads.lost_reason IS NULL
     ORDER BY created DESC, record LIMIT 2000`,
    { from, asOf },
    { record: "text", name: "text?", source: "text?", created: "day", owner: "text?" },
  );
}

/** Days in which a converted lead's first orders are counted. */
export const firstDays = 90;

/**
 * What leads created since `from`, and at least `firstDays` before the as-of day, came to: how many became customers, and
 * what these ordered in the first days after that.
 */
export async function leadWorth(
  view: View,
  { from, asOf }: Days,
): Promise<{ readonly leads: number; readonly converted: number; readonly brought: number }> {
  const [row] = await view.ungrouped.select(
    `WITH past AS (
  SELECT leads.id AS lead, leads.converted_account_id AS account, leads.converted_on AS converted
  FROM leads
  WHERE leads.created_on >= CAST($from AS DATE) AND leads.created_on <= CAST($asOf AS DATE) - ${firstDays}
), customers AS (
  SELECT account, min(converted) AS converted FROM past
  WHERE account IS NOT NULL AND converted <= CAST($asOf AS DATE) GROUP BY account
), firsts AS (
  SELECT coalesce(sum(account_days.net), 0) AS brought
  FROM account_days JOIN customers ON customers.account = account_days.account_id
  WHERE account_days.ordered_on >= customers.converted AND account_days.ordered_on < customers.converted + ${firstDays}
    AND account_days.ordered_on <= CAST($asOf AS DATE)
)
SELECT (SELECT count(*) FROM past) AS leads, (SELECT count(*) FROM customers) AS converted,
  (SELECT brought FROM firsts) AS brought`,
    { from, asOf },
    { leads: "integer", converted: "integer", brought: "double" },
  );
  return row ?? { leads: 0, converted: 0, brought: 0 };
}
