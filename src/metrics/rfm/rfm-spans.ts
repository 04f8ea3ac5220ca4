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
  const previousFrom = other?.from ?? shifted(from, -daysIn(from, to));
  const previousTo = other?.to ?? from;
  const previousAsOf = shifted(asOf, -daysIn(previousTo, to));
  return { from, to, asOf, previousFrom, previousTo, previousAsOf };
}

/** Days of `[from, to)`. */
export function daysIn(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

function shifted(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}
