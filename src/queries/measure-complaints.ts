import type { Measure, Span, Sums } from "#indicator.ts";
import type { View } from "#store.ts";
import { factSums } from "./fact-sums.ts";
import { groupColumns } from "./group-keys.ts";
import { sample as span } from "./sales-span.ts";

export const sample: Span = span;

/** Complaints opened in a span. */
export async function measureComplaints(view: View, span: Span): Promise<readonly Sums<"complaints">[]> {
  const facts = `(SELECT opened_at, opened_on, ${groupColumns(null, view)} FROM tickets WHERE kind = 'complaint')`;
  return factSums(view, { span, facts, dated: "opened", sums: { complaints: "count(*)" } });
}

export const complaintsMeasure: Measure<"complaints"> = {
  relations: ["tickets"],
  needs: ["tickets"],
  together: ["tickets"],
  read: measureComplaints,
};
