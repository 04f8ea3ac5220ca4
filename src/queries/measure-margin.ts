import type { Measure, Span, Sums } from "#indicator.ts";
import type { View } from "#store.ts";
import { factSums } from "./fact-sums.ts";
import { groupColumns } from "./group-keys.ts";
import { sample as span } from "./sales-span.ts";

export const sample: Span = span;

type MarginSum = "margin" | "net";

/** What lines of valid orders brought, and that less their cost, of the lines whose cost is known; nothing where none is. */
export async function measureMargin(view: View, span: Span): Promise<readonly Sums<MarginSum>[]> {
  const known = "order_lines.cost IS NOT NULL AND order_lines.net IS NOT NULL";
  // Lines are many: without any cost they need not be joined with their orders.
  const some = await view.select(`SELECT 1 AS one FROM order_lines WHERE ${known} LIMIT 1`, {}, { one: "integer" });
  if (some.length === 0) return [];
  return factSums(view, {
    span,
    facts: `(SELECT valid_orders.ordered_at, valid_orders.ordered_on, ${groupColumns("valid_orders", view)},
  order_lines.net AS net, order_lines.cost AS cost
  FROM valid_orders JOIN order_lines ON order_lines.order_id = valid_orders.id WHERE ${known})`,
    dated: "ordered",
    sums: { margin: "sum(facts.net) - sum(facts.cost)", net: "sum(facts.net)" },
  });
}

export const marginMeasure: Measure<MarginSum> = {
  relations: ["valid_orders", "order_lines"],
  needs: ["order_lines"],
  together: ["valid_orders", "order_lines"],
  read: measureMargin,
};
