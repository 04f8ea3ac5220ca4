import type { View } from "#store.ts";

export const sample = {};

/**
 * The campaigns that the question's filters leave, by external id; `first` and `last` are their business days, `costed` says
 * whether any cost was ever recorded.
 */
export function campaignList(view: View) {
  return view.select(
    `SELECT id, external_id AS campaign, name, channel, starts_on AS first, ends_on AS last,
       CASE WHEN id IN (SELECT campaign_id FROM campaign_costs WHERE amount IS NOT NULL AND campaign_id IS NOT NULL)
         THEN 1 ELSE 0 END AS costed
     FROM campaigns ORDER BY external_id`,
    {},
    {
      id: "integer",
      campaign: "text",
      name: "text?",
      channel: "text?",
      first: "day?",
      last: "day?",
      costed: "integer",
    },
  );
}
