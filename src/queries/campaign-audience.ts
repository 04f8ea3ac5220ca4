import type { View } from "#store.ts";
import { type CampaignSpan, sample as span, treated } from "./campaign-attribution.ts";

type AudienceSpan = Pick<CampaignSpan, "start" | "end">;

export const sample: AudienceSpan = span;

/** What is compared of people: columns of accounts. */
export const traits = ["region", "industry", "segment", "company_size", "gender"] as const;
export type Trait = (typeof traits)[number];

/**
 * Whom each channel's campaigns treated in a span, and who bought in it: distinct accounts by the values of each trait, where
 * one is known. `bought` marks the buyers, of whatever channel.
 */
export function campaignAudience(view: View, { start, end }: AudienceSpan) {
  const of = (trait: Trait) =>
    `SELECT people.bought AS bought, people.channel AS channel, '${trait}' AS trait, accounts.${trait} AS value, count(*) AS accounts
     FROM people JOIN accounts ON accounts.id = people.account_id WHERE accounts.${trait} IS NOT NULL
     GROUP BY people.bought, people.channel, accounts.${trait}`;
  return view.select(
    `WITH people AS (
  SELECT DISTINCT campaigns.channel AS channel, campaign_members.account_id AS account_id, 0 AS bought
  FROM campaign_members JOIN campaigns ON campaigns.id = campaign_members.campaign_id
  WHERE campaigns.channel IS NOT NULL AND campaign_members.account_id IS NOT NULL AND ${treated}
    AND campaign_members.touched_at >= $start AND campaign_members.touched_at < $end
  UNION ALL
  SELECT DISTINCT '' AS channel, account_id, 1 AS bought
  FROM valid_orders WHERE account_id IS NOT NULL AND ordered_at >= $start AND ordered_at < $end
)
SELECT * FROM (
${traits.map(of).join("\nUNION ALL\n")}
) AS counts ORDER BY trait, value, bought, channel`,
    { start, end },
    { bought: "integer", channel: "text", trait: "text", value: "text", accounts: "integer" },
  );
}
