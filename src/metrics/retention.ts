import { addDays, daysBetween } from "./days.ts";

export type RetentionGrain = "week" | "month" | "quarter";

/** Customers of one cohort who were active in one week, month or quarter. Days are ISO, the first of their span. */
export interface CohortActivity {
  readonly cohort: string;
  readonly start: string;
  readonly customers: number;
  readonly revenue: number;
}

/** Lists run from k = 0, the cohort's own span, to the oldest cohort's newest; null after the as-of. */
export interface Cohort {
  readonly cohort: string;
  readonly size: number;
  readonly retained: readonly (number | null)[];
  /** Had the k-th span ended by the as-of? */
  readonly complete: readonly boolean[];
  readonly revenue: readonly (number | null)[];
}

export interface Retention {
  readonly cohorts: readonly Cohort[];
  /** Share of customers active k spans later, weighted by size, of complete cohorts; null where there is none. */
  readonly average: readonly (number | null)[];
}

/**
 * Cohort retention (留存): of the customers who first bought in a span, how many were active k spans later. `retained`
 * counts customers, an incomplete span too; `average` is a ratio 0..1 over complete ones. Cohorts without a customer
 * are left out. O(cohorts · spans).
 * Throws when the as-of is not a day.
 */
export function retention(rows: readonly CohortActivity[], grain: RetentionGrain, asOf: string): Retention {
  if (Number.isNaN(Date.parse(asOf))) throw new Error("retention requires an as-of day");
  const names = [...new Set(rows.map((row) => row.cohort))].sort();
  const oldest = names[0];
  const width = oldest === undefined ? 0 : spansBetween(oldest, asOf, grain) + 1;
  const spans = Array.from({ length: Math.max(0, width) }, (_, k) => k);
  const cohorts = names
    .map((cohort) => {
      const own = new Map(
        rows.filter((row) => row.cohort === cohort).map((row) => [spansBetween(cohort, row.start, grain), row]),
      );
      const begun = (k: number) => spanStart(cohort, k, grain) <= asOf;
      return {
        cohort,
        size: own.get(0)?.customers ?? 0,
        retained: spans.map((k) => (begun(k) ? (own.get(k)?.customers ?? 0) : null)),
        complete: spans.map((k) => spanStart(cohort, k + 1, grain) <= addDays(asOf, 1)),
        revenue: spans.map((k) => (begun(k) ? (own.get(k)?.revenue ?? 0) : null)),
      };
    })
    .filter((cohort) => cohort.size > 0);
  return { cohorts, average: spans.map((k) => rateAt(cohorts, k).rate) };
}

export interface RetentionRate {
  readonly cohorts: number;
  readonly customers: number;
  readonly retained: number;
  readonly rate: number | null;
}

/** Share of customers active k spans after their first, over the cohorts whose k-th span is complete. O(cohorts). */
export function rateAt(cohorts: readonly Cohort[], k: number): RetentionRate {
  const ready = cohorts.filter((cohort) => cohort.complete[k] === true);
  const customers = ready.reduce((sum, cohort) => sum + cohort.size, 0);
  const retained = ready.reduce((sum, cohort) => sum + (cohort.retained[k] ?? 0), 0);
  return { cohorts: ready.length, customers, retained, rate: customers === 0 ? null : retained / customers };
}

/**
 * Retention after k spans of the newest complete cohorts (at most three) beside that of all the complete ones before
 * them; null with fewer than two cohorts on either side.
 */
export function recentRetention(
  cohorts: readonly Cohort[],
  k: number,
): {
  readonly recent: RetentionRate;
  readonly earlier: RetentionRate;
  readonly newest: Cohort;
  readonly since: Cohort;
} | null {
  const ready = cohorts.filter((cohort) => cohort.complete[k] === true);
  const count = Math.min(3, Math.floor(ready.length / 2));
  const since = ready[ready.length - count];
  const newest = ready[ready.length - 1];
  if (count < 2 || since === undefined || newest === undefined) return null;
  return { recent: rateAt(ready.slice(-count), k), earlier: rateAt(ready.slice(0, -count), k), newest, since };
}

/** First day of the k-th span after the one that begins on `day`. */
export function spanStart(day: string, k: number, grain: RetentionGrain): string {
  const date = new Date(`${day}T00:00:00Z`);
  if (grain === "week") date.setUTCDate(date.getUTCDate() + 7 * k);
  else date.setUTCMonth(date.getUTCMonth() + (grain === "month" ? k : 3 * k));
  return date.toISOString().slice(0, 10);
}

/** Whole spans from the one that begins on `start` to the one that holds `day`. */
function spansBetween(start: string, day: string, grain: RetentionGrain): number {
  if (grain === "week") return Math.floor(daysBetween(start, day) / 7);
  const months = (text: string) => 12 * Number(text.slice(0, 4)) + Number(text.slice(5, 7));
  return Math.floor((months(day) - months(start)) / (grain === "month" ? 1 : 3));
}
