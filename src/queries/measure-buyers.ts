import type { Measure, Span, Sums } from "#indicator.ts";
import type { View } from "#store.ts";
import { salesBuyers } from "./sales-buyers.ts";
import { sample as span } from "./sales-span.ts";

export const sample: Span = span;

/** Distinct customers with a valid order, by bucket, or by group where the span is not cut. */
export async function measureBuyers(view: View, span: Span): Promise<readonly Sums<"buyers">[]> {
  if (span.grain !== null) {
    const { by } = await salesBuyers(view, { ...span, per: "bucket" });
    return [...by].map(([start, buyers]) => ({ start, part: null, sums: { buyers } }));
  }
  const { by } = await salesBuyers(view, { ...span, per: "group" });
  return [...by].map(([part, buyers]) => ({ start: null, part, sums: { buyers } }));
}

export const buyersMeasure: Measure<"buyers"> = { relations: ["sales"], needs: [], read: measureBuyers };
