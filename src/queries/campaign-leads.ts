import type { View } from "#store.ts";
import { among, type CampaignSpan, keyOf, sample as span } from "./campaign-attribution.ts";

export const sample: Omit<CampaignSpan, "attribution" | "costed"> = span;

/** Leads created in a span, by the campaign that they came from; null where leads cannot honour the question. */
export async function campaignLeads(view: View, { start, end, per, chosen }: typeof sample) {
  if (!view.has("leads")) return [];
  if (!view.covers("leads")) return null;
  const touched = "CASE WHEN leads.campaign_id IS NULL THEN FALSE ELSE TRUE END";
  return view.select(
    `SELECT ${keyOf(per, "leads.group_1")} AS key, ${touched} AS touched, count(*) AS leads
     FROM leads LEFT JOIN campaigns ON campaigns.id = leads.campaign_id
     WHERE leads.created_at >= $start AND leads.created_at < $end${among(chosen, "leads.campaign_id")}
     GROUP BY ${keyOf(per, "leads.group_1")}, ${touched}
     ORDER BY key, touched`,
    { start, end },
    { key: "text?", touched: "flag", leads: "integer" },
  );
}
