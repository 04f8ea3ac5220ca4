import type { Measure, Span, Sums } from "#indicator.ts";
import type { View } from "#store.ts";
import { factSums } from "./fact-sums.ts";
import { groupColumns } from "./group-keys.ts";
import { sample as span } from "./sales-span.ts";

export const sample: Span = span;

type LeadSum = "leads" | "high_intent" | "to_customer" | "to_opportunity";

/**
 * Leads created in a span: all, those of high intent (null where no intent is known), and those that became a customer or
 * an opportunity by the end of the span or bucket, so that every bucket is observed to the same age.
 */
export async function measureLeads(view: View, span: Span): Promise<readonly Sums<LeadSum>[]> {
  const cut = (day: string): string => {
    if (span.grain === null) return `${day} < CAST('${span.to}' AS DATE)`;
    const bucket = (on: string) => view.dialect.bucket(on, span.grain ?? "day");
    return `${day} < CAST('${span.to}' AS DATE) AND ${bucket(day)} <= ${bucket("facts.created_on")}`;
  };
  const counted = (condition: string) => `sum(CASE WHEN ${condition} THEN 1 ELSE 0 END)`;
  return factSums(view, {
    span,
    facts: `(SELECT leads.created_at, leads.created_on, ${groupColumns("leads", view)}, leads.intent, leads.converted_on,
    coalesce(deals.made_on, CASE WHEN leads.converted_opportunity_id IS NOT NULL THEN leads.converted_on END) AS deal_on
  FROM leads LEFT JOIN (SELECT lead_id, min(created_on) AS made_on FROM opportunities WHERE lead_id IS NOT NULL
    GROUP BY lead_id) AS deals ON deals.lead_id = leads.id)`,
    dated: "created",
    sums: {
      leads: "count(*)",
      high_intent: `CASE WHEN count(facts.intent) > 0 THEN ${counted("facts.intent = 'high'")} END`,
      to_customer: counted(cut("facts.converted_on")),
      to_opportunity: counted(cut("facts.deal_on")),
    },
  });
}

export const leadsMeasure: Measure<LeadSum> = {
  relations: ["leads"],
  needs: ["leads"],
  together: ["leads"],
  read: measureLeads,
};
