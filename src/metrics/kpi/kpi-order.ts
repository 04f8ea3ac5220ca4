/** The order in which indicators are shown: first one of each kind, then the rest of each. */
const order = [
  "revenue",
  "orders",
  "new_customers",
  "per_buyer",
  "repeat_rate",
  "received",
  "leads",
  "win_rate",
  "nps",
  "active_customers",
  "units",
  "aov",
  "gross_margin",
  "returning_share",
  "rebuy_rate",
  "opportunities",
  "lead_to_customer",
  "lead_to_opportunity",
  "high_intent_leads",
  "complaints_per_100_orders",
  "complaints_per_100_customers",
  "return_rate",
  "cancelled_orders",
  "visitors",
  "visit_to_order",
  "visit_to_lead",
];

/** Sorts named indicators; those added later come last, by name. */
export function inKpiOrder<One extends { readonly id: string }>(indicators: readonly One[]): One[] {
  const rank = ({ id }: One) => (order.includes(id) ? order.indexOf(id) : order.length);
  return [...indicators].sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1));
}
