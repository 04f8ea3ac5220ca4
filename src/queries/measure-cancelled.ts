import type { Measure, Span, Sums } from "#indicator.ts";
import type { View } from "#store.ts";
import { factSums } from "./fact-sums.ts";
import { groupColumns } from "./group-keys.ts";
import { sample as span } from "./sales-span.ts";

export const sample: Span = span;

/** Orders cancelled in a span, by the day of the cancellation, or of the order where that is not known. */
export async function measureCancelled(view: View, span: Span): Promise<readonly Sums<"cancelled">[]> {
  return factSums(view, {
    span,
    facts: `(SELECT coalesce(cancelled_at, ordered_at) AS ended_at, coalesce(cancelled_on, ordered_on) AS ended_on, ${groupColumns(null, view)}
  FROM orders WHERE status = 'cancelled')`,
    dated: "ended",
    sums: { cancelled: "count(*)" },
  });
}

export const cancelledMeasure: Measure<"cancelled"> = {
  relations: ["orders"],
  needs: ["orders"],
  together: ["orders"],
  read: measureCancelled,
};
