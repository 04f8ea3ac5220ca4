/** The days that lifecycle stages are judged by. */
export interface LifecycleSpans {
  /** First business day of the period. */
  readonly from: string;
  /** Last business day of the period, as of which stages are told. */
  readonly asOf: string;
  /** The day before `from`, as of which they are compared. */
  readonly start: string;
  /** First day of the span before the period, in which a customer counts as won back as of `start`. */
  readonly previousFrom: string;
  /** First of the 365 days that end with `asOf`, and of those that end with `start`. */
  readonly yearFrom: string;
  readonly previousYearFrom: string;
}

export const sample: LifecycleSpans = {
  from: "2026-06-01",
  asOf: "2026-10-31",
  start: "2026-05-31",
  previousFrom: "2026-01-01",
  yearFrom: "2025-11-01",
  previousYearFrom: "2025-06-01",
};

/** A day of the spans in SQL. */
export const day = (name: keyof LifecycleSpans): string => `CAST($${name} AS DATE)`;

/** Spans of history that a usual gap is taken from: up to the as-of, before the period, before the one before it. */
export const gapSpans = [
  { name: "now", within: "1 = 1" },
  { name: "start", within: `ordered_on < ${day("from")}` },
  { name: "earlier", within: `ordered_on < ${day("previousFrom")}` },
] as const;
