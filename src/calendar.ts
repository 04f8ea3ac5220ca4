/** How a company cuts time. Instants are UTC; days, weeks and years are the business's own. */
export interface Calendar {
  /** IANA zone in which a business day begins and ends. */
  readonly zone: string;
  /** First day of a week, ISO: 1 = Monday … 7 = Sunday. */
  readonly weekStart: number;
  /** Month in which the fiscal year starts, 1..12. FY26 is the fiscal year that ends in 2026 (or is 2026 when 1). */
  readonly fiscalYearStart: number;
  /** Named seasons, such as 双11, by name: month-day spans, or dates by year where they move. */
  readonly seasons: Readonly<Record<string, readonly { readonly from: string; readonly to: string }[]>>;
}

/** How finely time is cut. */
export type Grain = "day" | "week" | "month" | "quarter" | "year";

/** Calendar day, `YYYY-MM-DD`. */
export type Day = string;

/**
 * A half-open span of whole business days `[from, to)`, with the instants at which it begins and ends.
 */
export interface Period {
  readonly from: Day;
  readonly to: Day;
  readonly start: Date;
  readonly end: Date;
  /** The calendar unit that the words named, for stepping back: `last90d` steps by 90 days, `Q3` by one quarter. */
  readonly step: { readonly count: number; readonly unit: Grain };
  /** Number of whole units the period would have if it had not been cut at the as-of; absent when complete. */
  readonly running?: boolean;
  /** The words that named it, normalised to English grammar (`last90d`, `2026Q3`, `2025-06-01..2025-08-31`). */
  readonly name: string;
}
