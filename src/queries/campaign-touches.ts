import type { View } from "#store.ts";
import { among, type CampaignSpan, keyOf, sample as span, treated } from "./campaign-attribution.ts";

type TouchSpan = Pick<CampaignSpan, "start" | "end" | "per" | "chosen">;

export const sample: TouchSpan = span;

/** Members that were treated within a span: how many, how many of them are nobody known, and the mean score that they gave. */
export function campaignTouches(view: View, { start, end, per, chosen }: TouchSpan) {
  const key = keyOf(per, "campaign_members.group_1");
  return view.select(
    `SELECT ${key} AS key, count(*) AS touches,
       count(CASE WHEN campaign_members.account_id IS NULL AND campaign_members.lead_id IS NULL THEN 1 END) AS nobody,
       avg(CAST(campaign_members.feedback_score AS DOUBLE)) AS feedback
     FROM campaign_members LEFT JOIN campaigns ON campaigns.id = campaign_members.campaign_id
     WHERE campaign_members.campaign_id IS NOT NULL AND ${treated}
       AND campaign_members.touched_at >= $start AND campaign_members.touched_at < $end${among(chosen, "campaign_members.campaign_id")}
     GROUP BY ${key} ORDER BY key`,
    { start, end },
    { key: "text?", touches: "integer", nobody: "integer", feedback: "double?" },
  );
}

/** Members that were treated before `end`, by campaign and the question's group. */
export function campaignReach(view: View, { end }: Pick<TouchSpan, "end">) {
  return view.select(
    `SELECT campaigns.external_id AS campaign, campaign_members.group_1 AS part, count(*) AS touches
     FROM campaign_members JOIN campaigns ON campaigns.id = campaign_members.campaign_id
     WHERE ${treated} AND campaign_members.touched_at < $end
     GROUP BY campaigns.external_id, campaign_members.group_1
     ORDER BY campaign, part`,
    { end },
    { campaign: "text", part: "text?", touches: "integer" },
  );
}
