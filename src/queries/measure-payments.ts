import type { Measure, Span, Sums } from "#indicator.ts";
import type { View } from "#store.ts";
import { factSums } from "./fact-sums.ts";
import { sample as span } from "./sales-span.ts";

export const sample: Span = span;

/** Money received in a span: payments less refunds. */
export async function measurePayments(view: View, span: Span): Promise<readonly Sums<"received">[]> {
  return factSums(view, {
    span,
    facts: "payments",
    dated: "paid",
    sums: { received: "sum(CASE WHEN facts.kind = 'refund' THEN -facts.amount ELSE facts.amount END)" },
  });
}

export const paymentsMeasure: Measure<"received"> = {
  relations: ["payments"],
  needs: ["payments"],
  together: ["payments"],
  read: measurePayments,
};
