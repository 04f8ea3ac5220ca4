/** Instants `[start, end)`, a span before that is read with it, and the end of what may be known. */
export interface SatisfactionSpan {
  readonly start: Date;
  readonly end: Date;
  /** Must not overlap. */
  readonly before?: { readonly start: Date; readonly end: Date };
  readonly asOfEnd: Date;
}

export const sample: SatisfactionSpan = {
  start: new Date("2025-11-01T00:00:00Z"),
  end: new Date("2026-11-01T00:00:00Z"),
  before: { start: new Date("2024-11-01T00:00:00Z"), end: new Date("2025-11-01T00:00:00Z") },
  asOfEnd: new Date("2026-11-01T00:00:00Z"),
};

/** SQL: does an instant fall into one of the spans? Takes the parameters of `bounds`. */
export function inSpans(at: string): string {
  return `((${at} >= $start AND ${at} < $end) OR (${at} >= $startBefore AND ${at} < $endBefore))`;
}

/** SQL: 1 in the span before, else 0. */
export function earlier(at: string): string {
  return `CASE WHEN ${at} >= $startBefore AND ${at} < $endBefore THEN 1 ELSE 0 END`;
}

/** Parameters; without a span before nothing falls into it. */
export function bounds({ start, end, before, asOfEnd }: SatisfactionSpan) {
  return { start, end, startBefore: before?.start ?? start, endBefore: before?.end ?? start, asOfEnd };
}
