import type { Measure, Span, Sums } from "#indicator.ts";
import type { View } from "#store.ts";
import { factSums } from "./fact-sums.ts";
import { sample as span } from "./sales-span.ts";

export const sample: Span = span;

/** Returns dated in a span, whenever the orders were. */
export async function measureReturns(view: View, span: Span): Promise<readonly Sums<"returns">[]> {
  return factSums(view, { span, facts: "returns", dated: "returned", sums: { returns: "count(*)" } });
}

export const returnsMeasure: Measure<"returns"> = {
  relations: ["returns"],
  needs: ["returns"],
  together: ["returns"],
  read: measureReturns,
};
