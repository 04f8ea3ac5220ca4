import type { View } from "#store.ts";
import { among, type CampaignSpan, keyOf, sample as span } from "./campaign-attribution.ts";

interface ArmSpan extends Pick<CampaignSpan, "start" | "end" | "per" | "chosen"> {
  /** End of the as-of day: later responses and orders do not count. */
  readonly seen: Date;
}

export const sample: ArmSpan = { ...span, seen: span.end };

/**
 * Arms of the experiments among campaigns: those with a control arm. One row per account and campaign touched in the
 * span, by its first touch: how many, how many responded, and sum and sum of squares of what their valid orders brought from the
 * touch on, by the arm's name, `control` in lower case.
 */
export function campaignArms(view: View, { start, end, seen, per, chosen }: ArmSpan) {
  const leads = view.has("leads") && view.covers("leads");
  const account = leads
    ? "coalesce(campaign_members.account_id, leads.converted_account_id)"
    : "campaign_members.account_id";
  // An order of an account with several tags is a row for each of them.
  const orders =
    per === "group" ? "SELECT DISTINCT id, account_id, ordered_at, net" : "SELECT account_id, ordered_at, net";
  const key = keyOf(per, "units.part");
  return view.select(
    `WITH members AS (
  SELECT campaign_members.id AS member, campaign_members.external_id AS name, campaign_members.campaign_id AS campaign_id,
    ${account} AS account_id, campaign_members.touched_at AS touched_at, campaign_members.group_1 AS part,
    CASE WHEN campaign_members.responded_at < $seen THEN 1 ELSE 0 END AS responded,
    CASE WHEN lower(trim(campaign_members.arm)) = 'control' THEN 'control'
      ELSE coalesce(trim(campaign_members.arm), 'treatment') END AS arm
  FROM campaign_members${leads ? " LEFT JOIN leads ON leads.id = campaign_members.lead_id" : ""}
  WHERE campaign_members.campaign_id IS NOT NULL${among(chosen, "campaign_members.campaign_id")}
    AND campaign_members.touched_at >= $start AND campaign_members.touched_at < $end
),
placed AS (
  SELECT *, max(responded) OVER (PARTITION BY campaign_id, account_id, part) AS response,
    row_number() OVER (PARTITION BY campaign_id, account_id, part ORDER BY touched_at, name) AS place
  FROM members
  WHERE account_id IS NOT NULL AND campaign_id IN (SELECT campaign_id FROM members WHERE arm = 'control')
),
units AS (SELECT member, campaign_id, account_id, touched_at, part, arm, response FROM placed WHERE place = 1),
bought AS (
  SELECT u.member AS member, u.part AS part, sum(o.net) AS money
  FROM units AS u JOIN (
    ${orders} FROM valid_orders WHERE ordered_at >= $start AND ordered_at < $seen
  ) AS o ON o.account_id = u.account_id
  WHERE o.ordered_at >= u.touched_at
  GROUP BY u.member, u.part
)
SELECT ${key} AS key, units.arm AS arm, count(*) AS n, sum(units.response) AS responded,
  CAST(coalesce(sum(bought.money), 0) AS DOUBLE) AS money,
  CAST(coalesce(sum(CAST(bought.money AS DECIMAL(38, 4)) * CAST(bought.money AS DECIMAL(38, 4))), 0) AS DOUBLE) AS squares
FROM units
LEFT JOIN bought ON bought.member = units.member AND bought.part IS NOT DISTINCT FROM units.part
LEFT JOIN campaigns ON campaigns.id = units.campaign_id
GROUP BY ${key}, units.arm
ORDER BY key, arm`,
    { start, end, seen },
    { key: "text?", arm: "text", n: "integer", responded: "integer", money: "double", squares: "double" },
  );
}
