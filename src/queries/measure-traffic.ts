import type { Measure, Span, Sums } from "#indicator.ts";
import type { View } from "#store.ts";
import { factSums } from "./fact-sums.ts";
import { sample as span } from "./sales-span.ts";

export const sample: Span = span;

/**
 * Visitors counted at the doors and on the sites; where none are counted, distinct visitors seen in web events. Nothing
 * where neither is known or can honour the question.
 */
export async function measureTraffic(view: View, span: Span): Promise<readonly Sums<"visitors">[]> {
  if (view.has("traffic") && view.covers("traffic")) {
    return factSums(view, { span, facts: "traffic", dated: "counted", sums: { visitors: "sum(facts.visitors)" } });
  }
  if (!view.has("web_events") || !view.covers("web_events")) return [];
  const who = "coalesce(facts.visitor_id, CAST(facts.account_id AS VARCHAR), facts.session_id)";
  const visitors = `count(DISTINCT ${who})`;
  return factSums(view, { span, facts: "web_events", dated: "occurred", sums: { visitors } });
}

export const trafficMeasure: Measure<"visitors"> = {
  ...{ relations: [], needs: [] },
  companyWide: true,
  read: measureTraffic,
};
