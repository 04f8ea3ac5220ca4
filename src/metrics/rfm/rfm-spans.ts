import { addDays, daysBetween } from "../days.ts";

/** Two spans of business days, `[from, to)`, and the days from which recency is counted in each. */
export interface ComparedSpans {
  readonly from: string;
  readonly to: string;
  readonly asOf: string;
  readonly previousFrom: string;
  readonly previousTo: string;
  readonly previousAsOf: string;
}

/**
 * The period beside the one it is compared with: `other` where the question names one (such as a year before), else the
 * equally long span just before it. Recency in it counts from the day that lies as far back as the span does.
 */
export function comparedSpans(
  period: { readonly from: string; readonly to: string },
  asOf: string,
  other: { readonly from: string; readonly to: string } | null,
): ComparedSpans {
  const { from, to } = period;
  const previousFrom = other?.from ?? addDays(from, -daysBetween(from, to));
  const previousTo = other?.to ?? from;
  const previousAsOf = addDays(asOf, -daysBetween(previousTo, to));
  return { from, to, asOf, previousFrom, previousTo, previousAsOf };
}
