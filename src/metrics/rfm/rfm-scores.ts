import { frequencyMonetary, type RfmScheme } from "./rfm-segments.ts";

/** What is known of one customer in a period. */
export interface RfmCustomer {
  /** Days from the last order to the as-of day. */
  readonly recencyDays: number;
  /** Orders in the period. */
  readonly frequency: number;
  /** Money they brought, less what they sent back. */
  readonly monetary: number;
}

export interface RfmScores {
  readonly r: number;
  readonly f: number;
  readonly m: number;
  readonly fm: number;
}

/** Four limits each: days not exceeded for a score of 5, 4, 3, 2; orders and money reached for 2, 3, 4, 5. */
export interface RfmThresholds {
  readonly recency: readonly number[];
  readonly frequency: readonly number[];
  /** Null: money is scored by rank, as no amount is large for every company. */
  readonly monetary: readonly number[] | null;
}

/** Thresholds of `scheme=fixed` where a company has none of its own. */
export const usualThresholds: RfmThresholds = {
  recency: [30, 90, 180, 365],
  frequency: [2, 3, 5, 10],
  monetary: null,
};

/**
 * Quintile scores (五分位评分): `1 + floor(5 · worse / n)`, where *worse* counts the strictly smaller values. Equal values
 * always share a score; values that are all equal score 3. The same as counting which of the four cut points, the
 * ceil(s·n/5)-th smallest values, lie below, which is how the store does it.
 * O(n log n). Throws on an empty list.
 */
export function quintileScores(values: readonly number[]): number[] {
  const count = values.length;
  if (count === 0) throw new Error("quintileScores requires at least 1 value");
  const sorted = Float64Array.from(values).sort();
  const cuts = [1, 2, 3, 4].map((step) => sorted[Math.ceil((step * count) / 5) - 1] as number);
  if (sorted[0] === sorted[count - 1]) return values.map(() => 3);
  return values.map((value) => 1 + cuts.filter((cut) => value > cut).length);
}

/** 1 where a value is above the mean, else 0; a tie is not above. Exact to the 1/10,000 that money is kept in. O(n). */
export function aboveMean(values: readonly number[]): number[] {
  const total = values.reduce((sum, value) => sum + value, 0);
  return values.map((value) => (value * values.length - total > 0.00005 ? 1 : 0));
}

/** 1..5 by how many of four ascending limits a value reaches. */
function reached(values: readonly number[], limits: readonly number[]): number[] {
  return values.map((value) => 1 + limits.filter((limit) => value >= limit).length);
}

/** Scores of every customer, in the order given. O(n log n). Throws `rfm requires at least 1 customer`. */
export function rfmScores(
  customers: readonly RfmCustomer[],
  scheme: RfmScheme = "11",
  thresholds: RfmThresholds = usualThresholds,
): RfmScores[] {
  if (customers.length === 0) throw new Error("rfm requires at least 1 customer");
  const recencies = customers.map((customer) => -customer.recencyDays);
  const frequencies = customers.map((customer) => customer.frequency);
  const monies = customers.map((customer) => customer.monetary);
  const score = scheme === "8" ? aboveMean : quintileScores;
  const fixed = scheme === "fixed";
  const r = fixed
    ? reached(
        recencies,
        thresholds.recency.map((days) => -days),
      )
    : score(recencies);
  const f = fixed ? reached(frequencies, thresholds.frequency) : score(frequencies);
  const m = fixed && thresholds.monetary ? reached(monies, thresholds.monetary) : score(monies);
  return customers.map((_, index) => {
    const scores = { r: r[index] as number, f: f[index] as number, m: m[index] as number };
    return { ...scores, fm: scheme === "8" ? 2 * scores.f + scores.m : frequencyMonetary(scores.f, scores.m) };
  });
}
