import type { View } from "#store.ts";

export const sample = { from: "2020-01-01", to: "2027-01-01" };

/** What each campaign cost by business day within a span; a cost in a currency without a rate is not known. */
export function campaignSpending(view: View, { from, to }: { readonly from: string; readonly to: string }) {
  return view.select(
    `SELECT campaigns.external_id AS campaign, campaign_costs.spent_on AS day,
       CAST(sum(campaign_costs.amount) AS DOUBLE) AS amount
     FROM campaign_costs JOIN campaigns ON campaigns.id = campaign_costs.campaign_id
     WHERE campaign_costs.amount IS NOT NULL
       AND campaign_costs.spent_on >= CAST($from AS DATE) AND campaign_costs.spent_on < CAST($to AS DATE)
     GROUP BY campaigns.external_id, campaign_costs.spent_on
     ORDER BY campaign, day`,
    { from, to },
    { campaign: "text", day: "day", amount: "double" },
  );
}
