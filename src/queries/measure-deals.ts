import type { Measure, Span, Sums } from "#indicator.ts";
import type { View } from "#store.ts";
import { factSums } from "./fact-sums.ts";
import { groupColumns } from "./group-keys.ts";
import { sample as span } from "./sales-span.ts";

export const sample: Span = span;

type DealSum = "created" | "won" | "decided";

/** Opportunities created in a span, and those closed in it: won, and decided (won or lost, void ones left out). */
export async function measureDeals(view: View, span: Span): Promise<readonly Sums<DealSum>[]> {
  return factSums(view, {
    span,
    facts: `(SELECT created_at AS moved_at, created_on AS moved_on, ${groupColumns(null, view)}, 1 AS created, 0 AS won, 0 AS decided FROM opportunities
  UNION ALL
  SELECT closed_at AS moved_at, closed_on AS moved_on, ${groupColumns(null, view)}, 0 AS created,
    CASE WHEN status = 'won' THEN 1 ELSE 0 END AS won, 1 AS decided
  FROM opportunities WHERE status IN ('won', 'lost'))`,
    dated: "moved",
    sums: { created: "sum(facts.created)", won: "sum(facts.won)", decided: "sum(facts.decided)" },
  });
}

export const dealsMeasure: Measure<DealSum> = {
  relations: ["opportunities"],
  needs: ["opportunities"],
  together: ["opportunities"],
  read: measureDeals,
};
